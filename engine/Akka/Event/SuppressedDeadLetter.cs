using Akka.Actor;

namespace Akka.Event;

/// <summary>A message that could not be delivered and whose loss is normal.</summary>
public sealed class SuppressedDeadLetter : AllDeadLetters
{
    /// <summary>Makes a dead letter that is not logged.</summary>
    /// <param name="message">The message.</param>
    /// <param name="sender">Who sent it.</param>
    /// <param name="recipient">To whom it was sent.</param>
    /// <exception cref="ArgumentNullException">The sender or the recipient is null.</exception>
    public SuppressedDeadLetter(object message, IActorRef sender, IActorRef recipient)
        : base(message, sender, recipient)
    {
        if (sender is null)
            throw new ArgumentNullException(nameof(sender), "SuppressedDeadLetter sender may not be null");
        if (recipient is null)
            throw new ArgumentNullException(nameof(recipient), "SuppressedDeadLetter recipient may not be null");
    }
}
