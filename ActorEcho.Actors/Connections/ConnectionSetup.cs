using ActorEcho.Actors.Protocols;
using ActorEcho.Actors.Settings;
using Akka.Actor;
using Akka.Event;

namespace ActorEcho.Actors.Connections;

/// <summary>What all connections of a listener have in common; one object for all of them.</summary>
/// <param name="Protocol">What they speak.</param>
/// <param name="Limits">What they are allowed.</param>
/// <param name="Log">Where their coming and going is told.</param>
internal sealed record ConnectionSetup(HostedProtocol Protocol, ListenerLimits Limits, ILoggingAdapter Log)
{
    /// <summary>A fraction of the limit, so that what is unknown for want of an acknowledgement is small beside it.</summary>
    private const int AcksPerLimit = 8;

    /// <summary>Reading stops when what is unsent weighs as much …</summary>
    public long HighWater => Limits.MaxPendingBytes;

    /// <summary>… and goes on at this much.</summary>
    public long LowWater => Limits.MaxPendingBytes / 2;

    /// <summary>
    /// Where connections and their layers live: on the thread that reads their socket, so that read, answer and write follow each other
    /// without a change of thread. A protocol must not block there; <see cref="IProtocol"/> forbids it.
    /// </summary>
    public const string Dispatcher = "akka.io.connection-dispatcher";

    /// <summary>A fresh account of unsent writes.</summary>
    /// <remarks>
    /// Bytes and writes that no acknowledgement was asked for weigh less than a quarter of <see cref="HighWater"/> together, so
    /// whoever is held back by it has one to come that takes it below <see cref="LowWater"/>.
    /// </remarks>
    public UnsentWrites NewUnsentWrites() => new(
        Math.Min(HighWater, Protocol.MaxQueuedBytes) / AcksPerLimit,
        (int)Math.Max(1, Math.Min(HighWater / UnsentWrites.BytesPerWrite, Protocol.MaxQueuedWrites) / AcksPerLimit));

    /// <summary>The props of the actor for one client.</summary>
    /// <param name="socket">Who is spoken to: the connection as the network sees it, or a layer above it.</param>
    /// <param name="info">What is known of the client.</param>
    public Props ConnectionProps(IActorRef socket, ConnectionInfo info) => new Recipe(this, socket, info);

    /// <summary>Makes the actor. One is kept for every client, so it is a single object.</summary>
    private sealed class Recipe : Props
    {
        private static readonly Props Template = new Props(typeof(ConnectionActor)).WithDispatcher(ConnectionSetup.Dispatcher);

        private readonly ConnectionSetup _setup;
        private readonly IActorRef _socket;
        private readonly ConnectionInfo _info;

        public Recipe(ConnectionSetup setup, IActorRef socket, ConnectionInfo info)
            : base(Template)
        {
            _setup = setup;
            _socket = socket;
            _info = info;
        }

        private Recipe(Recipe other)
            : base(other)
        {
            _setup = other._setup;
            _socket = other._socket;
            _info = other._info;
        }

        public override ActorBase NewActor() => new ConnectionActor(_setup, _socket, _info);

        protected override Props Copy() => new Recipe(this);
    }
}
