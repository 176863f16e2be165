using Akka.Dispatch.SysMsg;
using Akka.Util;

namespace Akka.Actor;

/// <summary>Whatever messages can be sent to.</summary>
public interface ICanTell
{
    /// <summary>Sends a message and returns at once; it is delivered at most once. Safe from any thread.</summary>
    /// <param name="message">The message; must not be null.</param>
    /// <param name="sender">Whom an answer goes to.</param>
    void Tell(object message, IActorRef? sender);
}

/// <summary>A handle to an actor: immutable, safe from any thread, the same across the actor's restarts.</summary>
public interface IActorRef : ICanTell, IEquatable<IActorRef>, IComparable<IActorRef>, ISurrogated, IComparable
{
    /// <summary>The actor's path with its incarnation.</summary>
    ActorPath Path { get; }
}

/// <summary>Whether a ref points into this process.</summary>
public interface IActorRefScope
{
    /// <summary>True for actors of this process.</summary>
    bool IsLocal { get; }
}

/// <summary>A ref whose actor is started after the ref exists.</summary>
public interface IRepointableRef : IActorRefScope
{
    /// <summary>Whether the actor behind it has been started.</summary>
    bool IsStarted { get; }
}

/// <summary>What the engine itself asks of a ref.</summary>
public interface IInternalActorRef : IActorRef, IActorRefScope
{
    /// <summary>The parent, or <see cref="ActorRefs.Nobody"/>.</summary>
    IInternalActorRef Parent { get; }

    /// <summary>The provider that made it.</summary>
    IActorRefProvider Provider { get; }

    /// <summary>Whether the actor has ended.</summary>
    bool IsTerminated { get; }

    /// <summary>Finds a descendant by names; <c>..</c> goes up, an empty name stays.</summary>
    IActorRef GetChild(IReadOnlyList<string> name);

    /// <summary>Lets a suspended actor go on.</summary>
    void Resume(Exception? causedByFailure = null);

    /// <summary>Starts the actor; called once, after the ref is known to its parent.</summary>
    void Start();

    /// <summary>Stops the actor after the message it is processing.</summary>
    void Stop();

    /// <summary>Restarts the actor.</summary>
    void Restart(Exception cause);

    /// <summary>Holds user messages back; system messages go on.</summary>
    void Suspend();

    /// <summary>Sends a message of the engine's own, which overtakes user messages.</summary>
    void SendSystemMessage(ISystemMessage message);
}
