namespace Akka.TestKit.Internal;

/// <summary>
/// A wait that holds a thread. Test runners run tests on the thread pool, and so do the actors under test: as many blocked tests as
/// the pool has threads would starve the very actors they wait for, as the pool adds but one or two threads a second on its own.
/// So for every pool thread that is blocked here the pool may start another at once, and a few more: while many tests start, the
/// threads that are not blocked are busy with that, and an actor's turn must not queue up behind all of it.
/// </summary>
internal static class BlockedThread
{
    private const int Headroom = 8;

    private static readonly Lock Gate = new();
    private static int _blocked;
    private static int _compensated;

    /// <summary>Declares that this thread blocks until the result is disposed of, on the same thread.</summary>
    public static Scope Enter()
    {
        if (!Thread.CurrentThread.IsThreadPoolThread)
            return default;
        var blocked = Interlocked.Increment(ref _blocked);
        if (blocked > Volatile.Read(ref _compensated))
            Compensate(blocked);
        return new Scope(entered: true);
    }

    /// <summary>Waits for a task; false where the time runs out first. The task's own failure is not looked at.</summary>
    public static bool Wait(Task task, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (task.IsCompleted)
            return true;
        using (Enter())
        {
            var milliseconds = timeout == Timeout.InfiniteTimeSpan ? Timeout.Infinite : WholeMilliseconds(timeout);
            var arrived = ((IAsyncResult)task).AsyncWaitHandle;
            return cancellationToken.CanBeCanceled ? WaitAny(arrived, milliseconds, cancellationToken) : arrived.WaitOne(milliseconds);
        }
    }

    /// <summary>Lets time pass.</summary>
    public static void Sleep(TimeSpan duration, CancellationToken cancellationToken)
    {
        using (Enter())
        {
            if (cancellationToken.CanBeCanceled)
            {
                cancellationToken.WaitHandle.WaitOne(WholeMilliseconds(duration));
                cancellationToken.ThrowIfCancellationRequested();
            }
            else
            {
                Thread.Sleep(WholeMilliseconds(duration));
            }
        }
    }

    private static bool WaitAny(WaitHandle arrived, int milliseconds, CancellationToken cancellationToken)
    {
        var woken = WaitHandle.WaitAny([arrived, cancellationToken.WaitHandle], milliseconds);
        if (woken == 1)
            cancellationToken.ThrowIfCancellationRequested();
        return woken == 0;
    }

    /// <summary>Rounds up, so that a wait of less than a millisecond is not a busy loop; clamps what the system cannot wait.</summary>
    private static int WholeMilliseconds(TimeSpan duration) =>
        duration <= TimeSpan.Zero ? 0 : (int)Math.Min(int.MaxValue - 1, Math.Ceiling(duration.TotalMilliseconds));

    private static void Compensate(int blocked)
    {
        lock (Gate)
        {
            if (blocked <= _compensated)
                return;
            var added = blocked - _compensated + (_compensated == 0 ? Headroom : 0);
            ThreadPool.GetMinThreads(out var workers, out var completionPorts);
            ThreadPool.GetMaxThreads(out var most, out _);
            // The floor is never lowered again: it only says how many threads start without delay when there is work for them.
            ThreadPool.SetMinThreads(Math.Min(most, workers + added), completionPorts);
            _compensated = blocked;
        }
    }

    /// <summary>Ends the wait when disposed of.</summary>
    public readonly struct Scope(bool entered) : IDisposable
    {
        public void Dispose()
        {
            if (entered)
                Interlocked.Decrement(ref _blocked);
        }
    }
}
