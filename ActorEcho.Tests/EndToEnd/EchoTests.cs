using System.Text;
using ActorEcho.Actors.Protocols.Echo;
using ActorEcho.Actors.Settings;
using Akka.Tests.IO;

namespace ActorEcho.Tests.EndToEnd;

public abstract class EchoTests(string transport) : EndToEndTest(transport)
{
    [TransportFact]
    public async Task Nc_N_gets_back_what_it_sends_and_then_the_end()
    {
        var server = await ServeAsync(EchoSettings.Default);
        using var client = await Client.ConnectAsync(server);
        await client.SendAsync("hello, echo server!\n");
        client.HalfClose();
        Assert.Equal("hello, echo server!\n", Encoding.ASCII.GetString(await client.ReceiveToEndAsync()));
    }

    [TransportFact]
    public async Task A_conversation_goes_on_as_long_as_the_client_likes()
    {
        var server = await ServeAsync(EchoSettings.Default);
        using var client = await Client.ConnectAsync(server);
        for (var i = 0; i < 100; i++)
        {
            await client.SendAsync($"line {i}\r\n");
            await client.ExpectAsync($"line {i}\r\n");
        }
    }

    [TransportFact]
    public async Task A_slow_reader_gets_every_byte_in_order()
    {
        var server = await ServeAsync(EchoSettings.Default, new ListenerLimits { MaxPendingBytes = 64 * 1024 });
        using var client = await Client.ConnectAsync(server, receiveBuffer: 4096);
        var sent = new byte[8 * 1024 * 1024];
        Random.Shared.NextBytes(sent);
        var sending = Task.Run(async () =>
        {
            await client.SendAsync(sent);
            client.HalfClose();
        });
        Assert.True((await client.ReceiveToEndAsync()).AsSpan().SequenceEqual(sent));
        await sending;
    }

    [TransportFact]
    public async Task A_client_that_sends_and_never_reads_is_held_back_and_harms_nobody()
    {
        const long far = 256L * 1024 * 1024;
        var server = await ServeAsync(EchoSettings.Default, new ListenerLimits { MaxPendingBytes = 64 * 1024 });
        using var flooder = await Client.ConnectAsync(server, receiveBuffer: 4096);
        Assert.InRange(flooder.Flood(new byte[64 * 1024], far), 1, far - 1);
        using var other = await Client.ConnectAsync(server);
        await other.SendAsync("still here");
        await other.ExpectAsync("still here");
    }

    [TransportFact]
    public async Task In_mode_once_the_answer_arrives_and_the_server_closes()
    {
        var server = await ServeAsync(new EchoSettings { Mode = EchoMode.Once });
        using var client = await Client.ConnectAsync(server);
        await client.SendAsync("hello, echo server!\n");
        Assert.Equal("hello, echo server!\n", Encoding.ASCII.GetString(await client.ReceiveToEndAsync()));
        client.HalfClose();
        await AwaitNoConnectionAsync(1);
    }
}
