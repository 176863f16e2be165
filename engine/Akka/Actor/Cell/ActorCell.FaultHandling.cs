using System.Runtime.ExceptionServices;
using Akka.Actor.Internal;
using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Actor;

// The life cycle: coming to life, failing, being restarted or resumed, ending. Everything here happens in the actor's turn, on
// orders that come as system messages.
public partial class ActorCell
{
    // Who failed: this actor, or a child whose failure it handed up. Null while all is well.
    private IActorRef? _perpetrator;

    // The instance at hand did not come up after a restart, so that it cannot be asked what to do about its failure.
    private bool _failedFatally;

    // The instance at hand has been let go: it gets no call any more.
    private bool _released = true;

    private bool IsFailed => _perpetrator is not null;

    // Suspensions other than those of asynchronous handlers under way.
    private int FailureSuspensions => Mailbox.SuspendCount - (_taskScheduler?.Running ?? 0);

    internal void SystemInvoke(SystemMessage message)
    {
        if (ShouldPostpone(message))
        {
            (_postponed ??= []).Add(message);
            return;
        }
        HandleSystemMessage(message);

        while (_postponed is { Count: > 0 } postponed && !Mailbox.IsClosed && !ShouldPostpone(postponed[0]))
        {
            var next = postponed[0];
            postponed.RemoveAt(0);
            HandleSystemMessage(next);
        }
    }

    // While children end before a restart, and while this actor waits for its own supervisor's decision, some orders would
    // meet a half-made state; they are carried out afterwards, in the order in which they came.
    private bool ShouldPostpone(SystemMessage message) => message switch
    {
        Recreate or Dispatch.SysMsg.Suspend or Dispatch.SysMsg.Resume => IsWaitingForChildren,
        Failed => IsWaitingForChildren || FailureSuspensions > 0,
        _ => false,
    };

    private void HandleSystemMessage(SystemMessage message)
    {
        try
        {
            switch (message)
            {
                case ActorTaskSchedulerMessage task:
                    ContinueTask(task);
                    break;
                case ActorTaskCompleted completed:
                    TaskCompleted(completed);
                    break;
                case Dispatch.SysMsg.Create:
                    Create();
                    break;
                case Dispatch.SysMsg.Watch watch:
                    AddWatcher(watch.Watchee, watch.Watcher);
                    break;
                case Dispatch.SysMsg.Unwatch unwatch:
                    RemWatcher(unwatch.Watchee, unwatch.Watcher);
                    break;
                case DeathWatchNotification notification:
                    WatchedActorTerminated(notification);
                    break;
                case Failed failed:
                    HandleFailed(failed);
                    break;
                case Recreate recreate:
                    FaultRecreate(recreate.Cause);
                    break;
                case Dispatch.SysMsg.Suspend:
                    Mailbox.Suspend();
                    SuspendChildren();
                    break;
                case Dispatch.SysMsg.Resume resume:
                    FaultResume(resume.CausedByFailure);
                    break;
                case Dispatch.SysMsg.Terminate:
                    Terminate();
                    break;
            }
        }
        catch (Exception cause)
        {
            HandleInvokeFailure(cause, failedChild: (message as Failed)?.Child);
        }
    }

    private void ContinueTask(ActorTaskSchedulerMessage message)
    {
        _currentEnvelope = message.Envelope;
        message.Scheduler.ExecuteTask(message.Task);
        if (!IsFailed)
            _currentEnvelope = default;
    }

    private void TaskCompleted(ActorTaskCompleted completed)
    {
        if (!ReferenceEquals(completed.Scheduler, _taskScheduler))
        {
            // The handler belonged to an incarnation that is gone, and so did the suspension it held.
            if (completed.Exception is { } late)
                Publish(new Error(late, Path, ActorType, $"An asynchronous handler of an earlier incarnation failed: {late.Message}"));
            return;
        }
        _currentEnvelope = completed.Envelope;
        completed.Scheduler.Completed();
        if (_receiveTimeout is not null && completed.Envelope.Message is { } message)
            NoteActivity(message);
        if (completed.Exception is { } failure)
            ExceptionDispatchInfo.Throw(failure);
        _currentEnvelope = default;
    }

    private void Create()
    {
        try
        {
            _actor = NewActor();
            _actor.AroundPreStart();
            if (_system.Settings.DebugLifecycle)
                Publish(new Debug(Path, ActorType, $"Started ({_actor})"));
            if (_system.Settings.EmitActorTelemetry)
                _system.EventStream.Publish(new ActorStarted(_self, Props.Type));
        }
        catch (Exception e)
        {
            ClearActor(_actor);
            _actor = null;
            throw new ActorInitializationException(_self, "Exception during creation", e);
        }
    }

    private ActorBase NewActor()
    {
        ForgetBehaviours();
        _failedFatally = false;
        var actor = CreateNewActorInstance();
        _released = false;
        FixLowestBehaviour(actor);
        return actor;
    }

    /// <summary>Makes an instance and gives it what its interfaces ask for.</summary>
    protected virtual ActorBase CreateNewActorInstance()
    {
        var actor = _props.NewActor()
            ?? throw new ActorInitializationException(_self, $"Actor instance passed to ActorOf can't be null");
        if (_props.SupervisorStrategy is { } strategy)
            actor.SupervisorStrategyInternal = strategy;
        if (actor is IActorStash stashing)
            stashing.Stash = this.CreateStash(stashing);
        if (actor is IWithTimers timing)
            timing.Timers = new TimerScheduler(this);
        _flushing = actor as IFlushesAtEndOfTurn;
        (actor as IInitializableActor)?.Init();
        return actor;
    }

    /// <summary>Lets an instance go: its stash returns to the mailbox, its timers stop, its context is gone.</summary>
    private void ClearActor(ActorBase? actor)
    {
        if (actor is null || _released)
            return;
        _released = true;
        (actor as IWithTimers)?.Timers?.CancelAll();
        (actor as IActorStash)?.Stash?.UnstashAll();
        Release(actor);
        actor.Clear(_self);
        _flushing = null;
        _currentEnvelope = default;
        ForgetBehaviours();
    }

    // What an instance throws while it is let go must not keep the next one from coming.
    private void Release(ActorBase actor)
    {
        try
        {
            (actor as IDisposable)?.Dispose();
            _props.Release(actor);
        }
        catch (Exception e)
        {
            Publish(new Error(e, Path, actor.GetType(), $"An error occurred while disposing the actor {actor}: {e.Message}"));
        }
    }

    private void HandleInvokeFailure(Exception cause, IActorRef? failedChild = null, IReadOnlyCollection<IInternalActorRef>? suspendedAlready = null)
    {
        if (IsFailed || Mailbox.IsClosed)
        {
            // Already waiting for a decision (or gone): there is nobody to ask once more, so it is said where people look.
            Publish(new Error(cause, Path, ActorType, $"Failure while another failure was being handled: {cause.Message}"));
            return;
        }
        try
        {
            Mailbox.Suspend();
            _perpetrator = failedChild ?? _self;
            SuspendChildren(failedChild, suspendedAlready);
            var reported = cause is ThreadInterruptedException ? new ActorInterruptedException(cause.Message, cause) : cause;
            Parent.SendSystemMessage(new Failed(_self, reported, _self.Path.Uid));
        }
        catch (Exception e)
        {
            Publish(new Error(e, Path, ActorType, $"emergency stop: exception in failure handling for {cause.GetType()}: {cause.Message}"));
            StopAllChildren();
            FinishTerminate();
        }
    }

    private void HandleFailed(Failed failed)
    {
        var outer = _currentEnvelope;
        _currentEnvelope = new Envelope(failed, failed.Child);
        try
        {
            if (!TryGetChildStatsByRef(failed.Child, out var stats))
            {
                Publish(new Debug(Path, ActorType, $"dropping Failed({failed.Cause}) from unknown child {failed.Child}"));
                return;
            }
            if (stats!.Uid != failed.Uid)
            {
                Publish(new Debug(Path, ActorType, $"dropping Failed({failed.Cause}) from old child {failed.Child}"));
                return;
            }
            var handled = _actor!.SupervisorStrategyInternal.HandleFailure(this, failed.Child, failed.Cause, stats, _children!.StatsWhenAsked);
            if (!handled)
                ExceptionDispatchInfo.Throw(failed.Cause);
        }
        finally
        {
            _currentEnvelope = outer;
        }
    }

    private void FaultRecreate(Exception cause)
    {
        if (_actor is null)
        {
            if (_system.Settings.DebugLifecycle)
                Publish(new Debug(Path, ActorType, $"Changing Recreate into Create after {cause}"));
            FaultCreate();
            return;
        }
        if (!IsNormal)
        {
            // Keeps the count of suspensions balanced.
            FaultResume(null);
            return;
        }

        var failedActor = _actor;
        var message = CurrentMessage;
        if (_system.Settings.DebugLifecycle)
            Publish(new Debug(Path, ActorType, "Restarting"));
        try
        {
            // An instance that did not come up cannot be asked which children are to live on: none does.
            if (_failedFatally)
                StopAllChildren();
            else
                failedActor.AroundPreRestart(cause, message);
        }
        catch (Exception e)
        {
            Publish(new Error(new PreRestartException(_self, e, cause, message), Path, ActorType, e.Message));
        }
        finally
        {
            ClearActor(failedActor);
        }
        if (_children?.SetReason(new SuspendReason.Recreation(cause)) != true)
            FinishRecreate(cause);
    }

    private void FinishRecreate(Exception cause)
    {
        var survivors = ChildrenContainer.Children;
        try
        {
            AbandonTasks();
            // Must happen in any case, so that a failure from here on reaches the supervisor.
            Mailbox.Resume();
            ClearFailed();

            _actor = NewActor();
            _actor.AroundPostRestart(cause, null);
            if (_system.Settings.DebugLifecycle)
                Publish(new Debug(Path, ActorType, $"Restarted ({_actor})"));
            if (_system.Settings.EmitActorTelemetry)
                _system.EventStream.Publish(new ActorRestarted(_self, Props.Type, cause));

            // Children that the hook let live are restarted too, once their parent is up again.
            foreach (var child in survivors)
                child.Restart(cause);
        }
        catch (Exception e)
        {
            _failedFatally = true;
            HandleInvokeFailure(new PostRestartException(_self, e, cause), suspendedAlready: survivors);
        }
    }

    private void FaultCreate()
    {
        SetReceiveTimeout(null);
        StopAllChildren();
        if (_children?.SetReason(SuspendReason.Creation.Instance) != true)
            FinishCreate();
    }

    private void FinishCreate()
    {
        Mailbox.Resume();
        ClearFailed();
        try
        {
            Create();
        }
        catch (Exception e)
        {
            HandleInvokeFailure(e);
        }
    }

    private void FaultResume(Exception? causedByFailure)
    {
        if (_actor is null)
        {
            if (_system.Settings.DebugLifecycle)
                Publish(new Debug(Path, ActorType, $"Changing Resume into Create after {causedByFailure}"));
            FaultCreate();
        }
        else if (_failedFatally && causedByFailure is not null)
        {
            if (_system.Settings.DebugLifecycle)
                Publish(new Debug(Path, ActorType, $"Changing Resume into Restart after {causedByFailure}"));
            FaultRecreate(causedByFailure);
        }
        else
        {
            var perpetrator = _perpetrator;
            Mailbox.Resume();
            if (causedByFailure is not null)
            {
                ClearFailed();
                _currentEnvelope = default;
            }
            ResumeChildren(causedByFailure, perpetrator);
        }
    }

    private void ClearFailed() => _perpetrator = null;

    // An asynchronous handler of the incarnation that ends may still be under way: its continuations run in the actor's turn as
    // before, but nobody waits for them any more.
    private void AbandonTasks()
    {
        if (_taskScheduler is not { Running: > 0 } scheduler)
            return;
        _taskScheduler = null;
        for (var i = scheduler.Running; i > 0; i--)
            Mailbox.Resume();
    }

    private void HandleChildTerminated(IActorRef child)
    {
        var waitedFor = _children!.Remove(child);
        // An actor that is waiting to come to life has no instance, and so no strategy to ask.
        if (_actor is { } actor && !IsWaitingForChildren && waitedFor is null)
        {
            try
            {
                actor.SupervisorStrategyInternal.HandleChildTerminated(this, child, ChildrenWhenAsked());
            }
            catch (Exception e)
            {
                Publish(new Error(e, Path, ActorType, "HandleChildTerminated failed"));
                HandleInvokeFailure(e);
            }
        }

        switch (waitedFor)
        {
            case SuspendReason.Recreation recreation:
                FinishRecreate(recreation.Cause);
                break;
            case SuspendReason.Creation:
                FinishCreate();
                break;
            case SuspendReason.Termination:
                FinishTerminate();
                break;
        }
    }

    private void Terminate()
    {
        SetReceiveTimeout(null);
        // No Terminated may come any more, now that nobody would handle it.
        UnwatchWatchedActors();

        var wasTerminating = IsTerminating;
        // A guardian gets children from any thread: either it takes one before its end begins and waits for it, or it takes none.
        if (Interlocked.CompareExchange(ref _children, Internal.ChildrenContainer.Ended, null) is { } children && children.BeginTermination(out var toStop))
        {
            foreach (var child in toStop)
                child.Stop();
            if (wasTerminating)
                return;
            // Until the children have ended only system messages are processed.
            Mailbox.Suspend();
            _perpetrator = _self;
            if (_system.Settings.DebugLifecycle)
                Publish(new Debug(Path, ActorType, "Stopping"));
            return;
        }
        FinishTerminate();
    }

    private void FinishTerminate()
    {
        var actor = _actor;
        try
        {
            // An instance that was let go before a restart that failed has had this call already.
            if (!_released)
                actor?.AroundPostStop();
        }
        catch (Exception e)
        {
            Publish(new Error(e, Path, ActorType, e.Message));
        }

        // Before the mailbox goes to the dead letters, so that what was stashed goes with it.
        ClearActor(actor);
        var type = actor?.GetType() ?? GetType();
        try
        {
            Dispatcher.Detach(this);
        }
        finally
        {
            Parent.SendSystemMessage(new DeathWatchNotification(_self, existenceConfirmed: true, addressTerminated: false));
            TellWatchersWeDied();
            UnwatchWatchedActors();
            if (_system.Settings.DebugLifecycle)
                Publish(new Debug(Path, type, "Stopped"));
            if (_system.Settings.EmitActorTelemetry)
                _system.EventStream.Publish(new ActorStopped(_self, type));
            _actor = null;
            _props = Props.Terminated;
            ForgetBehaviours();
            _taskScheduler = null;
            _postponed = null;
            _deathWatch = null;
        }
    }
}
