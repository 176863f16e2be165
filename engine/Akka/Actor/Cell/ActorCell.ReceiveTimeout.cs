namespace Akka.Actor;

// The receive timeout. One timer at most is under way: when it fires it looks at the clock, and while there was activity in
// the meantime it is simply set to the rest. So a message costs a look at the clock, not a timer.
public partial class ActorCell
{
    private sealed class ReceiveTimeoutState(TimeSpan timeout, TimeSpan now)
    {
        public TimeSpan Timeout { get; } = timeout;

        public TimeSpan LastActivity { get; set; } = now;

        public ICancelable? Timer { get; set; }
    }

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
        var state = new ReceiveTimeoutState(period, _system.Scheduler.MonotonicClock);
        Kept.ReceiveTimeout = state;
        ArmReceiveTimeout(state, period);
    }

    private void ArmReceiveTimeout(ReceiveTimeoutState state, TimeSpan delay) =>
        state.Timer = _system.Scheduler.ScheduleTellOnceCancelable(delay, _self, ReceiveTimeoutTick.Instance, _self);

    private void NoteActivity(object message)
    {
        if (message is not INotInfluenceReceiveTimeout)
            _seldom!.ReceiveTimeout!.LastActivity = _system.Scheduler.MonotonicClock;
    }

    private void ReceiveTimeoutTicked()
    {
        if (_seldom?.ReceiveTimeout is not { } state)
            return;
        var now = _system.Scheduler.MonotonicClock;
        var left = state.Timeout - (now - state.LastActivity);
        if (left > TimeSpan.Zero)
        {
            ArmReceiveTimeout(state, left);
            return;
        }
        state.LastActivity = now;
        ArmReceiveTimeout(state, state.Timeout);
        ReceiveMessage(Akka.Actor.ReceiveTimeout.Instance);
    }
}
