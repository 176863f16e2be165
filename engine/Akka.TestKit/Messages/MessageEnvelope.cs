using Akka.Actor;

namespace Akka.TestKit;

/// <summary>A message that a test actor received, with its sender.</summary>
public abstract class MessageEnvelope
{
    /// <summary>The message.</summary>
    public abstract object Message { get; }

    /// <summary>Who sent it; the dead letters where nobody did.</summary>
    public abstract IActorRef Sender { get; }
}

/// <summary>A message that did arrive.</summary>
public class RealMessageEnvelope : MessageEnvelope
{
    /// <summary>Makes an envelope.</summary>
    /// <param name="message">The message.</param>
    /// <param name="sender">Who sent it.</param>
    public RealMessageEnvelope(object message, IActorRef sender)
    {
        Message = message;
        Sender = sender;
    }

    /// <inheritdoc/>
    public override object Message { get; }

    /// <inheritdoc/>
    public override IActorRef Sender { get; }

    /// <inheritdoc/>
    public override string ToString() => $"<{Message}> from {Sender}";
}

/// <summary>The absence of a message: the last receive got none.</summary>
public sealed class NullMessageEnvelope : MessageEnvelope
{
    /// <summary>The only instance.</summary>
    public static readonly NullMessageEnvelope Instance = new();

    private const string NothingReceived = "last receive did not dequeue a message";

    private NullMessageEnvelope()
    {
    }

    /// <inheritdoc/>
    /// <exception cref="IllegalActorStateException">Always: there is no message.</exception>
    public override object Message => throw new IllegalActorStateException(NothingReceived);

    /// <inheritdoc/>
    /// <exception cref="IllegalActorStateException">Always: there is no sender.</exception>
    public override IActorRef Sender => throw new IllegalActorStateException(NothingReceived);

    /// <inheritdoc/>
    public override string ToString() => "<null-message>";
}
