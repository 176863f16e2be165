using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using Akka.IO;
using Akka.IO.Transport;

namespace Akka.Tests.IO;

/// <summary>A transport whose listening socket fails and accepts as the test says.</summary>
internal sealed class FakeTransport : ITransport
{
    public TransportCounters Counters { get; } = new();

    public FakeListener Listener { get; private set; } = null!;

    public ITransportListener Bind(EndPoint localAddress, int backlog, IEnumerable<Inet.SocketOption> options, IListenerEvents events) =>
        Listener = new FakeListener(localAddress, events);

    public ITransportConnecting Connect(EndPoint remoteAddress, EndPoint? localAddress, IEnumerable<Inet.SocketOption> options,
        IConnectingEvents events) => throw new InvalidOperationException("This transport only listens.");
}

/// <summary>A listening socket that records what it is asked for.</summary>
internal sealed class FakeListener(EndPoint address, IListenerEvents events) : ITransportListener
{
    private readonly ConcurrentQueue<FakeConnection> _accepted = new();

    public EndPoint LocalAddress => address;

    public BlockingCollection<int> Allowances { get; } = [];

    public bool IsDisposed { get; private set; }

    public void Accept(int limit) => Allowances.Add(limit);

    public bool TryTake([NotNullWhen(true)] out ITransportConnection? connection)
    {
        var isTaken = _accepted.TryDequeue(out var accepted);
        connection = accepted;
        return isTaken;
    }

    public void Dispose() => IsDisposed = true;

    public void Accepted(FakeConnection connection)
    {
        _accepted.Enqueue(connection);
        events.Accepted();
    }

    public void Fails(SocketError error) => events.AcceptFailed(new SocketException((int)error));
}

/// <summary>A connection that takes what it is sent when the test says so.</summary>
internal sealed class FakeConnection : ITransportConnection
{
    private IConnectionEvents _events = null!;

    public EndPoint LocalAddress { get; } = new IPEndPoint(IPAddress.Loopback, 1);

    public EndPoint RemoteAddress { get; } = new IPEndPoint(IPAddress.Loopback, 2);

    /// <summary>The batches sent, each with the number of its segments.</summary>
    public BlockingCollection<(byte[] Bytes, int Segments)> Sent { get; } = [];

    /// <summary>Closed, it holds the connection's actor inside <see cref="Send"/>.</summary>
    public ManualResetEventSlim Gate { get; } = new(initialState: true);

    /// <summary>Whether batches stay under way until <see cref="CompleteSend"/>.</summary>
    public bool IsSlow { get; set; }

    public void Attach(IConnectionEvents events) => _events = events;

    public ReceiveResult Receive(int limit, bool lend) => ReceiveResult.WouldBlock;

    public void AwaitReadable()
    {
        // Nothing ever arrives.
    }

    // Takes nothing at once: all goes through Send, where the test sees it.
    public int TrySend(ReadOnlySpan<byte> bytes, out SocketError error)
    {
        error = SocketError.Success;
        return 0;
    }

    public SendResult Send(SendBatch batch)
    {
        var bytes = new byte[batch.Bytes];
        batch.CopyTo(bytes);
        var isSlow = IsSlow;
        Sent.Add((bytes, batch.Segments.Count));
        if (!Gate.Wait(TimeSpan.FromSeconds(20)))
            throw new TimeoutException("The test did not open the gate.");
        return isSlow ? SendResult.Pending(0) : SendResult.Complete(bytes.Length);
    }

    public void CompleteSend() => _events.Sent(SocketError.Success);

    public bool ShutdownSend() => true;

    public void Close()
    {
        // There is no socket behind it.
    }

    public void Abort()
    {
        // There is no socket behind it.
    }
}
