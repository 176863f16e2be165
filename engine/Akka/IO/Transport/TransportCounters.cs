namespace Akka.IO.Transport;

/// <summary>
/// How many sockets of a transport are open. After the last connection has ended they are what they were before
/// the first; tests hold that against leaks. Thread-safe.
/// </summary>
internal sealed class TransportCounters
{
    private int _listeners;
    private int _connections;
    private int _pendingSends;

    /// <summary>Listening sockets.</summary>
    public int Listeners => Volatile.Read(ref _listeners);

    /// <summary>Sockets of connections: those being made, accepted but not taken, and established.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Batches the operating system has not taken in full, whose buffers it therefore holds.</summary>
    public int PendingSends => Volatile.Read(ref _pendingSends);

    public void ListenerOpened() => Interlocked.Increment(ref _listeners);

    public void ListenerClosed() => Interlocked.Decrement(ref _listeners);

    public void ConnectionOpened() => Interlocked.Increment(ref _connections);

    public void ConnectionClosed() => Interlocked.Decrement(ref _connections);

    public void SendBegun() => Interlocked.Increment(ref _pendingSends);

    public void SendEnded() => Interlocked.Decrement(ref _pendingSends);
}
