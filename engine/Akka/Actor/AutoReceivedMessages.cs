using Akka.Event;

namespace Akka.Actor;

/// <summary>A message that the engine handles itself before, or instead of, the actor.</summary>
public interface IAutoReceivedMessage;

/// <summary>A message that a selection with wildcards must not spread without the sender's intent.</summary>
public interface IPossiblyHarmful;

/// <summary>A message that does not count as activity for the receive timeout.</summary>
public interface INotInfluenceReceiveTimeout;

/// <summary>A message that is never checked for serializability (kept for API compatibility; nothing here serializes).</summary>
public interface INoSerializationVerificationNeeded;

/// <summary>A message that carries another.</summary>
public interface IWrappedMessage
{
    /// <summary>The message inside.</summary>
    object Message { get; }
}

/// <summary>Reads through wrapped messages.</summary>
public static class WrappedMessage
{
    /// <summary>The innermost message.</summary>
    public static object Unwrap(object message)
    {
        while (message is IWrappedMessage wrapped)
            message = wrapped.Message;
        return message;
    }
}

/// <summary>Stops the actor when it is processed, that is behind the messages that came before it.</summary>
public sealed class PoisonPill : IAutoReceivedMessage, IPossiblyHarmful, IDeadLetterSuppression
{
    private PoisonPill()
    {
    }

    /// <summary>The only instance.</summary>
    public static PoisonPill Instance { get; } = new();

    /// <inheritdoc/>
    public override string ToString() => "<PoisonPill>";
}

/// <summary>Makes the actor fail with <see cref="ActorKilledException"/>; its supervisor decides what follows.</summary>
public sealed class Kill : IAutoReceivedMessage
{
    private Kill()
    {
    }

    /// <summary>The only instance.</summary>
    public static Kill Instance { get; } = new();

    /// <inheritdoc/>
    public override string ToString() => "<Kill>";
}

/// <summary>Makes the actor fail with <see cref="IntentionalActorRestartException"/>.</summary>
public sealed class IntentionalRestart : IAutoReceivedMessage
{
    private IntentionalRestart()
    {
    }

    /// <summary>The only instance.</summary>
    public static IntentionalRestart Instance { get; } = new();

    /// <inheritdoc/>
    public override string ToString() => "<IntentionalRestart>";
}

/// <summary>Asks whoever gets it to answer with an <see cref="ActorIdentity"/>.</summary>
public sealed class Identify(object messageId) : IAutoReceivedMessage, INotInfluenceReceiveTimeout
{
    /// <summary>Comes back in the answer, so that the asker knows which question it answers.</summary>
    public object MessageId { get; } = messageId;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Identify other && Equals(MessageId, other.MessageId);

    /// <inheritdoc/>
    public override int GetHashCode() => MessageId?.GetHashCode() ?? 0;

    /// <inheritdoc/>
    public override string ToString() => $"<Identify>: {MessageId}";
}

/// <summary>The answer to <see cref="Identify"/>; <see cref="Subject"/> is null where nobody lives at the path.</summary>
public sealed class ActorIdentity(object messageId, IActorRef? subject)
{
    /// <summary>The id of the question.</summary>
    public object MessageId { get; } = messageId;

    /// <summary>Who answered, or null.</summary>
    public IActorRef? Subject { get; } = subject;

    /// <inheritdoc/>
    public override bool Equals(object? obj) =>
        obj is ActorIdentity other && Equals(MessageId, other.MessageId) && Equals(Subject, other.Subject);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(MessageId, Subject);

    /// <inheritdoc/>
    public override string ToString() => $"<ActorIdentity>: {Subject} - MessageId={MessageId}";
}

/// <summary>Told to an actor that has set a receive timeout and got no message for that long.</summary>
public class ReceiveTimeout : IPossiblyHarmful
{
    private ReceiveTimeout()
    {
    }

    /// <summary>The only instance.</summary>
    public static ReceiveTimeout Instance { get; } = new();
}

/// <summary>Told to the watchers of an actor after its <c>PostStop</c>, once per watch.</summary>
/// <param name="actorRef">The actor that ended.</param>
/// <param name="existenceConfirmed">False where nobody lived at the path when the watch began.</param>
/// <param name="addressTerminated">True where not the actor but its whole address went away.</param>
public sealed class Terminated(IActorRef actorRef, bool existenceConfirmed, bool addressTerminated)
    : IAutoReceivedMessage, IPossiblyHarmful, IDeadLetterSuppression, INoSerializationVerificationNeeded, IEquatable<Terminated>
{
    /// <summary>The actor that ended.</summary>
    public IActorRef ActorRef { get; } = actorRef;

    /// <summary>False where nobody lived at the path when the watch began.</summary>
    public bool ExistenceConfirmed { get; } = existenceConfirmed;

    /// <summary>True where not the actor but its whole address went away.</summary>
    public bool AddressTerminated { get; } = addressTerminated;

    /// <inheritdoc/>
    public bool Equals(Terminated? other) =>
        other is not null && Equals(ActorRef, other.ActorRef)
        && ExistenceConfirmed == other.ExistenceConfirmed && AddressTerminated == other.AddressTerminated;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Terminated);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(ActorRef, ExistenceConfirmed, AddressTerminated);

    /// <inheritdoc/>
    public override string ToString() => $"<Terminated>: {ActorRef} - ExistenceConfirmed={ExistenceConfirmed}";
}

/// <summary>
/// A receive timeout that an actor has set, and what its timer tells the actor: the actor compares the clock with its last activity, so a
/// busy actor never has to stop and restart a timer per message.
/// </summary>
internal sealed class ReceiveTimeoutTick(TimeSpan timeout, TimeSpan now) : IAutoReceivedMessage, INotInfluenceReceiveTimeout, IDeadLetterSuppression
{
    public TimeSpan Timeout { get; } = timeout;

    public TimeSpan LastActivity { get; set; } = now;

    public ICancelable? Timer { get; set; }
}
