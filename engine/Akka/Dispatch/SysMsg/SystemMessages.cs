using Akka.Actor;
using Akka.Event;

namespace Akka.Dispatch.SysMsg;

/// <summary>A message of the engine's own; it overtakes user messages and is never lost to a bounded mailbox.</summary>
public interface ISystemMessage : INoSerializationVerificationNeeded;

/// <summary>
/// A system message. Each instance is sent once, to one actor: <see cref="Next"/> links it into that mailbox's list without a
/// node of its own.
/// </summary>
public abstract class SystemMessage : ISystemMessage, IDeadLetterSuppression
{
    /// <summary>The message behind this one in the list that it is in.</summary>
    internal SystemMessage? Next { get; set; }
}

/// <summary>The list of a mailbox that takes no more system messages.</summary>
internal sealed class NoMessage : SystemMessage
{
    public static readonly NoMessage Instance = new();
}

/// <summary>The first message of every actor: come to life.</summary>
public sealed class Create : SystemMessage
{
    /// <summary>
    /// The only instance, for every mailbox: it is the first message of all, so it lies below the others and never has a next one.
    /// </summary>
    internal static readonly Create Instance = new();

    private Create()
    {
    }

    /// <inheritdoc/>
    public override string ToString() => "<Create>";
}

/// <summary>Take a new instance in the place of the failed one.</summary>
public sealed class Recreate(Exception cause) : SystemMessage
{
    /// <summary>Why.</summary>
    public Exception Cause { get; } = cause;

    /// <inheritdoc/>
    public override string ToString() => $"<Recreate>{(Cause is null ? "" : $" Cause: {Cause}")}";
}

/// <summary>Hold user messages back.</summary>
public sealed class Suspend : SystemMessage
{
    /// <inheritdoc/>
    public override string ToString() => "<Suspend>";
}

/// <summary>Go on with user messages.</summary>
public sealed class Resume(Exception? causedByFailure) : SystemMessage
{
    /// <summary>The failure after which the actor is resumed, or null where somebody else failed.</summary>
    public Exception? CausedByFailure { get; } = causedByFailure;

    /// <inheritdoc/>
    public override string ToString() => $"<Resume>{(CausedByFailure is null ? "" : $" Cause: {CausedByFailure}")}";
}

/// <summary>End.</summary>
public sealed class Terminate : SystemMessage
{
    /// <inheritdoc/>
    public override string ToString() => "<Terminate>";
}

/// <summary>Somebody wants to hear of the actor's end.</summary>
public sealed class Watch(IInternalActorRef watchee, IInternalActorRef watcher) : SystemMessage
{
    /// <summary>Whose end.</summary>
    public IInternalActorRef Watchee { get; } = watchee;

    /// <summary>Who wants to hear of it.</summary>
    public IInternalActorRef Watcher { get; } = watcher;

    /// <inheritdoc/>
    public override string ToString() => $"<Watch>: {Watcher} wants to watch {Watchee}";
}

/// <summary>Somebody no longer wants to hear of the actor's end.</summary>
public sealed class Unwatch(IInternalActorRef watchee, IInternalActorRef watcher) : SystemMessage
{
    /// <summary>Whose end.</summary>
    public IInternalActorRef Watchee { get; } = watchee;

    /// <summary>Who no longer wants to hear of it.</summary>
    public IInternalActorRef Watcher { get; } = watcher;

    /// <inheritdoc/>
    public override string ToString() => $"<Unwatch>: {Watcher} wants to unwatch {Watchee}";
}

/// <summary>An actor that this one watches, or a child of its, has ended.</summary>
public sealed class DeathWatchNotification(IActorRef actor, bool existenceConfirmed, bool addressTerminated) : SystemMessage
{
    /// <summary>Who ended.</summary>
    public IActorRef Actor { get; } = actor;

    /// <summary>False where nobody lived there when the watch began.</summary>
    public bool ExistenceConfirmed { get; } = existenceConfirmed;

    /// <summary>True where its whole address went away.</summary>
    public bool AddressTerminated { get; } = addressTerminated;

    /// <inheritdoc/>
    public override string ToString() =>
        $"<DeathWatchNotification>: {Actor}, ExistenceConfirmed={ExistenceConfirmed}, AddressTerminated={AddressTerminated}";
}

/// <summary>A child failed and waits for a decision.</summary>
public sealed class Failed(IActorRef child, Exception cause, long uid) : SystemMessage
{
    /// <summary>The child.</summary>
    public IActorRef Child { get; } = child;

    /// <summary>What it failed with.</summary>
    public Exception Cause { get; } = cause;

    /// <summary>The incarnation that failed.</summary>
    public long Uid { get; } = uid;

    /// <inheritdoc/>
    public override string ToString() => $"<Failed>: {Child} ({Uid}) Cause: {Cause}";
}

/// <summary>A continuation of an asynchronous handler, to be run in the actor's turn.</summary>
internal sealed class ActorTaskSchedulerMessage(ActorTaskScheduler scheduler, Task task, Envelope envelope) : SystemMessage
{
    public ActorTaskScheduler Scheduler { get; } = scheduler;

    public Task Task { get; } = task;

    public Envelope Envelope { get; } = envelope;

    public override string ToString() => "<ActorTaskSchedulerMessage>";
}

/// <summary>An asynchronous handler has ended, well or not.</summary>
internal sealed class ActorTaskCompleted(ActorTaskScheduler scheduler, Exception? exception, Envelope envelope) : SystemMessage
{
    public ActorTaskScheduler Scheduler { get; } = scheduler;

    public Exception? Exception { get; } = exception;

    public Envelope Envelope { get; } = envelope;

    public override string ToString() => $"<ActorTaskCompleted> Exception: {Exception}";
}
