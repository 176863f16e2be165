using Akka.Actor;

namespace Akka.Event;

/// <summary>A message that did not reach a handler. Subscribe to this type for all kinds of them.</summary>
public abstract class AllDeadLetters : IWrappedMessage
{
    /// <summary>Called by subclasses.</summary>
    /// <param name="message">The message.</param>
    /// <param name="sender">Who sent it.</param>
    /// <param name="recipient">To whom it was sent.</param>
    protected AllDeadLetters(object message, IActorRef? sender, IActorRef recipient)
    {
        Message = message;
        Sender = sender!;
        Recipient = recipient;
    }

    /// <summary>The message.</summary>
    public object Message { get; }

    /// <summary>To whom it was sent.</summary>
    public IActorRef Recipient { get; }

    /// <summary>Who sent it; may be null for messages that were dropped.</summary>
    public IActorRef Sender { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{GetType().Name} from {Sender} to {Recipient}: <{Message}>";
}
