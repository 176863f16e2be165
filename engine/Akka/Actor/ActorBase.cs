using Akka.Actor.Internal;
using Akka.Event;

namespace Akka.Actor;

/// <summary>A behaviour: true where it handled the message.</summary>
public delegate bool Receive(object message);

/// <summary>A behaviour that handles whatever it gets.</summary>
public delegate void UntypedReceive(object message);

/// <summary>An actor whose messages are logged with whether it handled them, when <c>akka.actor.debug.receive</c> is on.</summary>
public interface ILogReceive;

/// <summary>Gives the engine the context of an actor.</summary>
public interface IInternalActor
{
    /// <summary>The actor's context.</summary>
    IActorContext ActorContext { get; }
}

/// <summary>
/// The base of all actors: state that only its own turn touches, and behaviour that answers one message at a time. Instances are
/// made by the engine alone, from <see cref="Props"/>; the outside holds an <see cref="IActorRef"/>.
/// </summary>
public abstract class ActorBase : IInternalActor
{
    private readonly ActorCell _context;
    private SupervisorStrategy? _supervisorStrategy;

    /// <summary>Called by the engine.</summary>
    /// <exception cref="ActorInitializationException">Called by anybody else.</exception>
    protected ActorBase()
    {
        _context = InternalCurrentActorCellKeeper.Current
            ?? throw new ActorInitializationException(
                $"You cannot create an instance of {GetType()} explicitly using the constructor (new). You have to use one of the factory methods to create a new actor. See the Akka documentation.");
    }

    IActorContext IInternalActor.ActorContext => _context;

    /// <summary>The ref of this actor. Safe from any thread.</summary>
    protected IActorRef Self => _context.Self;

    /// <summary>Who sent the message that is being processed; the dead letters where nobody did.</summary>
    protected IActorRef Sender => ((IActorContext)CurrentCell()).Sender;

    /// <summary>The context of the actor whose turn it is on this thread.</summary>
    /// <exception cref="NotSupportedException">No actor has its turn here: the code runs in a task or on a thread of its own.</exception>
    protected static IActorContext Context => CurrentCell();

    private static ActorCell CurrentCell() =>
        InternalCurrentActorCellKeeper.Current
        ?? throw new NotSupportedException("There is no active ActorContext, this is most likely due to use of async operations from within this actor.");

    /// <summary>A behaviour that handles nothing.</summary>
    protected static Receive EmptyReceive { get; } = static _ => false;

    internal SupervisorStrategy SupervisorStrategyInternal
    {
        get => _supervisorStrategy ??= SupervisorStrategy() ?? Akka.Actor.SupervisorStrategy.DefaultStrategy;
        set => _supervisorStrategy = value;
    }

    internal Receive DefaultBehaviour() => Receive;

    /// <summary>What <see cref="AroundReceive"/> does with the default behaviour, without a delegate; for classes that leave it as it is.</summary>
    internal void ReceiveByDefault(object message)
    {
        if (!Receive(message))
            Unhandled(message);
    }

    /// <summary>The behaviour the actor begins with: true where it handled the message.</summary>
    protected abstract bool Receive(object message);

    /// <summary>Stands around every message: handles it, or passes it to <see cref="Unhandled"/>.</summary>
    protected internal virtual bool AroundReceive(Receive receive, object message)
    {
        if (receive(message))
            return true;
        Unhandled(message);
        return false;
    }

    /// <summary>
    /// Gets what no behaviour handled: publishes an <see cref="UnhandledMessage"/>; a <see cref="Terminated"/> makes the actor
    /// fail, for it asked to hear of that end and does not care.
    /// </summary>
    /// <exception cref="DeathPactException">The message is a <see cref="Terminated"/>.</exception>
    protected virtual void Unhandled(object message)
    {
        if (message is Terminated terminated)
            throw new DeathPactException(terminated.ActorRef);
        Context.System.EventStream.Publish(new UnhandledMessage(message, Sender, Self));
    }

    /// <summary>Replaces the behaviour.</summary>
    protected void Become(Receive receive) => Context.Become(receive);

    /// <summary>Puts a behaviour on top of the current one.</summary>
    protected void BecomeStacked(Receive receive) => Context.BecomeStacked(receive);

    /// <summary>Goes back to the behaviour below.</summary>
    protected void UnbecomeStacked() => Context.UnbecomeStacked();

    /// <summary>Sets or (null) ends the receive timeout.</summary>
    protected void SetReceiveTimeout(TimeSpan? timeout) => Context.SetReceiveTimeout(timeout);

    /// <summary>What this actor does when a child fails; asked once.</summary>
    protected virtual SupervisorStrategy SupervisorStrategy() => Akka.Actor.SupervisorStrategy.DefaultStrategy;

    /// <summary>Called once when the actor comes to life, and by default after each restart.</summary>
    protected virtual void PreStart()
    {
    }

    /// <summary>Called when the actor has ended, before anybody hears of it; by default also before each restart.</summary>
    protected virtual void PostStop()
    {
    }

    /// <summary>Called on the failed instance before a new one takes its place: by default stops the children and calls <see cref="PostStop"/>.</summary>
    /// <param name="reason">What it failed with.</param>
    /// <param name="message">What it was processing, or null.</param>
    protected virtual void PreRestart(Exception reason, object? message)
    {
        foreach (var child in Context.GetChildren())
        {
            Context.Unwatch(child);
            Context.Stop(child);
        }
        PostStop();
    }

    /// <summary>Called on the new instance: by default calls <see cref="PreStart"/>.</summary>
    protected virtual void PostRestart(Exception reason) => PreStart();

    /// <summary>Stands around <see cref="PreStart"/>.</summary>
    public virtual void AroundPreStart() => PreStart();

    /// <summary>Stands around <see cref="PostStop"/>.</summary>
    public virtual void AroundPostStop() => PostStop();

    /// <summary>Stands around <see cref="PreRestart"/>.</summary>
    public virtual void AroundPreRestart(Exception cause, object? message) => PreRestart(cause, message);

    /// <summary>Stands around <see cref="PostRestart"/>.</summary>
    public virtual void AroundPostRestart(Exception cause, object? message) => PostRestart(cause);
}
