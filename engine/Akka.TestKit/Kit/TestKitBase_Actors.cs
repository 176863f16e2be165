using System.Linq.Expressions;
using Akka.Actor;
using Akka.Actor.Dsl;
using Akka.TestKit.Internal;
using Akka.Util;

namespace Akka.TestKit;

// Creating actors, probes and the other things that tests are made of.
public abstract partial class TestKitBase
{
    /// <summary>Creates an actor under <c>/user</c>.</summary>
    /// <param name="props">How it is made.</param>
    public IActorRef ActorOf(Props props) => _system.ActorOf(props, null);

    /// <summary>Creates an actor under <c>/user</c>.</summary>
    /// <param name="props">How it is made.</param>
    /// <param name="name">Its name; null for a made-up one.</param>
    public IActorRef ActorOf(Props props, string? name) => _system.ActorOf(props, name);

    /// <summary>Creates an actor under <c>/user</c>.</summary>
    /// <typeparam name="TActor">Its class.</typeparam>
    public IActorRef ActorOf<TActor>()
        where TActor : ActorBase, new() =>
        _system.ActorOf(Props.Create<TActor>(), null);

    /// <summary>Creates an actor under <c>/user</c>.</summary>
    /// <typeparam name="TActor">Its class.</typeparam>
    /// <param name="name">Its name; null for a made-up one.</param>
    public IActorRef ActorOf<TActor>(string? name)
        where TActor : ActorBase, new() =>
        _system.ActorOf(Props.Create<TActor>(), name);

    /// <summary>Creates an actor under <c>/user</c>.</summary>
    /// <typeparam name="TActor">Its class.</typeparam>
    /// <param name="factory">A call of its constructor.</param>
    public IActorRef ActorOf<TActor>(Expression<Func<TActor>> factory)
        where TActor : ActorBase =>
        _system.ActorOf(Props.Create(factory), null);

    /// <summary>Creates an actor under <c>/user</c>.</summary>
    /// <typeparam name="TActor">Its class.</typeparam>
    /// <param name="factory">A call of its constructor.</param>
    /// <param name="name">Its name; null for a made-up one.</param>
    public IActorRef ActorOf<TActor>(Expression<Func<TActor>> factory, string? name)
        where TActor : ActorBase =>
        _system.ActorOf(Props.Create(factory), name);

    /// <summary>Creates an actor under <c>/user</c> that is described in place.</summary>
    /// <param name="configure">Describes it.</param>
    /// <param name="name">Its name; null for a made-up one.</param>
    public IActorRef ActorOf(Action<IActorDsl> configure, string? name = null) => _system.ActorOf(configure, name);

    /// <summary>Creates an actor under <c>/user</c> that is described in place.</summary>
    /// <param name="configure">Describes it; gets its context, too.</param>
    /// <param name="name">Its name; null for a made-up one.</param>
    public IActorRef ActorOf(Action<IActorDsl, IActorContext> configure, string? name = null) => _system.ActorOf(configure, name);

    /// <summary>Selects actors by path.</summary>
    /// <param name="actorPath">The path.</param>
    public ActorSelection ActorSelection(ActorPath actorPath) => _system.ActorSelection(actorPath);

    /// <summary>Selects actors by path.</summary>
    /// <param name="actorPath">The path, absolute or relative to the root, wild cards included.</param>
    public ActorSelection ActorSelection(string actorPath) => _system.ActorSelection(actorPath);

    /// <summary>Selects actors by a path that begins at an actor.</summary>
    /// <param name="anchorRef">Where the path begins.</param>
    /// <param name="actorPath">The path.</param>
    public ActorSelection ActorSelection(IActorRef anchorRef, string actorPath) => new(anchorRef, actorPath);

    /// <summary>Creates a probe on the test kit's system.</summary>
    /// <param name="name">Its name; null for <c>testActorN</c>.</param>
    public virtual TestProbe CreateTestProbe(string? name = null) => CreateTestProbe(_system, name);

    /// <summary>Creates a probe.</summary>
    /// <param name="system">On which system.</param>
    /// <param name="name">Its name; null for <c>testActorN</c>.</param>
    public virtual TestProbe CreateTestProbe(ActorSystem system, string? name = null) => new(system, _assertions, name);

    /// <summary>Creates a latch that waits for <see cref="TestKitSettings.DefaultTimeout"/>, dilated.</summary>
    /// <param name="count">How often it is to be counted down.</param>
    public virtual TestLatch CreateTestLatch(int count = 1) => new DilatedTestLatch(this, count);

    /// <summary>Creates a barrier that waits for <see cref="TestKitSettings.DefaultTimeout"/>, dilated.</summary>
    /// <param name="count">How many must come.</param>
    public TestBarrier CreateTestBarrier(int count) => new(this, count);

    /// <summary>Creates another test actor. Its messages join the queue of this test kit.</summary>
    /// <param name="name">Its name.</param>
    public IActorRef CreateTestActor(string name) => StartTestActor(name);

    /// <summary>Creates a child of the test actor.</summary>
    /// <param name="props">How it is made.</param>
    /// <param name="name">Its name.</param>
    /// <param name="supervisorStrategy">What happens when it fails.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public IActorRef ChildActorOf(Props props, string name, SupervisorStrategy supervisorStrategy, CancellationToken cancellationToken = default) =>
        SpawnChild(props, name, supervisorStrategy, WaitMode.Blocking, cancellationToken).Result();

    /// <summary>Creates a child of the test actor.</summary>
    /// <param name="props">How it is made.</param>
    /// <param name="supervisorStrategy">What happens when it fails.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public IActorRef ChildActorOf(Props props, SupervisorStrategy supervisorStrategy, CancellationToken cancellationToken = default) =>
        SpawnChild(props, null, supervisorStrategy, WaitMode.Blocking, cancellationToken).Result();

    /// <summary>Creates a child of the test actor.</summary>
    /// <param name="props">How it is made.</param>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public IActorRef ChildActorOf(Props props, string name, CancellationToken cancellationToken = default) =>
        SpawnChild(props, name, null, WaitMode.Blocking, cancellationToken).Result();

    /// <summary>Creates a child of the test actor.</summary>
    /// <param name="props">How it is made.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public IActorRef ChildActorOf(Props props, CancellationToken cancellationToken = default) =>
        SpawnChild(props, null, null, WaitMode.Blocking, cancellationToken).Result();

    /// <inheritdoc cref="ChildActorOf(Props, string, SupervisorStrategy, CancellationToken)"/>
    public Task<IActorRef> ChildActorOfAsync(Props props, string name, SupervisorStrategy supervisorStrategy, CancellationToken cancellationToken = default) =>
        SpawnChild(props, name, supervisorStrategy, WaitMode.Async, cancellationToken).AsTask();

    /// <inheritdoc cref="ChildActorOf(Props, SupervisorStrategy, CancellationToken)"/>
    public Task<IActorRef> ChildActorOfAsync(Props props, SupervisorStrategy supervisorStrategy, CancellationToken cancellationToken = default) =>
        SpawnChild(props, null, supervisorStrategy, WaitMode.Async, cancellationToken).AsTask();

    /// <inheritdoc cref="ChildActorOf(Props, string, CancellationToken)"/>
    public Task<IActorRef> ChildActorOfAsync(Props props, string name, CancellationToken cancellationToken = default) =>
        SpawnChild(props, name, null, WaitMode.Async, cancellationToken).AsTask();

    /// <inheritdoc cref="ChildActorOf(Props, CancellationToken)"/>
    public Task<IActorRef> ChildActorOfAsync(Props props, CancellationToken cancellationToken = default) =>
        SpawnChild(props, null, null, WaitMode.Async, cancellationToken).AsTask();

    private async ValueTask<IActorRef> SpawnChild(Props props, string? name, SupervisorStrategy? supervisorStrategy, WaitMode mode, CancellationToken cancellationToken)
    {
        var spawn = new InternalTestActor.SpawnAndAnswer(
            props,
            Option<string>.Create(name!),
            Option<SupervisorStrategy>.Create(supervisorStrategy!));
        _testActor.Tell(spawn, _testActor);
        var timeout = Dilated(_settings.DefaultTimeout);
        if (!await Waiting.For(spawn.Child, timeout, mode, cancellationToken))
            throw Failure("Timeout {0} while waiting for {1} to create a child", timeout, _testActor);
        return await spawn.Child;
    }

    /// <summary>The test actor must be there when this returns: its first message is processed on this very thread.</summary>
    private IActorRef StartTestActor(string name)
    {
        var props = Props.Create<InternalTestActor>(_queue).WithDispatcher("akka.test.test-actor.dispatcher");
        return ((ExtendedActorSystem)_system).SystemActorOf(props, name);
    }
}
