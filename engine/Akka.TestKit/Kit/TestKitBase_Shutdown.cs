using Akka.Actor;
using Akka.Event;
using Akka.TestKit.Internal;

namespace Akka.TestKit;

// The end of the test.
public abstract partial class TestKitBase
{
    private static readonly TimeSpan DefaultShutdownTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestShutdownTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Terminates the system and waits for its end.</summary>
    /// <param name="duration">How long to wait; null for 5 seconds dilated, at most 10.</param>
    /// <param name="verifySystemShutdown">Whether to throw where it has not ended by then; otherwise that is logged.</param>
    /// <exception cref="TimeoutException">It has not ended in time, and that was to be verified.</exception>
    public virtual void Shutdown(TimeSpan? duration = null, bool verifySystemShutdown = false) =>
        Shutdown(_system, duration, verifySystemShutdown);

    /// <summary>Terminates a system and waits for its end.</summary>
    /// <param name="system">The system.</param>
    /// <param name="duration">How long to wait; null for 5 seconds dilated, at most 10.</param>
    /// <param name="verifySystemShutdown">Whether to throw where it has not ended by then; otherwise that is logged.</param>
    /// <exception cref="TimeoutException">It has not ended in time, and that was to be verified.</exception>
    protected virtual void Shutdown(ActorSystem system, TimeSpan? duration = null, bool verifySystemShutdown = false)
    {
        system ??= _system;
        var timeout = duration ?? Dilated(DefaultShutdownTimeout).Min(LongestShutdownTimeout);
        var termination = system.Terminate();
        if (BlockedThread.Wait(termination, timeout, CancellationToken.None))
            return;
        const string format = "Failed to stop [{0}] within [{1}]. Look for actors that block or never handle their stop.";
        if (verifySystemShutdown)
            throw new TimeoutException(string.Format(System.Globalization.CultureInfo.InvariantCulture, format, system.Name, timeout));
        system.Log.Warning(format, system.Name, timeout);
    }
}
