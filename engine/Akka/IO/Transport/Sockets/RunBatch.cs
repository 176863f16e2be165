using Akka.Dispatch;

namespace Akka.IO.Transport.Sockets;

/// <summary>
/// The mailboxes that one thread of the transport has woken and will run itself, before it goes on: reading, handling
/// and writing then follow each other without a change of thread. Belongs to its thread.
/// </summary>
internal sealed class RunBatch
{
    // After so many turns the rest goes to the thread pool, so that a busy pair of actors cannot keep a thread of the
    // transport for ever.
    private const int MaxTurns = 256;

    [ThreadStatic]
    private static RunBatch? _ofThisThread;

    private readonly Queue<IRunnable> _waiting = new();
    private bool _isOpen;

    /// <summary>Tells somebody of an event on this thread of the transport, and runs what that wakes.</summary>
    public static void Tell<T>(T somebody, Action<T> tell)
    {
        var isOurs = TryOpen();
        try
        {
            tell(somebody);
        }
        finally
        {
            if (isOurs)
                RunAndClose();
        }
    }

    /// <summary>Opens this thread's batch; false when it is open already.</summary>
    /// <returns>Whether the caller has opened it, and must thus call <see cref="RunAndClose"/>.</returns>
    public static bool TryOpen()
    {
        var batch = _ofThisThread ??= new RunBatch();
        if (batch._isOpen)
            return false;
        batch._isOpen = true;
        return true;
    }

    /// <summary>Adds to this thread's batch; false when none is open.</summary>
    public static bool TryAdd(IRunnable run)
    {
        if (_ofThisThread is not { _isOpen: true } batch)
            return false;
        batch._waiting.Enqueue(run);
        return true;
    }

    /// <summary>Runs what was added, and what that adds in turn, then closes the batch.</summary>
    public static void RunAndClose()
    {
        var batch = _ofThisThread!;
        try
        {
            for (var turns = 0; turns < MaxTurns && batch._waiting.TryDequeue(out var run); turns++)
                run.Run();
        }
        finally
        {
            batch._isOpen = false;
            while (batch._waiting.TryDequeue(out var run))
                ConnectionDispatcher.RunOnThreadPool(run);
        }
    }
}
