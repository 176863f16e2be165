using Akka.Actor;
using Akka.Dispatch.SysMsg;
using Akka.TestKit.Internal;
using Akka.Util;

namespace Akka.TestKit;

/// <summary>
/// An actor for tests of its inside: it runs on the thread of whoever sends to it, so that <c>Tell</c> returns when the message has
/// been processed, and its instance can be reached.
/// </summary>
/// <typeparam name="TActor">The actor's class.</typeparam>
public abstract class TestActorRefBase<TActor> : IInternalActorRef
    where TActor : ActorBase
{
    /// <summary>Creates and starts the actor.</summary>
    /// <param name="system">On which system.</param>
    /// <param name="actorProps">How it is made; with a dispatcher of its own it does not run on its senders' threads.</param>
    /// <param name="supervisor">Its parent; null for the user guardian.</param>
    /// <param name="name">Its name; null for a made-up one.</param>
    protected TestActorRefBase(ActorSystem system, Props actorProps, IActorRef? supervisor = null, string? name = null) =>
        InternalRef = InternalTestActorRef.Create(system, actorProps, supervisor, name);

    /// <summary>The actor's ref.</summary>
    public IActorRef Ref => InternalRef;

    /// <summary>The actor's current instance. Nothing keeps the actor from using it at the same time.</summary>
    /// <exception cref="IllegalActorStateException">The actor has ended or was never made.</exception>
    public TActor UnderlyingActor => (TActor)InternalRef.UnderlyingActor;

    /// <inheritdoc/>
    public ActorPath Path => InternalRef.Path;

    /// <summary>The actor's ref, as what it is.</summary>
    protected InternalTestActorRef InternalRef { get; }

    bool IActorRefScope.IsLocal => InternalRef.IsLocal;

    IInternalActorRef IInternalActorRef.Parent => InternalRef.Parent;

    IActorRefProvider IInternalActorRef.Provider => InternalRef.Provider;

    bool IInternalActorRef.IsTerminated => InternalRef.IsTerminated;

    /// <summary>Whether both are the same actor.</summary>
    public static bool operator ==(TestActorRefBase<TActor>? testActorRef, IActorRef? actorRef) => AreSame(testActorRef, actorRef);

    /// <summary>Whether both are different actors.</summary>
    public static bool operator !=(TestActorRefBase<TActor>? testActorRef, IActorRef? actorRef) => !AreSame(testActorRef, actorRef);

    /// <summary>Whether both are the same actor.</summary>
    public static bool operator ==(IActorRef? actorRef, TestActorRefBase<TActor>? testActorRef) => AreSame(testActorRef, actorRef);

    /// <summary>Whether both are different actors.</summary>
    public static bool operator !=(IActorRef? actorRef, TestActorRefBase<TActor>? testActorRef) => !AreSame(testActorRef, actorRef);

    /// <summary>The actor's ref.</summary>
    /// <param name="actorRef">The actor.</param>
    public static IActorRef ToActorRef(TestActorRefBase<TActor> actorRef) => actorRef.InternalRef;

    /// <inheritdoc cref="InternalTestActorRef.Receive"/>
    public void Receive(object message, IActorRef? sender = null) => InternalRef.Receive(message, sender);

    /// <inheritdoc cref="InternalTestActorRef.ReceiveAsync"/>
    public Task ReceiveAsync(object message, IActorRef? sender = null) => InternalRef.ReceiveAsync(message, sender);

    /// <inheritdoc cref="InternalTestActorRef.Watch"/>
    public void Watch(IActorRef subject) => InternalRef.Watch(subject);

    /// <inheritdoc cref="InternalTestActorRef.Unwatch"/>
    public void Unwatch(IActorRef subject) => InternalRef.Unwatch(subject);

    /// <summary>Sends a message; the sender is the current actor: the test actor, in a test.</summary>
    /// <param name="message">The message.</param>
    public void Tell(object message) => InternalRef.Tell(message);

    /// <summary>Sends a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="sender">Whom an answer goes to.</param>
    public void Tell(object message, IActorRef? sender) => InternalRef.Tell(message, sender);

    /// <summary>Sends a message on, keeping the sender of the one that is being processed.</summary>
    /// <param name="message">The message.</param>
    public void Forward(object message) => InternalRef.Forward(message);

    /// <inheritdoc/>
    public void SendSystemMessage(ISystemMessage message) => InternalRef.SendSystemMessage(message);

    /// <inheritdoc/>
    public bool Equals(IActorRef? other) => InternalRef.Equals(RefOf(other));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is IActorRef other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => InternalRef.GetHashCode();

    /// <inheritdoc/>
    public int CompareTo(object? obj) => InternalRef.CompareTo(obj is IActorRef other ? RefOf(other) : obj);

    /// <inheritdoc/>
    public override string ToString() => InternalRef.ToString();

    int IComparable<IActorRef>.CompareTo(IActorRef? other) => InternalRef.CompareTo(RefOf(other));

    ISurrogate ISurrogated.ToSurrogate(ActorSystem system) => InternalRef.ToSurrogate(system);

    IActorRef IInternalActorRef.GetChild(IReadOnlyList<string> name) => InternalRef.GetChild(name);

    void IInternalActorRef.Resume(Exception? causedByFailure) => InternalRef.Resume(causedByFailure);

    void IInternalActorRef.Start() => InternalRef.Start();

    void IInternalActorRef.Stop() => InternalRef.Stop();

    void IInternalActorRef.Restart(Exception cause) => InternalRef.Restart(cause);

    void IInternalActorRef.Suspend() => InternalRef.Suspend();

    private protected static bool AreSame(TestActorRefBase<TActor>? testActorRef, IActorRef? actorRef) =>
        testActorRef is null ? actorRef is null : testActorRef.Equals(actorRef);

    private static IActorRef? RefOf(IActorRef? actorRef) => actorRef is TestActorRefBase<TActor> test ? test.InternalRef : actorRef;
}
