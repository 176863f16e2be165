using System.Net;
using System.Net.Sockets;
using Akka.IO.Transport.Epoll;

namespace Akka.IO.Transport;

/// <summary>An established connection: reading by readiness, writing by completion.</summary>
internal interface ITransportConnection
{
    /// <summary>Our address.</summary>
    EndPoint LocalAddress { get; }

    /// <summary>The peer's address.</summary>
    EndPoint RemoteAddress { get; }

    /// <summary>Names who hears of this connection; once, before any other call.</summary>
    void Attach(IConnectionEvents events);

    /// <summary>Takes what has arrived, at most <paramref name="limit"/> bytes, without waiting.</summary>
    /// <param name="limit">The most bytes.</param>
    /// <param name="lend">Whether the memory may be used again once a write of it is done (<see cref="LentMemory"/>).</param>
    ReceiveResult Receive(int limit, bool lend = false);

    /// <summary>
    /// Asks for one <see cref="IConnectionEvents.Readable"/>. Not asked again before that has come and
    /// <see cref="Receive"/> has followed it: what it told is not told twice.
    /// </summary>
    void AwaitReadable();

    /// <summary>
    /// Hands over as much as the operating system takes at once; nothing follows later, and nothing else is being sent.
    /// </summary>
    /// <returns>How many bytes; fewer than there are, or none, when it takes no more for now.</returns>
    int TrySend(ReadOnlySpan<byte> bytes, out SocketError error);

    /// <summary>
    /// Hands bytes to the operating system. What it cannot take at once follows later and ends in
    /// <see cref="IConnectionEvents.Sent"/>; until then nothing else may be sent, and the bytes must not change.
    /// </summary>
    SendResult Send(SendBatch batch);

    /// <summary>Tells the peer that nothing more will come (FIN).</summary>
    /// <returns>False when the peer had already gone.</returns>
    bool ShutdownSend();

    /// <summary>Closes in order: the peer gets what was sent, then the end of the stream.</summary>
    void Close();

    /// <summary>Closes at once: the peer gets an error (RST).</summary>
    void Abort();
}

/// <summary>What a connection tells.</summary>
internal interface IConnectionEvents
{
    /// <summary>There may be bytes to take, the end of the stream, or an error.</summary>
    void Readable();

    /// <summary>
    /// The same news for an owner that can take part in the round of an event loop. Where it does (true) it has its
    /// turn with the others, and the socket is the caller's to read before that, and to send <see cref="PeekUnsent"/> after it; where
    /// not, nothing was told.
    /// </summary>
    /// <param name="loop">The calling thread's.</param>
    bool TryJoinRound(EventLoop loop) => false;

    /// <summary>What the owner would send first when it ends its turn; empty where it would send nothing, or more than one array holds.</summary>
    ArraySegment<byte> PeekUnsent() => default;

    /// <summary><see cref="PeekUnsent"/> was sent ahead of the turn's end; not called where nothing came of it.</summary>
    /// <param name="count">How many bytes the operating system took.</param>
    /// <param name="error">Why it takes no more, where the connection is broken.</param>
    void SentAhead(int count, SocketError error)
    {
    }

    /// <summary>The rest of a batch has been handed over, or could not be.</summary>
    void Sent(SocketError error);
}
