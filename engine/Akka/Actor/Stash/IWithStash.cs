using Akka.Dispatch;

namespace Akka.Actor;

/// <summary>An actor that has a stash. The engine sets it before the first message; implement one of the derived interfaces.</summary>
public interface IActorStash
{
    /// <summary>The actor's stash; a new one for each incarnation.</summary>
    IStash Stash { get; set; }
}

/// <summary>An actor with a stash that chooses its mailbox itself; that mailbox must be deque-based.</summary>
public interface IWithUnrestrictedStash : IActorStash;

/// <summary>
/// An actor with a stash, as large as <see cref="Props.WithStashCapacity"/> or the mailbox's <c>stash-capacity</c> says; without a limit by default.
/// </summary>
public interface IWithStash : IWithUnrestrictedStash, IRequiresMessageQueue<IDequeBasedMessageQueueSemantics>;

/// <summary>An actor with a stash and a mailbox that have no limit.</summary>
public interface IWithUnboundedStash : IWithUnrestrictedStash, IRequiresMessageQueue<IUnboundedDequeBasedMessageQueueSemantics>;

/// <summary>An actor with a limited stash and a limited mailbox.</summary>
[Obsolete("Use `IWithStash` with a configured BoundedDeque-based mailbox instead.")]
public interface IWithBoundedStash : IWithUnrestrictedStash, IRequiresMessageQueue<IBoundedDequeBasedMessageQueueSemantics>;
