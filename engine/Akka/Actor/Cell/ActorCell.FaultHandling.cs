using System.Runtime.ExceptionServices;
using Akka.Actor.Internal;
using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Actor;

// Failures: this actor's own, which its parent decides on, and its children's, which it decides on. Everything here happens in
// the actor's turn, on orders that come as system messages.
public partial class ActorCell
{
    private bool HasFailedFatally => _seldom?.HasFailedFatally == true;

    private bool IsFailed => _seldom?.Perpetrator is not null;

    // Suspensions other than those of asynchronous handlers under way.
    private int FailureSuspensions => Mailbox.SuspendCount - (_seldom?.AsyncHandlers?.Running ?? 0);

    private void HandleInvokeFailure(Exception cause, IActorRef? failedChild = null, HashSet<IInternalActorRef>? suspendedAlready = null)
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
            Kept.Perpetrator = failedChild ?? _self;
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
            if (HasFailedFatally)
                ForsakeChildren();
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
            Kept.HasFailedFatally = true;
            HandleInvokeFailure(new PostRestartException(_self, e, cause), suspendedAlready: survivors.ToHashSet());
        }
    }

    private void FaultCreate()
    {
        SetReceiveTimeout(null);
        ForsakeChildren();
        if (_children?.SetReason(SuspendReason.Creation.Instance) != true)
            FinishCreate();
    }

    private void FinishCreate()
    {
        AbandonTasks();
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
        else if (HasFailedFatally && causedByFailure is not null)
        {
            if (_system.Settings.DebugLifecycle)
                Publish(new Debug(Path, ActorType, $"Changing Resume into Restart after {causedByFailure}"));
            FaultRecreate(causedByFailure);
        }
        else
        {
            var perpetrator = _seldom?.Perpetrator;
            Mailbox.Resume();
            if (causedByFailure is not null)
            {
                ClearFailed();
                _currentEnvelope = default;
            }
            ResumeChildren(causedByFailure, perpetrator);
        }
    }

    private void ClearFailed() => _seldom?.Perpetrator = null;

    // An asynchronous handler of the incarnation that ends may still be under way: its continuations run in the actor's turn as
    // before, but nobody waits for them any more.
    private void AbandonTasks()
    {
        if (_seldom?.AsyncHandlers is not { Running: > 0 } scheduler)
            return;
        _seldom.AsyncHandlers = null;
        for (var i = scheduler.Running; i > 0; i--)
            Mailbox.Resume();
    }

    private void HandleChildTerminated(IActorRef child, ChildrenContainer children, SuspendReason? waitedFor)
    {
        // An actor that is waiting to come to life has no instance, and so no strategy to ask.
        if (_actor is { } actor && !IsWaitingForChildren && waitedFor is null)
        {
            try
            {
                actor.SupervisorStrategyInternal.HandleChildTerminated(this, child, children.ChildrenWhenAsked);
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
}
