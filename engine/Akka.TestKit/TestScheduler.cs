using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;
using Akka.TestKit.Internal;

namespace Akka.TestKit;

/// <summary>
/// A scheduler whose time stands still until the test advances it. What is due then runs at once, on the test's thread, in the order
/// of its time and, where times are equal, in the order in which it was scheduled. Name it in <c>akka.scheduler.implementation</c>,
/// or use <see cref="Configs.TestConfigs.TestSchedulerConfig"/>. Scheduling is safe from any thread.
/// </summary>
public class TestScheduler : IScheduler, IAdvancedScheduler
{
    private readonly VirtualAgenda _agenda = new();
    private readonly DateTimeOffset _start = DateTimeOffset.UtcNow;
    private readonly ILoggingAdapter _log;

    /// <summary>Called by the actor system.</summary>
    /// <param name="schedulerConfig">The system's configuration; nothing in it counts here.</param>
    /// <param name="log">Told of actions that throw.</param>
    public TestScheduler(Config schedulerConfig, ILoggingAdapter log) => _log = log;

    /// <inheritdoc/>
    public IAdvancedScheduler Advanced => this;

    /// <summary>The virtual time of day; it begins with the real one.</summary>
    public DateTimeOffset Now => TimeNow;

    /// <summary>Virtual time since the scheduler was made.</summary>
    public TimeSpan MonotonicClock => _agenda.Now;

    /// <summary>Virtual time since the scheduler was made.</summary>
    public TimeSpan HighResMonotonicClock => _agenda.Now;

    /// <summary>The virtual time of day.</summary>
    protected DateTimeOffset TimeNow => _start + _agenda.Now;

    /// <summary>Lets time pass, and all happen that is due by then.</summary>
    /// <param name="offset">How much; not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public void Advance(TimeSpan offset)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(offset, TimeSpan.Zero);
        foreach (var due in _agenda.AdvanceTo(_agenda.Now + offset))
            Run(due);
    }

    /// <summary>Lets time pass up to a moment, and all happen that is due by then.</summary>
    /// <param name="when">The moment; not before <see cref="Now"/>.</param>
    /// <exception cref="InvalidOperationException">It lies in the past.</exception>
    public void AdvanceTo(DateTimeOffset when)
    {
        if (when < TimeNow)
            throw new InvalidOperationException($"You can only advance forward in time, and it is {TimeNow:O} already: {when:O}");
        foreach (var due in _agenda.AdvanceTo(when - _start))
            Run(due);
    }

    /// <inheritdoc/>
    public void ScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef? sender) =>
        ScheduleTellOnce(delay, receiver, message, sender, null);

    /// <inheritdoc/>
    public void ScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable) =>
        ScheduleOnce(delay, () => receiver.Tell(message, sender), cancelable);

    /// <inheritdoc/>
    public void ScheduleTellRepeatedly(TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef? sender) =>
        ScheduleTellRepeatedly(initialDelay, interval, receiver, message, sender, null);

    /// <inheritdoc/>
    public void ScheduleTellRepeatedly(TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable) =>
        ScheduleRepeatedly(initialDelay, interval, () => receiver.Tell(message, sender), cancelable);

    /// <inheritdoc/>
    public void ScheduleOnce(TimeSpan delay, Action action) => ScheduleOnce(delay, action, null);

    /// <inheritdoc/>
    public void ScheduleOnce(TimeSpan delay, Action action, ICancelable? cancelable)
    {
        CheckDelay(delay, nameof(delay));
        _agenda.Add(delay, interval: null, action, cancelable);
    }

    /// <inheritdoc/>
    public void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action) =>
        ScheduleRepeatedly(initialDelay, interval, action, null);

    /// <inheritdoc/>
    public void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action, ICancelable? cancelable)
    {
        CheckDelay(initialDelay, nameof(initialDelay));
        if (interval <= TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(nameof(interval), $"Interval must be >0. It was {interval}");
        _agenda.Add(initialDelay, interval, action, cancelable);
    }

    /// <inheritdoc/>
    public void ScheduleOnce(TimeSpan delay, IRunnable action) => ScheduleOnce(delay, action, null);

    /// <inheritdoc/>
    public void ScheduleOnce(TimeSpan delay, IRunnable action, ICancelable? cancelable)
    {
        ArgumentNullException.ThrowIfNull(action);
        ScheduleOnce(delay, action.Run, cancelable);
    }

    /// <inheritdoc/>
    public void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, IRunnable action) =>
        ScheduleRepeatedly(initialDelay, interval, action, null);

    /// <inheritdoc/>
    public void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, IRunnable action, ICancelable? cancelable)
    {
        ArgumentNullException.ThrowIfNull(action);
        ScheduleRepeatedly(initialDelay, interval, action.Run, cancelable);
    }

    private static void CheckDelay(TimeSpan delay, string parameterName)
    {
        if (delay < TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(parameterName, $"Delay must be >=0. It was {delay}");
    }

    /// <summary>An action that throws is as harmless as it is to the real scheduler: it is logged, and others still run.</summary>
    private void Run(Action due)
    {
        try
        {
            due();
        }
        catch (Exception cause)
        {
            _log.Error(cause, "A scheduled action failed: {0}", cause.Message);
        }
    }
}
