using Akka.Event;

namespace Akka.Actor;

/// <summary>
/// Runs a shutdown when the process ends while the actor system still runs, and holds the process until it is over.
/// It is gone as soon as the actor system has terminated.
/// </summary>
internal sealed class ProcessEndHook
{
    private const int Armed = 0;
    private const int Running = 1;
    private const int Disarmed = 2;

    private readonly CoordinatedShutdown _shutdown;
    private int _state = Armed;

    private ProcessEndHook(CoordinatedShutdown shutdown) => _shutdown = shutdown;

    public static ProcessEndHook Install(CoordinatedShutdown shutdown)
    {
        var hook = new ProcessEndHook(shutdown);
        AppDomain.CurrentDomain.ProcessExit += hook.OnProcessExit;
        _ = hook.DisarmAfter(shutdown.System.WhenTerminated);
        return hook;
    }

    /// <summary>Takes the hook out, so that a process which the shutdown itself ends does not wait for that shutdown.</summary>
    /// <returns>False when the process is ending already.</returns>
    public bool TryDisarm()
    {
        if (Interlocked.CompareExchange(ref _state, Disarmed, Armed) == Running)
            return false;
        AppDomain.CurrentDomain.ProcessExit -= OnProcessExit;
        return true;
    }

    private async Task DisarmAfter(Task terminated)
    {
        await terminated.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        TryDisarm();
    }

    internal void OnProcessExit(object? sender, EventArgs e)
    {
        if (Interlocked.CompareExchange(ref _state, Running, Armed) != Armed)
            return;
        try
        {
            // Nothing runs after this handler, so blocking is the only way to give the tasks their time.
            _shutdown.Run(CoordinatedShutdown.ClrExitReason.Instance).Wait(_shutdown.TotalTimeout);
        }
        catch (AggregateException failure)
        {
            _shutdown.System.Log.Error(failure.InnerException, "Coordinated shutdown failed while the process was ending");
        }
    }
}
