using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;

namespace Akka.Actor;

/// <summary>
/// The default scheduler: one thread and a hierarchical timing wheel. Scheduling and cancelling take constant time and
/// no locks, from any thread. What is scheduled never runs early, and late by at most a tick and the machine's load.
/// </summary>
/// <remarks>
/// <para>
/// Settings: <c>akka.scheduler.tick-duration</c> (10 ms; at least 1 ms), <c>akka.scheduler.ticks-per-wheel</c> (512;
/// slots a level), <c>akka.scheduler.shutdown-timeout</c> (5 s; how long disposal waits for a run that is going on).
/// </para>
/// <para>
/// Things due at the same tick run in the order of their deadlines. Repeated runs stay on the grid of the first one;
/// runs that were missed, because a run took longer than the interval or the machine slept, are left out. An action that
/// throws is logged and not repeated.
/// </para>
/// </remarks>
public sealed class HashedWheelTimerScheduler : SchedulerBase, IDateTimeOffsetNowTimeProvider, ITimeoutScheduler, IDisposable
{
    private static readonly TimeSpan ShortestTick = TimeSpan.FromMilliseconds(1);

    private readonly TimerLoop _loop;
    private readonly TimeSpan _shutdownTimeout;

    /// <summary>Makes a scheduler; its thread starts when something is scheduled first.</summary>
    /// <param name="scheduler">The actor system's whole configuration.</param>
    /// <param name="log">The scheduler's logger.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of range.</exception>
    public HashedWheelTimerScheduler(Config scheduler, ILoggingAdapter log)
        : base(scheduler, log)
    {
        var tick = SchedulerConfig.GetTimeSpan("akka.scheduler.tick-duration", TimeSpan.FromMilliseconds(10));
        if (tick < ShortestTick)
            throw new ArgumentOutOfRangeException(nameof(scheduler), $"minimum supported akka.scheduler.tick-duration is 1ms, it was [{tick.TotalMilliseconds}ms]");
        var ticksPerWheel = SchedulerConfig.GetInt("akka.scheduler.ticks-per-wheel", 512);
        if (ticksPerWheel is <= 0 or > 1 << 30)
            throw new ArgumentOutOfRangeException(nameof(scheduler), ticksPerWheel, "akka.scheduler.ticks-per-wheel must be greater than 0 and cannot be greater than 2^30.");
        _shutdownTimeout = SchedulerConfig.GetTimeSpan("akka.scheduler.shutdown-timeout", TimeSpan.FromSeconds(5));
        _loop = new TimerLoop(tick, ticksPerWheel, "akka-scheduler", LogFailure);
    }

    /// <inheritdoc/>
    protected override DateTimeOffset TimeNow => DateTimeOffset.Now;

    /// <inheritdoc/>
    public override TimeSpan MonotonicClock => Util.MonotonicClock.Elapsed;

    /// <inheritdoc/>
    public override TimeSpan HighResMonotonicClock => Util.MonotonicClock.Elapsed;

    /// <summary>
    /// Stops the scheduler. What is scheduled no longer runs, and scheduling throws a <see cref="SchedulerException"/>.
    /// </summary>
    public void Dispose()
    {
        if (!_loop.Stop(_shutdownTimeout))
            Log.Warning("Failed to shutdown scheduler within {0}", _shutdownTimeout);
    }

    ITimerHandle ITimeoutScheduler.StartTimer(TimeSpan delay, Action<object?> callback, object? state)
    {
        ValidateDelay(delay, nameof(delay));
        var entry = new TimeoutEntry(_loop, callback, state);
        if (!_loop.Schedule(entry, delay))
            callback(state);
        return entry;
    }

    /// <inheritdoc/>
    protected override void InternalScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable) =>
        Schedule(new TellEntry(_loop, 0, cancelable, receiver, message, sender), delay);

    /// <inheritdoc/>
    protected override void InternalScheduleTellRepeatedly(TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable) =>
        Schedule(new TellEntry(_loop, TimerLoop.ToTimestamp(interval), cancelable, receiver, message, sender), initialDelay);

    /// <inheritdoc/>
    protected override void InternalScheduleOnce(TimeSpan delay, Action action, ICancelable? cancelable) =>
        Schedule(new ActionEntry(_loop, 0, cancelable, action), delay);

    /// <inheritdoc/>
    protected override void InternalScheduleOnce(TimeSpan delay, IRunnable action, ICancelable? cancelable) =>
        Schedule(new RunnableEntry(_loop, 0, cancelable, action), delay);

    /// <inheritdoc/>
    protected override void InternalScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action, ICancelable? cancelable) =>
        Schedule(new ActionEntry(_loop, TimerLoop.ToTimestamp(interval), cancelable, action), initialDelay);

    /// <inheritdoc/>
    protected override void InternalScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, IRunnable action, ICancelable? cancelable) =>
        Schedule(new RunnableEntry(_loop, TimerLoop.ToTimestamp(interval), cancelable, action), initialDelay);

    private void Schedule(ScheduledEntry entry, TimeSpan delay)
    {
        if (entry.IsCancellationRequested)
            return;
        entry.Bind();
        if (_loop.Schedule(entry, delay))
            return;
        entry.Release();
        throw new SchedulerException("cannot enqueue after timer shutdown");
    }

    private void LogFailure(TimerEntry entry, Exception failure)
    {
        try
        {
            Log.Error(failure, "Error while executing scheduled task {0}", entry);
        }
        catch (Exception)
        {
            // A logger that fails must not end the timer thread, and there is nowhere left to report to.
        }
    }
}
