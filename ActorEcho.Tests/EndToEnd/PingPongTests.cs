using System.Text;
using ActorEcho.Actors.Settings;
using Akka.Tests.IO;

namespace ActorEcho.Tests.EndToEnd;

public abstract class PingPongTests(string transport) : EndToEndTest(transport)
{
    [TransportFact]
    public async Task Telnet_plays_ping_pong()
    {
        var server = await ServeAsync(PingPongSettings.Default);
        using var client = await Client.ConnectAsync(server);
        await client.SendAsync("ping\r\n");
        await client.ExpectAsync("pong\r\n");
        await client.SendAsync("pong\r\n");
        await client.ExpectAsync("ping\r\n");
        await client.SendAsync("hello\r\n");
        await client.ExpectAsync("hello\r\n");
        client.HalfClose();
        await client.ExpectEndAsync();
    }

    [TransportFact]
    public async Task The_answer_before_a_close_arrives_though_much_unread_input_is_behind_it()
    {
        var server = await ServeAsync(new PingPongSettings { MaxLineBytes = 100 });
        using var client = await Client.ConnectAsync(server);
        var tooLong = new byte[4 * 1024 * 1024];
        Array.Fill(tooLong, (byte)'x');
        await client.SendAsync(Encoding.ASCII.GetBytes("ping\n"), tooLong);
        client.HalfClose();
        Assert.Equal(
            "pong\r\nerror: a line is longer than 100 bytes; closing\r\n",
            Encoding.ASCII.GetString(await client.ReceiveToEndAsync()));
        await AwaitNoConnectionAsync(1);
    }
}
