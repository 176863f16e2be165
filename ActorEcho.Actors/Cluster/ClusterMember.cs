using ActorEcho.Actors.Chat;
using Akka.Actor;

namespace ActorEcho.Actors.Cluster;

/// <summary>Someone who is in the room by way of this node.</summary>
/// <param name="session">The connection's actor.</param>
/// <param name="registration">What it registered with.</param>
/// <param name="number">The session's number in the database.</param>
/// <param name="since">The last entry that it is not to hear of: its list of users is as of then.</param>
internal sealed class ClusterMember(IActorRef session, ChatRequest.Register registration, long number, long since)
    : ChatMember(session, registration)
{
    public long Number { get; } = number;

    public long Since { get; } = since;
}
