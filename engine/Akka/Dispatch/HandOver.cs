namespace Akka.Dispatch;

/// <summary>
/// What a thread of the pool runs next. A mailbox that an actor's turn wakes waits on the thread that woke it, and is run
/// there as soon as the turn ends: the message is in the cache, and no other thread is woken for it. One mailbox waits at a
/// time; the next one to be woken sends it to the pool.
/// </summary>
/// <remarks>
/// A turn that takes long, or blocks until the very actor that it has woken answers, must not hold that actor up: what waits
/// for longer than a few milliseconds is taken to the pool by <see cref="HandOverWatch"/>.
/// </remarks>
internal sealed class HandOver
{
    // After so many turns in a row the pool's other work gets the thread.
    private const int MaxTurns = 64;

    [ThreadStatic]
    private static HandOver? _ofThisThread;

    private IRunnable? _waiting;
    private long _handedOver;
    private bool _isRunning;

    /// <summary>How often something was put here; what the watch compares.</summary>
    public long Count => Volatile.Read(ref _handedOver);

    /// <summary>The <see cref="Count"/> at the last look; the watch's own.</summary>
    public long CountSeen { get; set; }

    public bool IsEmpty => Volatile.Read(ref _waiting) is null;

    /// <summary>Runs a mailbox on this thread of the pool, and then what it wakes last, and so on.</summary>
    public static void Run(IRunnable first)
    {
        var here = _ofThisThread ??= HandOverWatch.Register(new HandOver());
        if (here._isRunning)
        {
            first.Run();
            return;
        }
        here._isRunning = true;
        try
        {
            here.RunAll(first);
        }
        finally
        {
            here._isRunning = false;
            if (here.Take() is { } left)
                ThreadPool.UnsafeQueueUserWorkItem(left, preferLocal: false);
        }
    }

    /// <summary>Gives something to be run next on this thread; false where the thread is not in a turn that it runs for the pool.</summary>
    public static bool TryGive(IRunnable run)
    {
        if (_ofThisThread is not { _isRunning: true } here)
            return false;
        Volatile.Write(ref here._handedOver, here._handedOver + 1);
        if (Interlocked.Exchange(ref here._waiting, run) is { } before)
            ThreadPool.UnsafeQueueUserWorkItem(before, preferLocal: true);
        HandOverWatch.Look();
        return true;
    }

    /// <summary>Takes what waits, from whichever thread.</summary>
    public IRunnable? Take() => IsEmpty ? null : Interlocked.Exchange(ref _waiting, null);

    private void RunAll(IRunnable run)
    {
        for (var turns = 1; ; turns++)
        {
            run.Run();
            if (turns == MaxTurns || Take() is not { } next)
                return;
            run = next;
        }
    }
}
