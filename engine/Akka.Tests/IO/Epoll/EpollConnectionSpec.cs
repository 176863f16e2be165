using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Akka.IO.Transport;
using Akka.IO.Transport.Epoll;

namespace Akka.Tests.IO.Epoll;

/// <summary>One connection of the transport, its peer a plain socket: where readiness comes once only, none may be missed.</summary>
[NeedsEpoll]
public class EpollConnectionSpec : TestKit.Xunit2.TestKit
{
    private const int MoreThanBuffersHold = 32 * 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Events _events = new();
    private EventLoopGroup? _loops;
    private EpollTransport? _transport;
    private ITransportListener? _listener;
    private ITransportConnection? _connection;
    private Socket? _peer;

    protected override void AfterAll()
    {
        _peer?.Dispose();
        _connection?.Abort();
        _listener?.Dispose();
        base.AfterAll();
        _loops?.Stop();
        Assert.Equal(0, _transport?.Counters.Connections ?? 0);
        Assert.Equal(0, _transport?.Counters.PendingSends ?? 0);
    }

    [TransportFact]
    public async Task Bytes_that_come_after_the_wish_are_told_once()
    {
        var (connection, peer) = await ConnectAsync();
        connection.AwaitReadable();
        Assert.Empty(_events.Readables);

        peer.Send("hello"u8);

        _events.AwaitReadable();
        Assert.Equal("hello", Read(connection));
        peer.Send("more"u8);
        Assert.False(_events.Readables.TryTake(out _), "It was told without having asked.");
    }

    [TransportFact]
    public async Task Bytes_that_came_before_the_wish_are_told_when_it_comes()
    {
        var (connection, peer) = await ConnectAsync();
        peer.Send("early"u8);

        connection.AwaitReadable();

        _events.AwaitReadable();
        Assert.Equal("early", Read(connection));
    }

    [TransportFact]
    public async Task That_there_is_nothing_to_read_is_no_error_even_while_memory_is_being_collected()
    {
        var (connection, _) = await ConnectAsync();
        using var enough = new CancellationTokenSource();
        // Each collection stops this thread on its way back from the call, before it looks at the call's error.
        var collecting = Task.Run(() =>
        {
            while (!enough.IsCancellationRequested)
                GC.Collect(0);
        });

        try
        {
            for (var i = 0; i < 5_000; i++)
                Assert.Equal(ReceiveStatus.WouldBlock, connection.Receive(16).Status);
        }
        finally
        {
            await enough.CancelAsync();
            await collecting;
        }
    }

    [TransportFact]
    public async Task What_a_read_has_left_is_told_at_once()
    {
        var (connection, peer) = await ConnectAsync();
        connection.AwaitReadable();
        peer.Send("hello"u8);
        _events.AwaitReadable();
        Assert.Equal("he", Read(connection, limit: 2));

        connection.AwaitReadable();

        _events.AwaitReadable();
        Assert.Equal("llo", Read(connection));
    }

    [TransportFact]
    public async Task An_end_that_came_with_the_last_bytes_is_told_after_them()
    {
        var (connection, peer) = await ConnectAsync();
        peer.Send("bye"u8);
        peer.Shutdown(SocketShutdown.Send);
        connection.AwaitReadable();
        _events.AwaitReadable();
        Assert.Equal("bye", Read(connection));

        // Both may have had one edge in common.
        connection.AwaitReadable();
        _events.AwaitReadable();

        Assert.Equal(ReceiveStatus.EndOfStream, connection.Receive(100).Status);
    }

    [TransportFact]
    public async Task A_reset_is_told_as_the_systems_error()
    {
        var (connection, peer) = await ConnectAsync();
        connection.AwaitReadable();

        peer.LingerState = new LingerOption(true, 0);
        peer.Dispose();

        _events.AwaitReadable();
        Assert.Equal(SocketError.ConnectionReset, connection.Receive(100).Error);
    }

    [TransportFact]
    public async Task What_the_system_does_not_take_at_once_follows_and_then_its_end_is_told()
    {
        var (connection, peer) = await ConnectAsync();
        var bytes = new byte[MoreThanBuffersHold];
        new Random(1).NextBytes(bytes);
        var batch = new SendBatch();
        batch.Add(bytes.AsMemory(0, MoreThanBuffersHold / 2));
        batch.Add(bytes.AsMemory(MoreThanBuffersHold / 2));

        var result = connection.Send(batch);
        Assert.True(result.IsPending);
        Assert.Equal(1, _transport!.Counters.PendingSends);
        var received = await ReceiveAsync(peer, MoreThanBuffersHold);

        Assert.Equal(SocketError.Success, _events.AwaitSent());
        Assert.True(received.AsSpan().SequenceEqual(bytes));
    }

    [TransportFact]
    public async Task A_peer_that_goes_away_ends_a_send_that_waits()
    {
        var (connection, peer) = await ConnectAsync();
        var batch = new SendBatch();
        batch.Add(new byte[MoreThanBuffersHold]);
        Assert.True(connection.Send(batch).IsPending);

        peer.LingerState = new LingerOption(true, 0);
        peer.Dispose();

        Assert.NotEqual(SocketError.Success, _events.AwaitSent());
    }

    [TransportFact]
    public async Task A_closed_connection_tells_nothing_any_more()
    {
        var (connection, peer) = await ConnectAsync();
        connection.AwaitReadable();

        connection.Close();
        connection.Close();

        Assert.Equal(0, await peer.ReceiveAsync(new byte[1]).WaitAsync(Patience));
        Assert.Empty(_events.Readables);
        Assert.Equal(0, _transport!.Counters.Connections);
    }

    private async Task<(ITransportConnection Connection, Socket Peer)> ConnectAsync()
    {
        _loops = new EventLoopGroup("spec", 1, TimeSpan.Zero, TimeSpan.Zero, Sys.EventStream);
        _transport = new EpollTransport(_loops);
        _listener = _transport.Bind(new IPEndPoint(IPAddress.Loopback, 0), 10, [], _events);
        _listener.Accept(1);
        _peer = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await _peer.ConnectAsync(_listener.LocalAddress).WaitAsync(Patience);
        _events.AwaitAccepted();
        Assert.True(_listener.TryTake(out _connection));
        _connection.Attach(_events);
        return (_connection, _peer);
    }

    private static string Read(ITransportConnection connection, int limit = 100)
    {
        var result = connection.Receive(limit);
        Assert.Equal(ReceiveStatus.Data, result.Status);
        return Encoding.UTF8.GetString(result.Data!.Data);
    }

    private static async Task<byte[]> ReceiveAsync(Socket peer, int count)
    {
        var bytes = new byte[count];
        for (var read = 0; read < count;)
        {
            var n = await peer.ReceiveAsync(bytes.AsMemory(read)).AsTask().WaitAsync(Patience);
            Assert.True(n > 0, $"The stream ended after {read} of {count} bytes.");
            read += n;
        }

        return bytes;
    }

    private sealed class Events : IConnectionEvents, IListenerEvents
    {
        private readonly BlockingCollection<bool> _accepted = [];
        private readonly BlockingCollection<SocketError> _sent = [];

        public BlockingCollection<bool> Readables { get; } = [];

        void IConnectionEvents.Readable() => Readables.Add(true);

        void IConnectionEvents.Sent(SocketError error) => _sent.Add(error);

        void IListenerEvents.Accepted() => _accepted.Add(true);

        void IListenerEvents.AcceptFailed(Exception cause) => throw new InvalidOperationException("No accept was to fail.", cause);

        public void AwaitReadable() => Assert.True(Readables.TryTake(out _, Patience), "Nothing was told.");

        public void AwaitAccepted() => Assert.True(_accepted.TryTake(out _, Patience), "Nothing was accepted.");

        public SocketError AwaitSent()
        {
            Assert.True(_sent.TryTake(out var error, Patience), "The end of the send was not told.");
            return error;
        }
    }
}
