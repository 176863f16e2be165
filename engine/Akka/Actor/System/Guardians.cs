using Akka.Actor.Internal;
using Akka.Dispatch;
using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Actor;

/// <summary>The actor at <c>/</c> and at <c>/user</c>: it supervises, and ends when what it watches has ended.</summary>
public class GuardianActor : ActorBase, IRequiresMessageQueue<IUnboundedMessageQueueSemantics>
{
    /// <inheritdoc/>
    protected override bool Receive(object message)
    {
        switch (message)
        {
            case Terminated:
                Context.Stop(Self);
                break;
            case StopChild stop:
                Context.Stop(stop.Child);
                break;
            default:
                Context.System.DeadLetters.Tell(new DeadLetter(message, Sender, Self), Sender);
                break;
        }
        return true;
    }

    /// <summary>A guardian has no life before its first child's.</summary>
    protected override void PreStart()
    {
    }
}

/// <summary>
/// The actor at <c>/system</c>: it ends once the user guardian has ended and everybody who asked to be heard before that is done.
/// </summary>
public class SystemGuardianActor(IActorRef userGuardian) : ActorBase, IRequiresMessageQueue<IUnboundedMessageQueueSemantics>
{
    private readonly HashSet<IActorRef> _terminationHooks = [];

    /// <inheritdoc/>
    protected override bool Receive(object message)
    {
        switch (message)
        {
            case Terminated terminated when terminated.ActorRef.Equals(userGuardian):
                Become(Terminating);
                foreach (var hook in _terminationHooks)
                    hook.Tell(TerminationHook.Instance);
                StopWhenAllDone();
                return true;
            case Terminated terminated:
                // A hook that ended on its own needs no word any more.
                _terminationHooks.Remove(terminated.ActorRef);
                return true;
            case StopChild stop:
                Context.Stop(stop.Child);
                return true;
            case RegisterTerminationHook when !Sender.Equals(Context.System.DeadLetters):
                _terminationHooks.Add(Sender);
                Context.Watch(Sender);
                return true;
            default:
                Context.System.DeadLetters.Tell(new DeadLetter(message, Sender, Self), Sender);
                return true;
        }
    }

    private bool Terminating(object message)
    {
        switch (message)
        {
            case Terminated terminated:
                _terminationHooks.Remove(terminated.ActorRef);
                StopWhenAllDone();
                return true;
            case TerminationHookDone:
                _terminationHooks.Remove(Sender);
                StopWhenAllDone();
                return true;
            default:
                Context.System.DeadLetters.Tell(new DeadLetter(message, Sender, Self), Sender);
                return true;
        }
    }

    private void StopWhenAllDone()
    {
        if (_terminationHooks.Count == 0)
            Context.Stop(Self);
    }

    /// <summary>The engine's own actors live through a restart of their guardian.</summary>
    protected override void PreRestart(Exception reason, object? message)
    {
    }
}

/// <summary>The ref of the actor at <c>/</c>.</summary>
public class RootGuardianActorRef : LocalActorRef
{
    private readonly IActorRef _deadLetters;
    private IInternalActorRef? _tempContainer;

    /// <summary>The root of a system.</summary>
    public RootGuardianActorRef(ActorSystemImpl system, Props props, MessageDispatcher dispatcher, MailboxType mailboxType, IInternalActorRef supervisor, ActorPath path, IActorRef deadLetters)
        : base(system, props, dispatcher, mailboxType, supervisor, path) => _deadLetters = deadLetters;

    /// <inheritdoc/>
    public override IInternalActorRef Parent => this;

    /// <summary>Makes the container of temporary refs known.</summary>
    public void SetTempContainer(IInternalActorRef tempContainer) => _tempContainer = tempContainer;

    /// <inheritdoc/>
    public override IInternalActorRef GetSingleChild(string name) => name switch
    {
        "temp" => _tempContainer!,
        "deadLetters" => (IInternalActorRef)_deadLetters,
        _ => base.GetSingleChild(name),
    };
}

/// <summary>What stands above the root: it hears of the root's end, and so of the system's.</summary>
public class RootGuardianSupervisor(RootActorPath root, IActorRefProvider provider, TaskCompletionSource<Status> terminationPromise, ILoggingAdapter log)
    : MinimalActorRef
{
    private readonly ActorPath _path = root / "_Root-guardian-supervisor";

    /// <summary>What the root failed with, where it did.</summary>
    public Exception? CauseOfTermination { get; private set; }

    /// <inheritdoc/>
    public override ActorPath Path => _path;

    /// <inheritdoc/>
    public override IActorRefProvider Provider => provider;

    /// <inheritdoc/>
    protected override void TellInternal(object message, IActorRef sender) =>
        log.Error("{0} received unexpected message [{1}]", _path, message);

    /// <inheritdoc/>
    public override void SendSystemMessage(ISystemMessage message)
    {
        switch (message)
        {
            case Failed failed:
                CauseOfTermination = failed.Cause;
                log.Error(failed.Cause, "guardian [{0}] failed, shutting down!", failed.Child);
                ((IInternalActorRef)failed.Child).Stop();
                break;
            case DeathWatchNotification:
                Stop();
                break;
            case Watch or Unwatch:
                break;
            default:
                log.Error("{0} received unexpected system message [{1}]", _path, message);
                break;
        }
    }

    /// <inheritdoc/>
    public override void Stop() =>
        terminationPromise.TrySetResult(CauseOfTermination is null ? new Status.Success(null!) : new Status.Failure(CauseOfTermination));
}
