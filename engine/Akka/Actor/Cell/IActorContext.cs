using Akka.Actor.Internal;
using Akka.Dispatch;
using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

/// <summary>Makes actors and finds them.</summary>
public interface IActorRefFactory
{
    /// <summary>Makes a child actor and returns at once; the actor comes to life in its own turn.</summary>
    /// <param name="props">The recipe.</param>
    /// <param name="name">A name unique among its siblings, or null for one of the engine's.</param>
    /// <exception cref="InvalidActorNameException">The name is not allowed, or is taken.</exception>
    IActorRef ActorOf(Props props, string? name = null);

    /// <summary>The actors under a path.</summary>
    ActorSelection ActorSelection(ActorPath actorPath);

    /// <summary>The actors under a path, which may be relative and may hold <c>*</c>, <c>?</c> and <c>..</c>.</summary>
    ActorSelection ActorSelection(string actorPath);
}

/// <summary>Hears of actors' ends.</summary>
public interface ICanWatch
{
    /// <summary>Asks for a <see cref="Terminated"/> when the subject has ended (or at once where it has).</summary>
    IActorRef Watch(IActorRef subject);

    /// <summary>Asks for a message of one's own instead of <see cref="Terminated"/>.</summary>
    IActorRef WatchWith(IActorRef subject, object message);

    /// <summary>Takes the request back; a <see cref="Terminated"/> that is under way does not arrive any more.</summary>
    IActorRef Unwatch(IActorRef subject);
}

/// <summary>What an actor sees of the engine. Only to be used in the actor's own turn.</summary>
public interface IActorContext : IActorRefFactory, ICanWatch
{
    /// <summary>The actor itself.</summary>
    IActorRef Self { get; }

    /// <summary>The recipe it was made by.</summary>
    Props Props { get; }

    /// <summary>Who sent the message that is being processed; the dead letters where nobody did.</summary>
    IActorRef Sender { get; }

    /// <summary>The system.</summary>
    ActorSystem System { get; }

    /// <summary>The supervisor.</summary>
    IActorRef Parent { get; }

    /// <summary>Where the actor runs.</summary>
    MessageDispatcher Dispatcher { get; }

    /// <summary>After how long without a message a <see cref="Akka.Actor.ReceiveTimeout"/> comes, or null.</summary>
    TimeSpan? ReceiveTimeout { get; }

    /// <summary>Replaces the behaviour.</summary>
    void Become(Receive receive);

    /// <summary>Puts a behaviour on top of the current one.</summary>
    void BecomeStacked(Receive receive);

    /// <summary>Goes back to the behaviour below; the lowest stays.</summary>
    void UnbecomeStacked();

    /// <summary>A child by name, or nobody.</summary>
    IActorRef Child(string name);

    /// <summary>The children.</summary>
    IEnumerable<IActorRef> GetChildren();

    /// <summary>Sets or (null) ends the receive timeout.</summary>
    void SetReceiveTimeout(TimeSpan? timeout);

    /// <summary>Stops a child, or the actor itself.</summary>
    void Stop(IActorRef child);
}

/// <summary>What an <see cref="UntypedActor"/> sees of the engine.</summary>
public interface IUntypedActorContext : IActorContext
{
    /// <summary>Replaces the behaviour.</summary>
    void Become(UntypedReceive receive);

    /// <summary>Puts a behaviour on top of the current one.</summary>
    void BecomeStacked(UntypedReceive receive);
}

/// <summary>What the engine sees of an actor.</summary>
public interface ICell
{
    /// <summary>The ref.</summary>
    IActorRef Self { get; }

    /// <summary>The system.</summary>
    ActorSystem System { get; }

    /// <summary>The system.</summary>
    ActorSystemImpl SystemImpl { get; }

    /// <summary>The parent.</summary>
    IInternalActorRef Parent { get; }

    /// <summary>Whether the actor is of this process.</summary>
    bool IsLocal { get; }

    /// <summary>The recipe.</summary>
    Props Props { get; }

    /// <summary>Whether user messages wait.</summary>
    bool HasMessages { get; }

    /// <summary>How many user messages wait.</summary>
    int NumberOfMessages { get; }

    /// <summary>Whether the actor has ended.</summary>
    bool IsTerminated { get; }

    /// <summary>The children.</summary>
    IChildrenContainer ChildrenContainer { get; }

    /// <summary>Starts the actor.</summary>
    void Start();

    /// <summary>Holds user messages back.</summary>
    void Suspend();

    /// <summary>Goes on.</summary>
    void Resume(Exception? causedByFailure);

    /// <summary>Restarts the actor.</summary>
    void Restart(Exception cause);

    /// <summary>Stops the actor.</summary>
    void Stop();

    /// <summary>A child by name (with or without <c>#uid</c>), or nobody.</summary>
    IInternalActorRef GetSingleChild(string name);

    /// <summary>What stands behind a child's name.</summary>
    bool TryGetChildStatsByName(string name, out IChildStats? child);

    /// <summary>Delivers a user message.</summary>
    void SendMessage(IActorRef sender, object message);

    /// <summary>Delivers a system message.</summary>
    void SendSystemMessage(ISystemMessage message);
}
