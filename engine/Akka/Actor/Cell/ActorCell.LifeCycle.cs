using Akka.Actor.Internal;
using Akka.Event;

namespace Akka.Actor;

// The life cycle: coming to life, letting an instance go, ending.
public partial class ActorCell
{
    // The instance at hand has been let go: it gets no call any more.
    private bool _released = true;

    // Of the instance's class.
    private ActorTraits _traits;

    // It is on its last way, on which it handles nothing more.
    private bool _isEnding;

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
        _seldom?.HasFailedFatally = false;
        var actor = CreateNewActorInstance();
        _released = false;
        FixLowestBehaviour();
        return actor;
    }

    private bool Has(ActorTraits trait) => (_traits & trait) != 0;

    /// <summary>Makes an instance and gives it what its interfaces ask for.</summary>
    protected virtual ActorBase CreateNewActorInstance()
    {
        var actor = _props.NewActor()
            ?? throw new ActorInitializationException(_self, $"Actor instance passed to ActorOf can't be null");
        if (_props.SupervisorStrategy is { } strategy)
            actor.SupervisorStrategyInternal = strategy;
        _traits = ActorTraitsByClass.Of(actor);
        if (Has(ActorTraits.Stashes))
            ((IActorStash)actor).Stash = this.CreateStash((IActorStash)actor);
        if (Has(ActorTraits.HasTimers))
            ((IWithTimers)actor).Timers = new TimerScheduler(this);
        _flushing = Has(ActorTraits.FlushesAtEndOfTurn) ? (IFlushesAtEndOfTurn)actor : null;
        _isPlain = !LogsReceive && !Has(ActorTraits.StandsAroundReceive);
        if (Has(ActorTraits.Initializes))
            ((IInitializableActor)actor).Init();
        return actor;
    }

    /// <summary>Lets an instance go: its stash returns to the mailbox, its timers stop, its context is gone.</summary>
    private void ClearActor(ActorBase? actor)
    {
        if (actor is null || _released)
            return;
        _released = true;
        if (Has(ActorTraits.HasTimers))
            ((IWithTimers)actor).Timers?.CancelAll();
        if (Has(ActorTraits.Stashes))
            ((IActorStash)actor).Stash?.UnstashAll();
        Release(actor);
        _flushing = null;
        _currentEnvelope = default;
        ForgetBehaviours();
    }

    // What an instance throws while it is let go must keep neither the next one from coming nor its producer from hearing of it.
    private void Release(ActorBase actor)
    {
        try
        {
            if (Has(ActorTraits.Disposes))
                ((IDisposable)actor).Dispose();
        }
        catch (Exception e)
        {
            ReportFailedRelease(actor, e);
        }
        try
        {
            _props.Release(actor);
        }
        catch (Exception e)
        {
            ReportFailedRelease(actor, e);
        }
    }

    private void ReportFailedRelease(ActorBase actor, Exception cause) =>
        Publish(new Error(cause, Path, actor.GetType(), $"An error occurred while disposing {actor.GetType()} actor. Reason: {cause.Message}"));

    private void Terminate()
    {
        SetReceiveTimeout(null);

        var wasTerminating = IsTerminating;
        // A guardian gets children from any thread: either it takes one before its end begins and waits for it, or it takes none.
        if (Interlocked.CompareExchange(ref _children, Internal.ChildrenContainer.Ended, null) is { } children && children.BeginTermination(out var toStop))
        {
            // No Terminated may come any more, now that nobody would handle it.
            UnwatchWatchedActors();
            foreach (var child in toStop)
                child.Stop();
            if (wasTerminating)
                return;
            // Until the children have ended only system messages are processed.
            Mailbox.Suspend();
            Kept.Perpetrator = _self;
            if (_system.Settings.DebugLifecycle)
                Publish(new Debug(Path, ActorType, "Stopping"));
            return;
        }
        FinishTerminate();
    }

    private void FinishTerminate()
    {
        Volatile.Write(ref _isEnding, true);
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
            EndDeathWatch();
            if (_system.Settings.DebugLifecycle)
                Publish(new Debug(Path, type, "Stopped"));
            if (_system.Settings.EmitActorTelemetry)
                _system.EventStream.Publish(new ActorStopped(_self, Props.Type));
            _actor = null;
            _props = Props.Terminated;
            ForgetBehaviours();
            _seldom = null;
        }
    }
}
