using System.Net.Sockets;
using System.Text;
using Akka.Actor;
using Akka.IO;
using Akka.TestKit;
using Xunit.Abstractions;

namespace Akka.Tests.IO;

/// <summary>
/// What a handler tells its connection in the very turn in which it was given bytes. On an event loop the connection stands still
/// meanwhile, and takes some of it on the spot.
/// </summary>
public abstract class TcpMidTurnSpec(ITestOutputHelper output, string transport) : TcpSpec(output, transport)
{
    [TransportFact]
    public async Task Many_writes_leave_in_order_and_are_acknowledged_in_order()
    {
        // Many times what leaves in one send.
        const int count = 5_000;
        var (client, seen, _) = await ServeAsync((connection, _) =>
        {
            for (var i = 0; i < count; i++)
                connection.Tell(Tcp.Write.Create(Numbered(i), new Ack(i)));
        });

        await client.SendAsync(Bytes("go"));

        var expected = Enumerable.Range(0, count).SelectMany(Numbered).ToArray();
        Assert.Equal(expected, await ReadBytesAsync(client, expected.Length));
        for (var i = 0; i < count; i++)
            Assert.Equal(i, (await seen.ExpectMsgAsync<Ack>()).Number);

        static byte[] Numbered(int number) => Bytes(number.ToString("D100"));
    }

    [TransportFact]
    public async Task What_is_written_before_a_close_is_sent_and_what_is_written_behind_it_is_not()
    {
        var (client, seen, _) = await ServeAsync(static (connection, _) =>
        {
            connection.Tell(Tcp.Write.Create(Bytes("before")));
            connection.Tell(Tcp.Close.Instance);
            connection.Tell(Tcp.Write.Create(Bytes("behind")));
        });

        await client.SendAsync(Bytes("go"));

        Assert.Equal("before", Encoding.UTF8.GetString(await ReadToEndAsync(client)));
        await seen.ExpectMsgAsync<Tcp.Closed>();
    }

    [TransportFact]
    public async Task A_write_that_finds_the_queue_full_is_refused_as_at_any_other_time()
    {
        // The first write is no full batch, and more than the kernel takes: wherever the handler has its turn, the second finds it waiting.
        const int moreThanBuffersHold = 32 * 1024 * 1024;
        var settings = TcpSettings.Create(Sys) with
        {
            SendBufferSize = 2 * moreThanBuffersHold,
            MaxFrameSizeBytes = 2 * moreThanBuffersHold,
            WriteCommandsQueueMaxSize = 10,
        };
        var (client, seen, _) = await ServeAsync(static (connection, _) =>
        {
            connection.Tell(Tcp.Write.Create(new byte[moreThanBuffersHold]));
            connection.Tell(Tcp.Write.Create(Bytes("too much")));
            connection.Tell(Tcp.Write.Create(Bytes("s")));
        }, settings);

        await client.SendAsync(Bytes("go"));

        Assert.Equal("Dropping write because queue is full", (await seen.ExpectMsgAsync<Tcp.CommandFailed>()).Cause.Value.Message);
        Assert.Equal("Dropping write because writing is suspended", (await seen.ExpectMsgAsync<Tcp.CommandFailed>()).Cause.Value.Message);
        await ReadBytesAsync(client, moreThanBuffersHold);
    }

    [TransportFact]
    public async Task A_full_batch_leaves_before_the_queue_is_full()
    {
        // Two writes make a batch; five would fill the queue.
        var settings = TcpSettings.Create(Sys) with { SendBufferSize = 100, WriteCommandsQueueMaxSize = 250 };
        var (client, seen, _) = await ServeAsync(static (connection, _) =>
        {
            for (var i = 0; i < 50; i++)
                connection.Tell(Tcp.Write.Create(new byte[50]));
            connection.Tell(Tcp.Close.Instance);
        }, settings);

        await client.SendAsync(Bytes("go"));

        Assert.Equal(50 * 50, (await ReadToEndAsync(client)).Length);
        await seen.ExpectMsgAsync<Tcp.Closed>();
    }

    [TransportFact]
    public async Task A_stream_that_is_asked_for_read_by_read_comes_back_complete()
    {
        var (client, _, _) = await ServeAsync(static (connection, received) =>
        {
            connection.Tell(Tcp.Write.Create(received.Data));
            connection.Tell(Tcp.ResumeReading.Instance);
        }, pullMode: true);
        var bytes = RandomBytes(16 * 1024 * 1024);

        var sending = SendAllAsync(bytes);

        Assert.Equal(bytes, await ReadBytesAsync(client, bytes.Length));
        await sending;

        async Task SendAllAsync(byte[] all)
        {
            for (var sent = 0; sent < all.Length;)
                sent += await client.SendAsync(all.AsMemory(sent));
        }
    }

    [TransportFact]
    public async Task A_handler_that_asks_for_no_more_gets_no_more_until_it_does()
    {
        var (client, _, handler) = await ServeAsync(static (connection, received) =>
        {
            connection.Tell(Tcp.Write.Create(received.Data));
            if (Text(received) != "stop")
                connection.Tell(Tcp.ResumeReading.Instance);
        }, pullMode: true);

        await client.SendAsync(Bytes("go on"));
        await ReadBytesAsync(client, 5);
        await client.SendAsync(Bytes("stop"));
        await ReadBytesAsync(client, 4);
        await client.SendAsync(Bytes("unheard"));
        // Whatever reads without having been asked to would have read by the time that another connection has been served.
        var (other, _, _) = await ServeAsync(static (connection, received) => connection.Tell(Tcp.Write.Create(received.Data)));
        await other.SendAsync(Bytes("other"));
        await ReadBytesAsync(other, 5);
        Assert.Equal(0, client.Available);

        handler.Tell("resume");

        Assert.Equal("unheard", Encoding.UTF8.GetString(await ReadBytesAsync(client, 7)));
    }

    [TransportFact]
    public async Task A_handler_that_fails_after_it_has_written_costs_its_connection_nothing()
    {
        var (client, _, _) = await ServeAsync(static (connection, received) =>
        {
            connection.Tell(Tcp.Write.Create(received.Data));
            connection.Tell(Tcp.ResumeReading.Instance);
            if (Text(received) == "fail")
                throw new InvalidOperationException("as asked");
        }, pullMode: true);

        await client.SendAsync(Bytes("fail"));
        Assert.Equal("fail", Encoding.UTF8.GetString(await ReadBytesAsync(client, 4)));
        await client.SendAsync(Bytes("again"));

        Assert.Equal("again", Encoding.UTF8.GetString(await ReadBytesAsync(client, 5)));
    }

    private async Task<(Socket Client, TestProbe Seen, IActorRef Handler)> ServeAsync(
        Action<IActorRef, Tcp.Received> script, TcpSettings? settings = null, bool pullMode = false)
    {
        var server = await BindAsync(pullMode: pullMode, settings: settings);
        if (pullMode)
            server.Listener.Tell(new Tcp.ResumeAccepting(1));
        var (client, connection) = await AcceptAsync(server);
        var seen = CreateTestProbe();
        var handler = Sys.ActorOf(Props.Create(() => new Scripted(connection, script, seen.Ref)).WithDispatcher("akka.io.connection-dispatcher"));
        seen.Send(handler, "register");
        return (client, seen, handler);
    }

    /// <summary>Answers bytes as a script says, on the dispatcher where its connection lives.</summary>
    private sealed class Scripted(IActorRef connection, Action<IActorRef, Tcp.Received> script, IActorRef seen) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            switch (message)
            {
                case "register":
                    connection.Tell(new Tcp.Register(Self));
                    connection.Tell(Tcp.ResumeReading.Instance);
                    break;
                case "resume":
                    connection.Tell(Tcp.ResumeReading.Instance);
                    break;
                case Tcp.Received received:
                    script(connection, received);
                    break;
                default:
                    seen.Tell(message);
                    break;
            }
        }
    }
}
