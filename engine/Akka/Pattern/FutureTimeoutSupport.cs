using Akka.Actor;

namespace Akka.Pattern;

/// <summary>Delays a task by the actor system's clock.</summary>
public static class FutureTimeoutSupport
{
    /// <summary>Starts <paramref name="value"/> after <paramref name="duration"/>.</summary>
    /// <typeparam name="T">The result's type.</typeparam>
    /// <param name="duration">How long to wait; zero or less to start at once.</param>
    /// <param name="scheduler">The clock.</param>
    /// <param name="value">Makes the task.</param>
    /// <returns>Ends as the task does that <paramref name="value"/> makes; fails with what it throws.</returns>
    public static async Task<T> After<T>(TimeSpan duration, IScheduler scheduler, Func<Task<T>> value)
    {
        ArgumentNullException.ThrowIfNull(scheduler);
        ArgumentNullException.ThrowIfNull(value);
        if (duration > TimeSpan.Zero)
        {
            // The continuation must not run on the scheduler's thread, which serves everybody's timers.
            var elapsed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            scheduler.Advanced.ScheduleOnce(duration, elapsed.SetResult);
            await elapsed.Task.ConfigureAwait(false);
        }
        return await value().ConfigureAwait(false);
    }
}
