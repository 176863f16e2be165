using Akka.Actor;

namespace Akka.Event;

/// <summary>
/// A logger that is no actor: it logs on the thread that publishes, so it works before the actor system runs and after it
/// stopped. <c>akka.stdout-logger-class</c> names the class to use.
/// </summary>
public abstract class MinimalLogger : MinimalActorRef
{
    /// <summary>Called by subclasses.</summary>
    protected MinimalLogger() => Path = new RootActorPath(Address.AllSystems, $"/{GetType().Name}");

    /// <summary>Decides which events are logged.</summary>
    public LogFilterEvaluator Filter { get; internal set; } = LogFilterEvaluator.NoFilters;

    /// <inheritdoc/>
    public sealed override ActorPath Path { get; }

    /// <summary>Not supported: such a logger belongs to no actor system.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public sealed override IActorRefProvider Provider => throw new NotSupportedException($"{GetType().Name} does not provide.");

    /// <inheritdoc/>
    protected sealed override void TellInternal(object message, IActorRef sender) => Log(message);

    /// <summary>Logs an event.</summary>
    /// <param name="message">A <see cref="LogEvent"/>, or any object that was sent here.</param>
    protected abstract void Log(object message);
}
