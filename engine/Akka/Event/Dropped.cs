using Akka.Actor;

namespace Akka.Event;

/// <summary>A message that was thrown away on purpose, for example because a mailbox was full.</summary>
public sealed class Dropped : AllDeadLetters
{
    /// <summary>Makes the notice of a dropped message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="reason">Why it was dropped.</param>
    /// <param name="sender">Who sent it; null if unknown.</param>
    /// <param name="recipient">To whom it was sent.</param>
    public Dropped(object message, string reason, IActorRef? sender, IActorRef recipient)
        : base(message, sender, recipient) => Reason = reason;

    /// <summary>Makes the notice of a dropped message whose sender is unknown.</summary>
    /// <param name="message">The message.</param>
    /// <param name="reason">Why it was dropped.</param>
    /// <param name="recipient">To whom it was sent.</param>
    public Dropped(object message, string reason, IActorRef recipient)
        : this(message, reason, ActorRefs.NoSender, recipient)
    {
    }

    /// <summary>Why it was dropped.</summary>
    public string Reason { get; }
}
