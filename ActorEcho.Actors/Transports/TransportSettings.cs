using ActorEcho.Actors.Connections;
using Akka.IO;

namespace ActorEcho.Actors.Transports;

/// <summary>What a transport needs to know of a listener besides its address, and what it puts around the socket. Immutable.</summary>
public abstract record TransportSettings
{
    /// <summary>Of a transport that needs nothing and is the bare socket.</summary>
    public static TransportSettings None { get; } = new Bare();

    /// <summary>What is done to a listening socket before and after it is bound.</summary>
    /// <param name="bind">Where it is bound.</param>
    /// <returns>The options, in their order.</returns>
    public virtual IReadOnlyList<Inet.SocketOption> SocketOptions(BindAddress bind) => [];

    /// <summary>Makes what stands between the socket and the protocol of every connection.</summary>
    /// <returns>The layer, made anew for each start of a listener; null where the protocol has the bare socket.</returns>
    /// <exception cref="TransportException">Something it needs is not there; the listener cannot start.</exception>
    public virtual ConnectionLayer? OpenLayer() => null;

    /// <summary>
    /// Whether <see cref="OpenLayer"/> may block, because it reads files or makes keys. Then the listener's actor keeps off the
    /// event loops, which makes meeting a client dearer by some changes of thread. By default it may.
    /// </summary>
    public virtual bool MayBlockOpening => true;

    /// <summary>What can be used and will hardly serve a client, such as a certificate that has expired. May read files.</summary>
    /// <param name="moment">The present.</param>
    /// <returns>A text on each.</returns>
    /// <exception cref="TransportException">Something it needs is not there any more.</exception>
    public virtual IEnumerable<string> Doubts(DateTimeOffset moment) => [];

    private sealed record Bare : TransportSettings
    {
        public override bool MayBlockOpening => false;
    }
}
