namespace Akka.Actor;

/// <summary>Runs code later. It runs on the scheduler's own thread and must return quickly.</summary>
public interface IActionScheduler : IRunnableScheduler
{
    /// <summary>Runs <paramref name="action"/> once.</summary>
    /// <param name="delay">How long to wait; not negative.</param>
    /// <param name="action">What to run.</param>
    void ScheduleOnce(TimeSpan delay, Action action);

    /// <summary>Runs <paramref name="action"/> once, unless <paramref name="cancelable"/> is cancelled before.</summary>
    /// <param name="delay">How long to wait; not negative.</param>
    /// <param name="action">What to run.</param>
    /// <param name="cancelable">Prevents the run; null if nobody will.</param>
    void ScheduleOnce(TimeSpan delay, Action action, ICancelable? cancelable);

    /// <summary>Runs <paramref name="action"/> again and again.</summary>
    /// <param name="initialDelay">How long to wait the first time; not negative.</param>
    /// <param name="interval">The time from one run to the next; positive.</param>
    /// <param name="action">What to run.</param>
    void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action);

    /// <summary>Runs <paramref name="action"/> again and again until <paramref name="cancelable"/> is cancelled or a run fails.</summary>
    /// <param name="initialDelay">How long to wait the first time; not negative.</param>
    /// <param name="interval">The time from one run to the next; positive.</param>
    /// <param name="action">What to run.</param>
    /// <param name="cancelable">Ends the runs; null if nobody will.</param>
    void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action, ICancelable? cancelable);
}
