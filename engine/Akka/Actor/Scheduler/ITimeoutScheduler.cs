namespace Akka.Actor;

/// <summary>A timer that has been started and can be stopped.</summary>
internal interface ITimerHandle
{
    /// <summary>Stops the timer in constant time.</summary>
    /// <returns>True if the timer will never fire; false if it fired or was stopped before.</returns>
    bool Cancel();
}

/// <summary>A scheduler with a cheap way for timeouts that are nearly always cancelled, as those of Ask.</summary>
internal interface ITimeoutScheduler
{
    /// <summary>Calls <paramref name="callback"/> once, unless the timer is cancelled before.</summary>
    /// <param name="delay">How long to wait; not negative.</param>
    /// <param name="callback">Runs on the scheduler's thread and must return quickly.</param>
    /// <param name="state">The callback's argument.</param>
    /// <returns>
    /// The handle that cancels the timer. Somebody waits for a timeout, so when the scheduler shuts down, or was shut
    /// down before, the callback runs at once and the handle can no longer cancel it.
    /// </returns>
    ITimerHandle StartTimer(TimeSpan delay, Action<object?> callback, object? state);
}

/// <summary>Starts timeouts on any scheduler.</summary>
internal static class TimeoutSchedulerExtensions
{
    /// <inheritdoc cref="ITimeoutScheduler.StartTimer"/>
    /// <remarks>
    /// A scheduler of another kind may run on virtual time, for example in tests; a timeout protects the caller from
    /// waiting in real time, so it falls back to the framework's timer.
    /// </remarks>
    public static ITimerHandle StartTimer(this IScheduler scheduler, TimeSpan delay, Action<object?> callback, object? state) =>
        scheduler is ITimeoutScheduler timeouts
            ? timeouts.StartTimer(delay, callback, state)
            : new FrameworkTimerHandle(delay, callback, state);

#pragma warning disable CA1001 // The timer is disposed when it fires or is cancelled, and one of them happens.
    private sealed class FrameworkTimerHandle : ITimerHandle
    {
        private readonly Action<object?> _callback;
        private readonly object? _state;
        private readonly Timer _timer;
        private int _ended;

        public FrameworkTimerHandle(TimeSpan delay, Action<object?> callback, object? state)
        {
            _callback = callback;
            _state = state;
            _timer = new Timer(static self => ((FrameworkTimerHandle)self!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _timer.Change(delay, Timeout.InfiniteTimeSpan);
        }

        public bool Cancel()
        {
            if (Interlocked.Exchange(ref _ended, 1) != 0)
                return false;
            _timer.Dispose();
            return true;
        }

        private void Fire()
        {
            if (Interlocked.Exchange(ref _ended, 1) != 0)
                return;
            _timer.Dispose();
            _callback(_state);
        }
    }
}
