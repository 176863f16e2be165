namespace ActorEcho.Actors.Settings;

/// <summary>What a listener allows its clients, whatever the protocol. A new instance holds the defaults; this is where they live.</summary>
public sealed record ListenerLimits
{
    /// <summary>The defaults.</summary>
    public static ListenerLimits Default { get; } = new();

    /// <summary>
    /// How many listening sockets share the port, 1 to 64; more than one needs Linux (<c>SO_REUSEPORT</c>) and a port other
    /// than 0. By default 1: one accepts tens of thousands of connections a second, more than most services ever see.
    /// </summary>
    public int Acceptors { get; init; } = 1;

    /// <summary>
    /// How many connections may wait in the operating system for being accepted, 1 to 65535; the system caps it
    /// (<c>net.core.somaxconn</c> on Linux). By default 512: a burst of clients is not refused while the listener is busy.
    /// </summary>
    public int Backlog { get; init; } = 512;

    /// <summary>
    /// How many clients are served at a time, 1 to 1,000,000; further ones are closed at once. By default 10,000: some 40 MiB
    /// when all are idle. The process's limit of open files must allow as many.
    /// </summary>
    public int MaxConnections { get; init; } = 10_000;

    /// <summary>
    /// How long a connection may stay without a byte either way, 1 s to 30 days or infinite. By default 10 minutes: a client
    /// that vanished without a word, or never reads its answers, does not hold its place for ever. Where it is infinite, TCP's
    /// keep-alive finds out who has vanished.
    /// </summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How long the server waits, after its last answer and half-close, for the client's own close, 0 to 5 minutes. By default
    /// 5 s: a reset would otherwise swallow answers still under way; a slow link gets them well within that time.
    /// </summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How many bytes of answers may wait for a client to read them, 4 KiB to 1 GiB; at this many the server stops reading
    /// from that client. Every answer counts 128 bytes more than it has, which is what it takes in memory. By default 256 KiB:
    /// enough to fill a fast link for a round trip, and 10,000 clients that send and never read cost 2.5 GiB at the very worst.
    /// </summary>
    public int MaxPendingBytes { get; init; } = 256 * 1024;

    /// <summary>
    /// How long a client may take for what comes before the protocol, a TLS handshake or a PROXY header, 100 ms to 5 minutes. By
    /// default 5 s: a handshake takes three round trips, and even one by satellite is done in two seconds.
    /// </summary>
    public TimeSpan HandshakeTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How many clients may be in that state at a time, 1 to 100,000; further ones are closed at once. They take none of
    /// <see cref="MaxConnections"/>. By default 1,000: some 50 MiB at the worst, and far more than two cores can compute.
    /// </summary>
    public int MaxHandshakes { get; init; } = 1_000;
}
