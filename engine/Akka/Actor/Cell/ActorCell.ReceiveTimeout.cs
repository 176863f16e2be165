namespace Akka.Actor;

// The receive timeout. One timer at most is under way: when it fires it looks at the clock, and while there was activity in
// the meantime it is simply set to the rest. So a message costs a look at the clock, not a timer.
public partial class ActorCell
{
    /// <inheritdoc/>
    public TimeSpan? ReceiveTimeout => _seldom?.ReceiveTimeout?.Timeout;

    /// <inheritdoc/>
    public void SetReceiveTimeout(TimeSpan? timeout = null)
    {
        _seldom?.ReceiveTimeout?.Timer?.Cancel();
        _seldom?.ReceiveTimeout = null;
        if (timeout is not { } period)
            return;
        if (period <= TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(nameof(timeout), period, "The receive timeout must be longer than zero.");
        var tick = new ReceiveTimeoutTick(period, _system.Scheduler.MonotonicClock);
        Kept.ReceiveTimeout = tick;
        ArmReceiveTimeout(tick, period);
    }

    private void ArmReceiveTimeout(ReceiveTimeoutTick tick, TimeSpan delay) =>
        tick.Timer = _system.Scheduler.ScheduleTellOnceCancelable(delay, _self, tick, _self);

    /// <summary>
    /// Lets a tick come again that a full mailbox has not taken: without it the timeout would never come any more. Called on any thread.
    /// </summary>
    internal void RepeatReceiveTimeout(ReceiveTimeoutTick tick) => _system.Scheduler.ScheduleTellOnce(tick.Timeout, _self, tick, _self);

    private void NoteActivity(object message)
    {
        if (message is not INotInfluenceReceiveTimeout)
            _seldom!.ReceiveTimeout!.LastActivity = _system.Scheduler.MonotonicClock;
    }

    private void ReceiveTimeoutTicked(ReceiveTimeoutTick tick)
    {
        // It may have waited in the mailbox while another took its place.
        if (!ReferenceEquals(_seldom?.ReceiveTimeout, tick))
            return;
        var now = _system.Scheduler.MonotonicClock;
        var left = tick.Timeout - (now - tick.LastActivity);
        if (left > TimeSpan.Zero)
        {
            ArmReceiveTimeout(tick, left);
            return;
        }
        tick.LastActivity = now;
        ArmReceiveTimeout(tick, tick.Timeout);
        // What the actor stashes, and what its PreRestart gets, is what it was told.
        _currentEnvelope = new Envelope(Akka.Actor.ReceiveTimeout.Instance, _currentEnvelope.Sender);
        ReceiveMessage(Akka.Actor.ReceiveTimeout.Instance);
    }
}
