using Akka.Actor;
using Akka.Dispatch.SysMsg;
using Akka.Util;

namespace Akka.TestKit;

/// <summary>
/// Another test actor with expectations of its own: stands in for an actor that the one under test talks to. It can be told and
/// passed around like any actor. Make one by <see cref="TestKitBase.CreateTestProbe(string)"/>.
/// </summary>
public class TestProbe : TestKitBase, INoImplicitSender, IInternalActorRef
{
    /// <summary>Makes a probe.</summary>
    /// <param name="system">On which system.</param>
    /// <param name="assertions">How failures are reported.</param>
    /// <param name="testProbeName">Its name; null for <c>testActorN</c>.</param>
    public TestProbe(ActorSystem system, ITestKitAssertions assertions, string? testProbeName = null)
        : base(assertions, system, testProbeName)
    {
    }

    /// <summary>The probe's actor.</summary>
    public IActorRef Ref => TestActor;

    /// <summary>The sender of the message received last.</summary>
    /// <exception cref="IllegalActorStateException">The last receive got no message.</exception>
    public IActorRef Sender => LastSender;

    bool IActorRefScope.IsLocal => Internal.IsLocal;

    ActorPath IActorRef.Path => TestActor.Path;

    IInternalActorRef IInternalActorRef.Parent => Internal.Parent;

    IActorRefProvider IInternalActorRef.Provider => Internal.Provider;

    bool IInternalActorRef.IsTerminated => Internal.IsTerminated;

    private IInternalActorRef Internal => (IInternalActorRef)TestActor;

    /// <summary>Sends a message whose sender is the probe.</summary>
    /// <param name="actor">To whom.</param>
    /// <param name="message">The message.</param>
    public void Send(IActorRef actor, object message)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Tell(message, TestActor);
    }

    /// <summary>Answers the sender of the message received last.</summary>
    /// <param name="message">The answer.</param>
    /// <exception cref="IllegalActorStateException">The last receive got no message.</exception>
    public void Reply(object message) => Sender.Tell(message, TestActor);

    /// <summary>Passes the message received last on, keeping its sender.</summary>
    /// <param name="actor">To whom.</param>
    /// <exception cref="IllegalActorStateException">The last receive got no message.</exception>
    public void Forward(IActorRef actor)
    {
        var sender = Sender;
        Forward(actor, sender, LastMessage!);
    }

    /// <summary>Sends a message whose sender is that of the message received last.</summary>
    /// <param name="actor">To whom.</param>
    /// <param name="message">The message.</param>
    /// <exception cref="IllegalActorStateException">The last receive got no message.</exception>
    public void Forward(IActorRef actor, object message) => Forward(actor, Sender, message);

    /// <inheritdoc cref="TestKitBase.ChildActorOf(Props, string, SupervisorStrategy, CancellationToken)"/>
    /// <typeparam name="T">Its class.</typeparam>
    public IActorRef ChildActorOf<T>(string name, SupervisorStrategy supervisorStrategy, CancellationToken cancellationToken = default)
        where T : ActorBase =>
        ChildActorOf(Props.Create<T>(), name, supervisorStrategy, cancellationToken);

    /// <inheritdoc cref="TestKitBase.ChildActorOf(Props, SupervisorStrategy, CancellationToken)"/>
    /// <typeparam name="T">Its class.</typeparam>
    public IActorRef ChildActorOf<T>(SupervisorStrategy supervisorStrategy, CancellationToken cancellationToken = default)
        where T : ActorBase =>
        ChildActorOf(Props.Create<T>(), supervisorStrategy, cancellationToken);

    /// <inheritdoc cref="TestKitBase.ChildActorOf(Props, string, CancellationToken)"/>
    /// <typeparam name="T">Its class.</typeparam>
    public IActorRef ChildActorOf<T>(string name, CancellationToken cancellationToken = default)
        where T : ActorBase =>
        ChildActorOf(Props.Create<T>(), name, cancellationToken);

    /// <inheritdoc cref="TestKitBase.ChildActorOf(Props, CancellationToken)"/>
    /// <typeparam name="T">Its class.</typeparam>
    public IActorRef ChildActorOf<T>(CancellationToken cancellationToken = default)
        where T : ActorBase =>
        ChildActorOf(Props.Create<T>(), cancellationToken);

    /// <inheritdoc cref="TestKitBase.ChildActorOfAsync(Props, string, SupervisorStrategy, CancellationToken)"/>
    /// <typeparam name="T">Its class.</typeparam>
    public Task<IActorRef> ChildActorOfAsync<T>(string name, SupervisorStrategy supervisorStrategy, CancellationToken cancellationToken = default)
        where T : ActorBase =>
        ChildActorOfAsync(Props.Create<T>(), name, supervisorStrategy, cancellationToken);

    /// <inheritdoc cref="TestKitBase.ChildActorOfAsync(Props, SupervisorStrategy, CancellationToken)"/>
    /// <typeparam name="T">Its class.</typeparam>
    public Task<IActorRef> ChildActorOfAsync<T>(SupervisorStrategy supervisorStrategy, CancellationToken cancellationToken = default)
        where T : ActorBase =>
        ChildActorOfAsync(Props.Create<T>(), supervisorStrategy, cancellationToken);

    /// <inheritdoc cref="TestKitBase.ChildActorOfAsync(Props, string, CancellationToken)"/>
    /// <typeparam name="T">Its class.</typeparam>
    public Task<IActorRef> ChildActorOfAsync<T>(string name, CancellationToken cancellationToken = default)
        where T : ActorBase =>
        ChildActorOfAsync(Props.Create<T>(), name, cancellationToken);

    /// <inheritdoc cref="TestKitBase.ChildActorOfAsync(Props, CancellationToken)"/>
    /// <typeparam name="T">Its class.</typeparam>
    public Task<IActorRef> ChildActorOfAsync<T>(CancellationToken cancellationToken = default)
        where T : ActorBase =>
        ChildActorOfAsync(Props.Create<T>(), cancellationToken);

    /// <summary>Not for probes: they come from the test kit.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
#pragma warning disable CS0809 // Akka.NET's signature: the mistake shows where it is made, at compile time.
    [Obsolete("Cannot create a TestProbe from a TestProbe", error: true)]
    public override TestProbe CreateTestProbe(string? name = null) =>
        throw new NotSupportedException("Cannot create a TestProbe from a TestProbe");
#pragma warning restore CS0809

    /// <inheritdoc/>
    public int CompareTo(object? obj) => TestActor.CompareTo(RefOf(obj));

    /// <summary>A probe equals its actor.</summary>
    /// <inheritdoc/>
    public override bool Equals(object? obj) => TestActor.Equals(RefOf(obj));

    /// <inheritdoc/>
    public override int GetHashCode() => TestActor.GetHashCode();

    /// <inheritdoc/>
    public override string? ToString() => TestActor.ToString();

    /// <inheritdoc/>
    public void SendSystemMessage(ISystemMessage message) => Internal.SendSystemMessage(message);

    void ICanTell.Tell(object message, IActorRef? sender) => TestActor.Tell(message, sender);

    bool IEquatable<IActorRef>.Equals(IActorRef? other) => TestActor.Equals(other);

    int IComparable<IActorRef>.CompareTo(IActorRef? other) => TestActor.CompareTo(other);

    ISurrogate ISurrogated.ToSurrogate(ActorSystem system) => TestActor.ToSurrogate(system);

    IActorRef IInternalActorRef.GetChild(IReadOnlyList<string> name) => Internal.GetChild(name);

    void IInternalActorRef.Resume(Exception? causedByFailure) => Internal.Resume(causedByFailure);

    void IInternalActorRef.Start() => Internal.Start();

    void IInternalActorRef.Stop() => Internal.Stop();

    void IInternalActorRef.Restart(Exception cause) => Internal.Restart(cause);

    void IInternalActorRef.Suspend() => Internal.Suspend();

    private static void Forward(IActorRef actor, IActorRef sender, object message)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Tell(message, sender);
    }

    private static object? RefOf(object? obj) => obj is TestProbe probe ? probe.Ref : obj;
}
