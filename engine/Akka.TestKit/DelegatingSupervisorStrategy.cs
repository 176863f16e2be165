using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Util;

namespace Akka.TestKit;

/// <summary>Supervises each child of a test actor by the strategy it was created with, others by the default strategy.</summary>
public class DelegatingSupervisorStrategy : SupervisorStrategy
{
    private readonly Dictionary<IActorRef, SupervisorStrategy> _delegates = [];

    /// <inheritdoc/>
    public override IDecider Decider => DefaultDecider;

    /// <inheritdoc/>
    protected override Directive Handle(IActorRef child, Exception exception) =>
        DelegateFor(child) is var strategy && strategy.Decider is { } decider ? decider.Decide(exception) : DefaultDecider.Decide(exception);

    /// <inheritdoc/>
    public override void ProcessFailure(IActorContext context, bool restart, IActorRef child, Exception cause, ChildRestartStats stats, IReadOnlyCollection<ChildRestartStats> children) =>
        DelegateFor(child).ProcessFailure(context, restart, child, cause, stats, children);

    /// <inheritdoc/>
    public override void HandleChildTerminated(IActorContext actorContext, IActorRef child, IEnumerable<IInternalActorRef> children)
    {
        DelegateFor(child).HandleChildTerminated(actorContext, child, children);
        _delegates.Remove(child);
    }

    /// <summary>Sets the strategy of a child.</summary>
    /// <param name="child">The child.</param>
    /// <param name="supervisorStrategy">Its strategy.</param>
    public void Update(IActorRef child, SupervisorStrategy supervisorStrategy) => _delegates[child] = supervisorStrategy;

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always: the strategies belong to live children.</exception>
    public override ISurrogate ToSurrogate(ActorSystem system) =>
        throw new NotSupportedException("A DelegatingSupervisorStrategy belongs to the children of one test actor and cannot be serialized.");

    private SupervisorStrategy DelegateFor(IActorRef child) => _delegates.GetValueOrDefault(child, DefaultStrategy);
}
