using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using Akka.IO;
using Akka.IO.Transport;

namespace Akka.Tests.IO;

/// <summary>A transport whose listening socket fails and accepts, and whose connects end, as the test says.</summary>
internal sealed class FakeTransport : ITransport
{
    public TransportCounters Counters { get; } = new();

    public FakeListener Listener { get; private set; } = null!;

    public ITransportListener Bind(EndPoint localAddress, int backlog, IEnumerable<Inet.SocketOption> options, IListenerEvents events) =>
        Listener = new FakeListener(localAddress, events);

    /// <summary>What connects bring.</summary>
    public FakeConnection? Outgoing { get; set; }

    public ITransportConnecting Connect(EndPoint remoteAddress, EndPoint? localAddress, IEnumerable<Inet.SocketOption> options,
        IConnectingEvents events) => new FakeConnecting(Outgoing ?? throw new InvalidOperationException("This transport only listens."), events);
}

/// <summary>An attempt to connect that has succeeded at once.</summary>
internal sealed class FakeConnecting : ITransportConnecting
{
    private readonly FakeConnection _connection;

    public FakeConnecting(FakeConnection connection, IConnectingEvents events)
    {
        _connection = connection;
        events.Connected();
    }

    public bool TryTake([NotNullWhen(true)] out ITransportConnection? connection)
    {
        connection = _connection;
        return true;
    }

    public void Dispose()
    {
        // There is no socket behind it.
    }
}

/// <summary>A listening socket that records what it is asked for.</summary>
internal sealed class FakeListener(EndPoint address, IListenerEvents events) : ITransportListener
{
    private readonly ConcurrentQueue<FakeConnection?> _accepted = new();

    public EndPoint LocalAddress => address;

    public BlockingCollection<int> Allowances { get; } = [];

    public bool IsDisposed { get; private set; }

    public void Accept(int limit) => Allowances.Add(limit);

    public bool TryTake([NotNullWhen(true)] out ITransportConnection? connection)
    {
        var isTaken = _accepted.TryDequeue(out var accepted);
        connection = accepted;
        return isTaken && accepted is null ? throw new SocketException((int)SocketError.InvalidArgument) : isTaken;
    }

    public void Dispose() => IsDisposed = true;

    /// <param name="connection">The connection; null for one that had ended before it could be set up.</param>
    public void Accepted(FakeConnection? connection)
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

    /// <summary>Whether it cannot be watched.</summary>
    public bool FailsToAttach { get; set; }

    public bool IsAborted { get; private set; }

    public void Attach(IConnectionEvents events) =>
        _events = FailsToAttach ? throw new SocketException((int)SocketError.NoBufferSpaceAvailable) : events;

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

    public void Abort() => IsAborted = true;
}
