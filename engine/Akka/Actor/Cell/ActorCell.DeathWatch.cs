using Akka.Actor.Internal;
using Akka.Dispatch.SysMsg;
using Akka.Event;
using Akka.Util;

namespace Akka.Actor;

// Death watch: whom this actor watches, and who watches it.
public partial class ActorCell
{
    // Whom this actor watches, with the message of its own that it asked for, if any.
    private WatchTable _watching;

    // Who watches this actor.
    private WatchTable _watchedBy;

    // That the parent watches this actor, in tables of neither: the parent hears of its end in any case. Belongs to the parent's turn.
    private bool _isWatchedByParent;

    // That the parent's mailbox holds the Terminated of such a watch; the parent's too, and in none of its tables either.
    private bool _isEndQueuedAtParent;

    /// <inheritdoc/>
    public IActorRef Watch(IActorRef subject) => Watch(subject, null);

    /// <inheritdoc/>
    public IActorRef WatchWith(IActorRef subject, object message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return Watch(subject, message);
    }

    private IActorRef Watch(IActorRef subject, object? message)
    {
        var watchee = (IInternalActorRef)subject;
        if (watchee.Equals(_self))
            return watchee;

        var child = CellOfChild(watchee);
        if (_watching.TryGetValue(watchee, out var previous) || child is { _isWatchedByParent: true })
        {
            if (!Equals(previous, message))
            {
                throw new InvalidOperationException(
                    $"Watch({_self},{watchee}) termination message was not overwritten from [{previous ?? "null"}] to [{message ?? "null"}]. "
                    + "If this was intended, unwatch first before using `Watch` / `WatchWith` with another message.");
            }
            return watchee;
        }
        // What has ended may have told its parent already, and says so once more to who watches it now.
        if (message is null && child is { IsTerminated: false } && !_system.Settings.DebugLifecycle)
        {
            child._isWatchedByParent = true;
            return watchee;
        }
        watchee.SendSystemMessage(new Watch(watchee, _self));
        _watching.TryAdd(watchee, message);
        return watchee;
    }

    private ActorCell? CellOfChild(IActorRef actor) => actor is LocalActorRef { Cell: var cell } && ReferenceEquals(cell.Parent, _self) ? cell : null;

    private bool EndWatchOf(ActorCell? child)
    {
        if (child is not { _isWatchedByParent: true })
            return false;
        child._isWatchedByParent = false;
        return true;
    }

    /// <inheritdoc/>
    public IActorRef Unwatch(IActorRef subject)
    {
        var watchee = (IInternalActorRef)subject;
        if (watchee.Equals(_self))
            return watchee;
        if (!EndWatchOf(CellOfChild(watchee)) && _watching.Remove(watchee, out _))
            watchee.SendSystemMessage(new Unwatch(watchee, _self));
        TakeQueuedEnd(watchee, out _);
        return watchee;
    }

    private bool TakeQueuedEnd(IActorRef actor, out object? message)
    {
        message = null;
        if (CellOfChild(actor) is not { _isEndQueuedAtParent: true } child)
            return _seldom?.TerminatedQueued.Remove(actor, out message) == true;
        child._isEndQueuedAtParent = false;
        return true;
    }

    /// <summary>Hands a <see cref="Terminated"/> on, unless the watch was taken back meanwhile.</summary>
    protected void ReceivedTerminated(Terminated t)
    {
        if (!TakeQueuedEnd(t.ActorRef, out var message))
            return;
        // What the actor stashes, and what its PreRestart gets, is the message that it asked for.
        if (message is not null)
            _currentEnvelope = new Envelope(message, _currentEnvelope.Sender);
        ReceiveMessage(message ?? t);
    }

    /// <summary>Says that the mailbox holds a <see cref="Terminated"/> that is to be delivered, as after unstashing one.</summary>
    /// <param name="subject">The actor that ended.</param>
    /// <param name="customMessage">What is to be delivered in its stead, if anything.</param>
    public void TerminatedQueuedFor(IActorRef subject, Option<object> customMessage)
    {
        TakeQueuedEnd(subject, out _);
        Kept.TerminatedQueued.TryAdd(subject, customMessage.HasValue ? customMessage.Value : null);
    }

    private void AddWatcher(IActorRef watchee, IActorRef watcher)
    {
        var watcheeIsSelf = watchee.Equals(_self);
        if (watcheeIsSelf && !watcher.Equals(_self))
        {
            if (_watchedBy.TryAdd(watcher) && _system.Settings.DebugLifecycle)
                Publish(new Debug(Path, ActorType, $"now watched by {watcher}"));
        }
        else if (!watcheeIsSelf && watcher.Equals(_self))
        {
            Watch(watchee);
        }
        else
        {
            Publish(new Warning(Path, ActorType, $"BUG: illegal Watch({watchee},{watcher}) for {_self}"));
        }
    }

    private void RemWatcher(IActorRef watchee, IActorRef watcher)
    {
        var watcheeIsSelf = watchee.Equals(_self);
        if (watcheeIsSelf && !watcher.Equals(_self))
        {
            if (_watchedBy.Remove(watcher, out _) && _system.Settings.DebugLifecycle)
                Publish(new Debug(Path, ActorType, $"no longer watched by {watcher}"));
        }
        else if (!watcheeIsSelf && watcher.Equals(_self))
        {
            Unwatch(watchee);
        }
        else
        {
            Publish(new Warning(Path, ActorType, $"BUG: illegal Unwatch({watchee},{watcher}) for {_self}"));
        }
    }

    /// <summary>An actor that this one watches, or a child of its, has ended.</summary>
    private void WatchedActorTerminated(DeathWatchNotification notification)
    {
        var actor = notification.Actor;
        // It does not say besides that it watches this one no more.
        _watchedBy.Remove(actor, out _);
        var child = CellOfChild(actor);
        var wasMarked = EndWatchOf(child);
        if ((_watching.Remove(actor, out var message) || wasMarked) && !IsTerminating)
        {
            if (wasMarked)
                child!._isEndQueuedAtParent = true;
            else
                TerminatedQueuedFor(actor, message is null ? Option<object>.None : message);
            _self.Tell(new Terminated(actor, notification.ExistenceConfirmed, notification.AddressTerminated), actor);
        }
        if (_children is { } children && children.Remove(actor, out var waitedFor))
            HandleChildTerminated(actor, children, waitedFor);
    }

    // The actor has ended: its watchers hear of it, and those that it watched hear of that, if they do not hear of the end.
    private void EndDeathWatch()
    {
        if (!_watching.IsEmpty)
        {
            foreach (var watchee in _watching.TakeAll())
            {
                if (!_watchedBy.TryGetValue(watchee, out _) && !watchee.Equals(Parent))
                    TellUnwatched(watchee);
            }
        }

        // The parent always hears of it, whether it watches or not.
        TellEnded(Parent);
        if (!_watchedBy.IsEmpty)
        {
            foreach (var watcher in _watchedBy.TakeAll())
            {
                if (!watcher.Equals(Parent) && !IsEnding(watcher))
                    TellEnded(watcher);
            }
        }
    }

    // Of two that watch each other one mostly ends because the other does: what would reach it too late need not be told.
    private static bool IsEnding(IActorRef actor) => actor is LocalActorRef { Cell: var cell } && Volatile.Read(ref cell._isEnding);

    private void UnwatchWatchedActors()
    {
        _seldom?.TerminatedQueued.TakeAll();
        foreach (var watchee in _watching.TakeAll())
            TellUnwatched(watchee);
    }

    private void TellEnded(IActorRef watcher) =>
        ((IInternalActorRef)watcher).SendSystemMessage(new DeathWatchNotification(_self, existenceConfirmed: true, addressTerminated: false));

    private void TellUnwatched(IActorRef watchee) =>
        ((IInternalActorRef)watchee).SendSystemMessage(new Unwatch((IInternalActorRef)watchee, _self));
}
