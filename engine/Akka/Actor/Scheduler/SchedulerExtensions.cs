namespace Akka.Actor;

/// <summary>Delays in milliseconds, and schedules that come with the <see cref="ICancelable"/> that ends them.</summary>
public static class SchedulerExtensions
{
    /// <summary>Sends a message once.</summary>
    /// <param name="scheduler">The scheduler.</param>
    /// <param name="millisecondsDelay">How long to wait; not negative.</param>
    /// <param name="receiver">Who gets the message.</param>
    /// <param name="message">The message.</param>
    /// <param name="sender">Whom the receiver sees as the sender.</param>
    /// <param name="cancelable">Prevents the sending; null if nobody will.</param>
    public static void ScheduleTellOnce(this ITellScheduler scheduler, int millisecondsDelay, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable = null)
    {
        ArgumentNullException.ThrowIfNull(scheduler);
        scheduler.ScheduleTellOnce(Milliseconds(millisecondsDelay), receiver, message, sender, cancelable);
    }

    /// <summary>Sends a message again and again.</summary>
    /// <param name="scheduler">The scheduler.</param>
    /// <param name="initialMillisecondsDelay">How long to wait the first time; not negative.</param>
    /// <param name="millisecondsInterval">The time from one message to the next; positive.</param>
    /// <param name="receiver">Who gets the messages.</param>
    /// <param name="message">The message.</param>
    /// <param name="sender">Whom the receiver sees as the sender.</param>
    /// <param name="cancelable">Ends the sending; null if nobody will.</param>
    public static void ScheduleTellRepeatedly(this ITellScheduler scheduler, int initialMillisecondsDelay, int millisecondsInterval, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable = null)
    {
        ArgumentNullException.ThrowIfNull(scheduler);
        scheduler.ScheduleTellRepeatedly(Milliseconds(initialMillisecondsDelay), Milliseconds(millisecondsInterval), receiver, message, sender, cancelable);
    }

    /// <summary>Runs <paramref name="action"/> once.</summary>
    /// <param name="scheduler">The scheduler.</param>
    /// <param name="millisecondsDelay">How long to wait; not negative.</param>
    /// <param name="action">What to run; it must return quickly.</param>
    /// <param name="cancelable">Prevents the run; null if nobody will.</param>
    public static void ScheduleOnce(this IActionScheduler scheduler, int millisecondsDelay, Action action, ICancelable? cancelable = null)
    {
        ArgumentNullException.ThrowIfNull(scheduler);
        scheduler.ScheduleOnce(Milliseconds(millisecondsDelay), action, cancelable);
    }

    /// <summary>Runs <paramref name="action"/> again and again.</summary>
    /// <param name="scheduler">The scheduler.</param>
    /// <param name="initialMillisecondsDelay">How long to wait the first time; not negative.</param>
    /// <param name="millisecondsInterval">The time from one run to the next; positive.</param>
    /// <param name="action">What to run; it must return quickly.</param>
    /// <param name="cancelable">Ends the runs; null if nobody will.</param>
    public static void ScheduleRepeatedly(this IActionScheduler scheduler, int initialMillisecondsDelay, int millisecondsInterval, Action action, ICancelable? cancelable = null)
    {
        ArgumentNullException.ThrowIfNull(scheduler);
        scheduler.ScheduleRepeatedly(Milliseconds(initialMillisecondsDelay), Milliseconds(millisecondsInterval), action, cancelable);
    }

    /// <summary>Sends a message once, unless the result is cancelled before.</summary>
    /// <param name="scheduler">The scheduler.</param>
    /// <param name="delay">How long to wait; not negative.</param>
    /// <param name="receiver">Who gets the message.</param>
    /// <param name="message">The message.</param>
    /// <param name="sender">Whom the receiver sees as the sender.</param>
    public static ICancelable ScheduleTellOnceCancelable(this IScheduler scheduler, TimeSpan delay, ICanTell receiver, object message, IActorRef? sender)
    {
        ArgumentNullException.ThrowIfNull(scheduler);
        var cancelable = new Cancelable(scheduler.Advanced);
        scheduler.ScheduleTellOnce(delay, receiver, message, sender, cancelable);
        return cancelable;
    }

    /// <inheritdoc cref="ScheduleTellOnceCancelable(IScheduler,TimeSpan,ICanTell,object,IActorRef)"/>
    /// <param name="scheduler">The scheduler.</param>
    /// <param name="millisecondsDelay">How long to wait; not negative.</param>
    /// <param name="receiver">Who gets the message.</param>
    /// <param name="message">The message.</param>
    /// <param name="sender">Whom the receiver sees as the sender.</param>
    public static ICancelable ScheduleTellOnceCancelable(this IScheduler scheduler, int millisecondsDelay, ICanTell receiver, object message, IActorRef? sender) =>
        scheduler.ScheduleTellOnceCancelable(Milliseconds(millisecondsDelay), receiver, message, sender);

    /// <summary>Sends a message again and again until the result is cancelled.</summary>
    /// <param name="scheduler">The scheduler.</param>
    /// <param name="initialDelay">How long to wait the first time; not negative.</param>
    /// <param name="interval">The time from one message to the next; positive.</param>
    /// <param name="receiver">Who gets the messages.</param>
    /// <param name="message">The message.</param>
    /// <param name="sender">Whom the receiver sees as the sender.</param>
    public static ICancelable ScheduleTellRepeatedlyCancelable(this IScheduler scheduler, TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef? sender)
    {
        ArgumentNullException.ThrowIfNull(scheduler);
        var cancelable = new Cancelable(scheduler.Advanced);
        scheduler.ScheduleTellRepeatedly(initialDelay, interval, receiver, message, sender, cancelable);
        return cancelable;
    }

    /// <inheritdoc cref="ScheduleTellRepeatedlyCancelable(IScheduler,TimeSpan,TimeSpan,ICanTell,object,IActorRef)"/>
    /// <param name="scheduler">The scheduler.</param>
    /// <param name="initialMillisecondsDelay">How long to wait the first time; not negative.</param>
    /// <param name="millisecondsInterval">The time from one message to the next; positive.</param>
    /// <param name="receiver">Who gets the messages.</param>
    /// <param name="message">The message.</param>
    /// <param name="sender">Whom the receiver sees as the sender.</param>
    public static ICancelable ScheduleTellRepeatedlyCancelable(this IScheduler scheduler, int initialMillisecondsDelay, int millisecondsInterval, ICanTell receiver, object message, IActorRef? sender) =>
        scheduler.ScheduleTellRepeatedlyCancelable(Milliseconds(initialMillisecondsDelay), Milliseconds(millisecondsInterval), receiver, message, sender);

    /// <summary>Runs <paramref name="action"/> once, unless the result is cancelled before.</summary>
    /// <param name="scheduler">The scheduler.</param>
    /// <param name="delay">How long to wait; not negative.</param>
    /// <param name="action">What to run; it must return quickly.</param>
    public static ICancelable ScheduleOnceCancelable(this IActionScheduler scheduler, TimeSpan delay, Action action)
    {
        ArgumentNullException.ThrowIfNull(scheduler);
        var cancelable = new Cancelable(scheduler);
        scheduler.ScheduleOnce(delay, action, cancelable);
        return cancelable;
    }

    /// <inheritdoc cref="ScheduleOnceCancelable(IActionScheduler,TimeSpan,Action)"/>
    /// <param name="scheduler">The scheduler.</param>
    /// <param name="millisecondsDelay">How long to wait; not negative.</param>
    /// <param name="action">What to run; it must return quickly.</param>
    public static ICancelable ScheduleOnceCancelable(this IActionScheduler scheduler, int millisecondsDelay, Action action) =>
        scheduler.ScheduleOnceCancelable(Milliseconds(millisecondsDelay), action);

    /// <summary>Runs <paramref name="action"/> again and again until the result is cancelled or a run fails.</summary>
    /// <param name="scheduler">The scheduler.</param>
    /// <param name="initialDelay">How long to wait the first time; not negative.</param>
    /// <param name="interval">The time from one run to the next; positive.</param>
    /// <param name="action">What to run; it must return quickly.</param>
    public static ICancelable ScheduleRepeatedlyCancelable(this IActionScheduler scheduler, TimeSpan initialDelay, TimeSpan interval, Action action)
    {
        ArgumentNullException.ThrowIfNull(scheduler);
        var cancelable = new Cancelable(scheduler);
        scheduler.ScheduleRepeatedly(initialDelay, interval, action, cancelable);
        return cancelable;
    }

    /// <inheritdoc cref="ScheduleRepeatedlyCancelable(IActionScheduler,TimeSpan,TimeSpan,Action)"/>
    /// <param name="scheduler">The scheduler.</param>
    /// <param name="initialMillisecondsDelay">How long to wait the first time; not negative.</param>
    /// <param name="millisecondsInterval">The time from one run to the next; positive.</param>
    /// <param name="action">What to run; it must return quickly.</param>
    public static ICancelable ScheduleRepeatedlyCancelable(this IActionScheduler scheduler, int initialMillisecondsDelay, int millisecondsInterval, Action action) =>
        scheduler.ScheduleRepeatedlyCancelable(Milliseconds(initialMillisecondsDelay), Milliseconds(millisecondsInterval), action);

    private static TimeSpan Milliseconds(int milliseconds) => TimeSpan.FromMilliseconds((long)milliseconds);
}
