using Akka.Actor.Internal;
using Akka.Configuration;
using Akka.Event;
using Akka.Util;

namespace Akka.Actor;

/// <summary>What an actor does about the failures and ends of its children.</summary>
public abstract class SupervisorStrategy : ISurrogated
{
    /// <summary>
    /// Stops children that could not be made or were killed, restarts all others.
    /// </summary>
    public static readonly IDecider DefaultDecider = Akka.Actor.Decider.From(
        Directive.Restart,
        Directive.Stop.When<ActorInitializationException>(),
        Directive.Stop.When<ActorKilledException>(),
        Directive.Stop.When<DeathPactException>());

    /// <summary>One for one, any number of restarts, by the <see cref="DefaultDecider"/>.</summary>
    public static readonly SupervisorStrategy DefaultStrategy = new OneForOneStrategy(DefaultDecider);

    /// <summary>One for one, stops whoever fails.</summary>
    public static readonly OneForOneStrategy StoppingStrategy = new(static _ => Directive.Stop);

    /// <summary>Decides by the failure.</summary>
    public abstract IDecider Decider { get; }

    /// <summary>Whether failures are logged.</summary>
    protected bool LoggingEnabled { get; set; } = true;

    /// <summary>Decides what to do about a child's failure.</summary>
    protected abstract Directive Handle(IActorRef child, Exception exception);

    /// <summary>Carries out a decision to restart or stop.</summary>
    public abstract void ProcessFailure(IActorContext context, bool restart, IActorRef child, Exception cause, ChildRestartStats stats, IReadOnlyCollection<ChildRestartStats> children);

    /// <summary>Called when a child has ended, before its <see cref="Terminated"/> is handled.</summary>
    public abstract void HandleChildTerminated(IActorContext actorContext, IActorRef child, IEnumerable<IInternalActorRef> children);

    /// <inheritdoc/>
    public abstract ISurrogate ToSurrogate(ActorSystem system);

    /// <summary>Decides and carries out; false where the failure is to be handed up.</summary>
    public bool HandleFailure(ActorCell actorCell, IActorRef child, Exception cause, ChildRestartStats stats, IReadOnlyCollection<ChildRestartStats> children)
    {
        var directive = Handle(child, cause);
        switch (directive)
        {
            case Directive.Escalate:
                LogFailure(actorCell, child, cause, directive);
                return false;
            case Directive.Resume:
                LogFailure(actorCell, child, cause, directive);
                ResumeChild(child, cause);
                return true;
            case Directive.Restart:
                LogFailure(actorCell, child, cause, directive);
                ProcessFailure(actorCell, true, child, cause, stats, children);
                return true;
            case Directive.Stop:
                LogFailure(actorCell, child, cause, directive);
                ProcessFailure(actorCell, false, child, cause, stats, children);
                return true;
            default:
                throw new InvalidOperationException($"The decider gave {directive}, which is no directive.");
        }
    }

    /// <summary>Logs a failure: as a warning where the child is resumed, as an error where it is restarted or stopped.</summary>
    protected virtual void LogFailure(IActorContext context, IActorRef child, Exception cause, Directive directive)
    {
        if (!LoggingEnabled)
            return;
        var message = MessageOf(cause);
        var source = child.Path.ToString();
        switch (directive)
        {
            case Directive.Resume:
                Publish(context, new Warning(cause, source, GetType(), message));
                break;
            case Directive.Escalate:
                break;
            default:
                Publish(context, new Error(cause, source, GetType(), message));
                break;
        }
    }

    // What the child itself threw says more than that it could not be made.
    private static string MessageOf(Exception cause) => cause switch
    {
        ActorInitializationException { InnerException: { } thrown } => thrown.Message,
        _ => cause.Message,
    };

    private static void Publish(IActorContext context, LogEvent log)
    {
        try
        {
            context.System.EventStream.Publish(log);
        }
        catch (Exception)
        {
            // A logger that throws must not change what becomes of the child.
        }
    }

    /// <summary>Lets a child go on.</summary>
    protected void ResumeChild(IActorRef child, Exception exception) => ((IInternalActorRef)child).Resume(exception);

    /// <summary>Restarts a child; one that did not fail itself is suspended first.</summary>
    protected void RestartChild(IActorRef child, Exception cause, bool suspendFirst)
    {
        var restarting = (IInternalActorRef)child;
        if (suspendFirst)
            restarting.Suspend();
        restarting.Restart(cause);
    }

    internal static int WindowMilliseconds(TimeSpan? withinTimeRange) => withinTimeRange is { } range
        ? range == Timeout.InfiniteTimeSpan ? -1 : (int)range.TotalMilliseconds
        : -1;
}

/// <summary>Makes the strategy of the user guardian, <c>akka.actor.guardian-supervisor-strategy</c>.</summary>
public abstract class SupervisorStrategyConfigurator
{
    /// <summary>The strategy.</summary>
    public abstract SupervisorStrategy Create();

    /// <summary>The configurator of a class's name.</summary>
    /// <exception cref="ConfigurationException">There is no such class, or it is none of a configurator.</exception>
    public static SupervisorStrategyConfigurator CreateConfigurator(string typeName) => CreateConfigurator(typeName, Config.Empty);

    internal static SupervisorStrategyConfigurator CreateConfigurator(string typeName, Config namedIn) => typeName switch
    {
        "Akka.Actor.DefaultSupervisorStrategy" => new DefaultSupervisorStrategy(),
        "Akka.Actor.StoppingSupervisorStrategy" => new StoppingSupervisorStrategy(),
        _ => namedIn.Make<SupervisorStrategyConfigurator>("akka.actor.guardian-supervisor-strategy", typeName),
    };
}

/// <summary>Gives <see cref="SupervisorStrategy.DefaultStrategy"/>.</summary>
public class DefaultSupervisorStrategy : SupervisorStrategyConfigurator
{
    /// <inheritdoc/>
    public override SupervisorStrategy Create() => SupervisorStrategy.DefaultStrategy;
}

/// <summary>Gives <see cref="SupervisorStrategy.StoppingStrategy"/>.</summary>
public class StoppingSupervisorStrategy : SupervisorStrategyConfigurator
{
    /// <inheritdoc/>
    public override SupervisorStrategy Create() => SupervisorStrategy.StoppingStrategy;
}
