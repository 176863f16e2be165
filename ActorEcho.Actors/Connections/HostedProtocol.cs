using ActorEcho.Actors.Protocols;
using Akka.Actor;

namespace ActorEcho.Actors.Connections;

/// <summary>A protocol with what it needs around it to serve connections.</summary>
/// <param name="Create">
/// Makes the protocol of a new connection from what is known of its client. Called by the connection's actor, on any thread.
/// </param>
public sealed record HostedProtocol(Func<ConnectionInfo, IProtocol> Create)
{
    /// <summary>Hosts a protocol that need not know its client.</summary>
    /// <param name="create">Makes the protocol of a new connection. Called by the connection's actor, on any thread.</param>
    public HostedProtocol(Func<IProtocol> create)
        : this(_ => create())
    {
    }

    /// <summary>
    /// Who gets the protocol's effects, with the connection's actor as the sender, and answers with notices.
    /// By default nobody; then the protocol must have none.
    /// </summary>
    public IActorRef Counterpart { get; init; } = ActorRefs.Nobody;

    /// <summary>
    /// How many bytes may wait for a client that does not read: once so many do, the next write disconnects it. For protocols
    /// that write without being asked; those that only answer are held back by their input. No limit by default.
    /// </summary>
    public long MaxQueuedBytes { get; init; } = long.MaxValue;

    /// <summary>The same in writes: many small ones weigh more than their bytes. No limit by default.</summary>
    public int MaxQueuedWrites { get; init; } = int.MaxValue;
}
