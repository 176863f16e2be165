using System.Diagnostics;

namespace Akka.TestKit.Internal;

/// <summary>
/// How an expectation waits. Each is written once, as an asynchronous method; its blocking form runs the same code and holds the
/// thread wherever the asynchronous form would give it back. So the blocking form is complete when the method returns: it needs no
/// thread of the pool to be continued on, and no continuation that a blocked context would have to run.
/// </summary>
internal enum WaitMode
{
    /// <summary>Gives the thread back and resumes in the caller's context.</summary>
    Async,

    /// <summary>Holds the thread.</summary>
    Blocking,
}

/// <summary>The only places where expectations wait, and how blocking callers collect the results.</summary>
internal static class Waiting
{
    /// <summary>Time since some moment; never jumps.</summary>
    public static TimeSpan Now => Stopwatch.GetElapsedTime(0);

    /// <summary>Waits for a task; false where the time runs out first. The task's own failure is not looked at.</summary>
    public static async ValueTask<bool> For(Task task, TimeSpan timeout, WaitMode mode, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (task.IsCompleted)
            return true;
        if (mode == WaitMode.Blocking)
            return BlockedThread.Wait(task, timeout, cancellationToken);
        await task.WaitAsync(Timer(timeout), cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (task.IsCompleted)
            return true;
        cancellationToken.ThrowIfCancellationRequested();
        return false;
    }

    /// <summary>Lets time pass.</summary>
    public static async ValueTask Delay(TimeSpan duration, WaitMode mode, CancellationToken cancellationToken)
    {
        if (mode == WaitMode.Blocking)
            BlockedThread.Sleep(duration, cancellationToken);
        else
            await Task.Delay(Timer(duration), cancellationToken);
    }

    /// <summary>What a blocking call has come to.</summary>
    public static T Result<T>(this ValueTask<T> completed)
    {
        Debug.Assert(completed.IsCompleted, "A blocking expectation returned before it was done.");
        return completed.GetAwaiter().GetResult();
    }

    /// <inheritdoc cref="Result{T}"/>
    public static void Result(this ValueTask completed)
    {
        Debug.Assert(completed.IsCompleted, "A blocking expectation returned before it was done.");
        completed.GetAwaiter().GetResult();
    }

    /// <summary>All that a blocking sequence yields.</summary>
    public static List<T> Results<T>(this IAsyncEnumerable<T> sequence)
    {
        var results = new List<T>();
        var enumerator = sequence.GetAsyncEnumerator();
        try
        {
            while (enumerator.MoveNextAsync().Result())
                results.Add(enumerator.Current);
        }
        finally
        {
            enumerator.DisposeAsync().Result();
        }
        return results;
    }

    /// <summary>What timers take: at least the rest of the millisecond, at most some 24 days.</summary>
    private static TimeSpan Timer(TimeSpan duration)
    {
        if (duration == Timeout.InfiniteTimeSpan)
            return duration;
        return duration <= TimeSpan.Zero
            ? TimeSpan.Zero
            : TimeSpan.FromMilliseconds(Math.Min(int.MaxValue - 1, Math.Ceiling(duration.TotalMilliseconds)));
    }
}
