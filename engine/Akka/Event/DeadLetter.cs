using Akka.Actor;

namespace Akka.Event;

/// <summary>A message that could not be delivered, because its recipient stopped or never was.</summary>
public sealed class DeadLetter : AllDeadLetters
{
    /// <summary>Makes a dead letter.</summary>
    /// <param name="message">The message.</param>
    /// <param name="sender">Who sent it.</param>
    /// <param name="recipient">To whom it was sent.</param>
    /// <exception cref="ArgumentNullException">The sender or the recipient is null.</exception>
    public DeadLetter(object message, IActorRef sender, IActorRef recipient)
        : base(message, sender, recipient)
    {
        if (sender is null)
            throw new ArgumentNullException(nameof(sender), "DeadLetter sender may not be null");
        if (recipient is null)
            throw new ArgumentNullException(nameof(recipient), "DeadLetter recipient may not be null");
    }
}
