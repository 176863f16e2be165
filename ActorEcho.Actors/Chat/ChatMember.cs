using Akka.Actor;

namespace ActorEcho.Actors.Chat;

/// <summary>Someone who is in the room.</summary>
/// <param name="session">The connection's actor.</param>
/// <param name="registration">What it registered with.</param>
internal class ChatMember(IActorRef session, ChatRequest.Register registration)
{
    public IActorRef Session { get; } = session;

    public ChatName Name { get; } = registration.Name;

    public int MaxListedUsers { get; } = registration.MaxListedUsers;

    /// <summary>The weight of the deliveries that no receipt has come for.</summary>
    public long Unreceipted { get; set; }

    /// <summary>Whether one of the texts that are being delivered is its own.</summary>
    public bool HasSpoken { get; set; }

    /// <summary>Whether the session has ended or wants to leave, though its leave still waits for its turn.</summary>
    public bool IsGone { get; set; }
}
