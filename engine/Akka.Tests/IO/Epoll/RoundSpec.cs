using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Akka.Actor;
using Akka.IO;
using Akka.IO.Transport;
using Akka.IO.Transport.Epoll;
using Xunit.Abstractions;

namespace Akka.Tests.IO.Epoll;

/// <summary>Connections that become readable at the same time are read, have their turns, and send, in three steps.</summary>
[NeedsEpoll]
public class RoundSpec(ITestOutputHelper output) : OneLoopSpec(output)
{
    [TransportFact]
    public async Task All_have_their_turns_before_what_they_wrote_is_sent()
    {
        var seen = new ConcurrentQueue<(int InRound, int Answered)>();
        var clients = new List<Socket>();
        for (var i = 0; i < 3; i++)
        {
            clients.Add(await ServeAsync((connection, received) =>
            {
                seen.Enqueue((EventLoop.Current!.Round.Count, clients.Count(static client => client.Available > 0)));
                connection.Tell(Tcp.Write.Create(received.Data));
            }));
        }

        foreach (var text in new[] { "first", "later" })
        {
            AtOnce(() => clients.ForEach(client => Deliver(client, text)));

            foreach (var client in clients)
                Assert.Equal(text, Encoding.UTF8.GetString(await ReadBytesAsync(client, text.Length)));
            Assert.Equal([(3, 0), (3, 0), (3, 0)], seen);
            seen.Clear();
        }
    }

    [TransportFact]
    public async Task More_than_one_round_can_hold_are_served_at_once()
    {
        var clients = new List<Socket>();
        for (var i = 0; i < 3 * Round.MaxEvents; i++)
            clients.Add(await ServeAsync(static (connection, received) => connection.Tell(Tcp.Write.Create(received.Data))));

        for (var repeated = 0; repeated < 5; repeated++)
        {
            AtOnce(() =>
            {
                for (var i = 0; i < clients.Count; i++)
                    clients[i].Send(Bytes($"{i:000}"));
            });
            for (var i = 0; i < clients.Count; i++)
                Assert.Equal($"{i:000}", Encoding.UTF8.GetString(await ReadBytesAsync(clients[i], 3)));
        }
    }

    [TransportFact]
    public async Task One_that_another_aborts_in_the_same_round_gets_nothing_more()
    {
        IActorRef? victim = null;
        var heard = new ConcurrentQueue<string>();
        var killer = await ServeAsync((_, _) => victim!.Tell(Tcp.Abort.Instance));
        var other = await ServeAsync((_, received) => heard.Enqueue(Text(received)), connection => victim = connection);

        AtOnce(() =>
        {
            Deliver(killer, "kill");
            Deliver(other, "unheard");
        });

        await AssertResetAsync(other);
        Assert.Empty(heard);
    }

    [TransportFact]
    public async Task What_was_read_for_one_that_cannot_have_its_turn_stays_with_it()
    {
        var heard = CreateTestProbe();
        IActorRef? suspended = null;
        var client = await ServeAsync((_, received) => heard.Tell(Text(received)), connection => suspended = connection);
        var other = await ServeAsync((_, received) => heard.Tell(Text(received)));
        using var suspending = new Trigger(Loop, () => ((LocalActorRef)suspended!).Suspend());

        AtOnce(() =>
        {
            Deliver(client, "first");
            suspending.Fire();
        });
        for (var i = 0; i < 5; i++)
        {
            await other.SendAsync(Bytes($"other {i}"));
            await heard.ExpectMsgAsync($"other {i}");
        }

        await client.SendAsync(Bytes(", second"));
        ((LocalActorRef)suspended!).Resume();

        var all = "";
        while (all.Length < "first, second".Length)
            all += await heard.ExpectMsgAsync<string>();
        Assert.Equal("first, second", all);
    }

    [TransportFact]
    public async Task What_is_read_ahead_is_lent_where_it_fills_enough_of_its_memory()
    {
        var memories = new ConcurrentQueue<object?>();
        var clients = new List<Socket>();
        for (var i = 0; i < 2; i++)
        {
            clients.Add(await ServeAsync((connection, received) =>
            {
                memories.Enqueue(received.Data.Start.GetObject());
                connection.Tell(Tcp.Write.Create(received.Data));
            }, lends: true));
        }

        for (var repeated = 0; repeated < 3; repeated++)
            await EchoAsync(new string((char)('a' + repeated), 1_000), new string((char)('A' + repeated), 1_000));
        Assert.All(memories, static memory => Assert.IsType<LentMemory>(memory));
        Assert.Equal(2, memories.Distinct().Count());

        memories.Clear();
        await EchoAsync("few", "not many");
        Assert.All(memories, static memory => Assert.IsType<byte[]>(memory));

        async Task EchoAsync(params string[] texts)
        {
            AtOnce(() =>
            {
                for (var i = 0; i < clients.Count; i++)
                    Deliver(clients[i], texts[i]);
            });
            for (var i = 0; i < clients.Count; i++)
                Assert.Equal(texts[i], Encoding.UTF8.GetString(await ReadBytesAsync(clients[i], texts[i].Length)));
        }
    }

    [TransportFact]
    public async Task What_the_kernel_does_not_take_of_an_answer_follows()
    {
        var answer = Enumerable.Range(0, 50_000).Select(static i => (byte)i).ToArray();
        var server = await BindAsync(options: [new Inet.SO.SendBufferSize(4_096)]);
        var client = await ServeAsync((connection, _) => connection.Tell(Tcp.Write.Create(answer)), server: server);

        for (var repeated = 0; repeated < 3; repeated++)
        {
            await client.SendAsync("?"u8.ToArray());
            Assert.Equal(answer, await ReadBytesAsync(client, answer.Length));
        }
    }

    [TransportFact]
    public async Task One_whose_peer_is_gone_when_it_answers_ends_alone()
    {
        var clients = new List<Socket>();
        var ended = CreateTestProbe();
        clients.Add(await ServeAsync(static (connection, received) => connection.Tell(Tcp.Write.Create(received.Data))));
        clients.Add(await ServeAsync((connection, received) =>
        {
            clients[1].Close(0);
            connection.Tell(Tcp.Write.Create(received.Data));
        }, connection => ended.Watch(connection)));
        clients.Add(await ServeAsync(static (connection, received) => connection.Tell(Tcp.Write.Create(received.Data))));

        AtOnce(() => clients.ForEach(static client => Deliver(client, "text")));

        await ended.ExpectMsgAsync<Terminated>();
        Assert.Equal("text", Encoding.UTF8.GetString(await ReadBytesAsync(clients[0], 4)));
        Assert.Equal("text", Encoding.UTF8.GetString(await ReadBytesAsync(clients[2], 4)));
    }

    [TransportFact]
    public async Task One_whose_answer_cannot_be_looked_at_ends_alone()
    {
        var clients = new List<Socket>();
        var ended = CreateTestProbe();
        clients.Add(await ServeAsync(static (connection, received) => connection.Tell(Tcp.Write.Create(received.Data))));
        clients.Add(await ServeAsync(
            static (connection, _) => connection.Tell(Tcp.Write.Create(new ReadOnlySequence<byte>(new DisposedMemory().OfOneByte))),
            connection => ended.Watch(connection)));
        clients.Add(await ServeAsync(static (connection, received) => connection.Tell(Tcp.Write.Create(received.Data))));

        AtOnce(() => clients.ForEach(static client => Deliver(client, "text")));

        await ended.ExpectMsgAsync<Terminated>();
        Assert.Equal("text", Encoding.UTF8.GetString(await ReadBytesAsync(clients[0], 4)));
        Assert.Equal("text", Encoding.UTF8.GetString(await ReadBytesAsync(clients[2], 4)));
    }

    /// <summary>Does something on the loop in the middle of a round, as soon as its readiness is told.</summary>
    private sealed class Trigger : IReadinessSource, IDisposable
    {
        private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        private readonly EventLoop _loop;
        private readonly Action _act;

        public Trigger(EventLoop loop, Action act)
        {
            _loop = loop;
            _act = act;
            _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            loop.Watch((int)_socket.Handle, Readiness.In, this);
        }

        public ulong Token { get; set; }

        public void OnReady(Readiness readiness)
        {
            _loop.Forget(Token);
            _act();
        }

        public void Fire() => _socket.SendTo("now"u8, _socket.LocalEndPoint!);

        public void Dispose() => _socket.Dispose();
    }

    /// <summary>What a handler must not write: its memory has been given back already.</summary>
    private sealed class DisposedMemory : MemoryManager<byte>
    {
        public ReadOnlyMemory<byte> OfOneByte => CreateMemory(1);

        public override Span<byte> GetSpan() => throw new ObjectDisposedException(nameof(DisposedMemory));

        public override MemoryHandle Pin(int elementIndex = 0) => throw new ObjectDisposedException(nameof(DisposedMemory));

        public override void Unpin() => throw new ObjectDisposedException(nameof(DisposedMemory));

        protected override bool TryGetArray(out ArraySegment<byte> segment) => throw new ObjectDisposedException(nameof(DisposedMemory));

        protected override void Dispose(bool disposing)
        {
            // It is disposed from the beginning.
        }
    }
}
