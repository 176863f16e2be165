using System.Diagnostics;

namespace Akka.Actor.Internal;

/// <summary>What stands behind a child's name.</summary>
public interface IChildStats;

/// <summary>A child and its history of restarts.</summary>
/// <param name="child">The child.</param>
/// <param name="maxNrOfRetriesCount">How many restarts have been granted already.</param>
/// <param name="restartTimeWindowStartTicks">When the current window began, in ticks of the machine's clock; 0: it has not begun.</param>
public class ChildRestartStats(IInternalActorRef child, uint maxNrOfRetriesCount = 0, long restartTimeWindowStartTicks = 0) : IChildStats
{
    /// <summary>The child.</summary>
    public IInternalActorRef Child { get; } = child;

    /// <summary>The child's incarnation by path.</summary>
    public long Uid => Child.Path.Uid;

    /// <summary>How many restarts have been granted in the current window.</summary>
    public uint MaxNrOfRetriesCount { get; private set; } = maxNrOfRetriesCount;

    /// <summary>When the current window began, in ticks of the machine's clock; 0 before the first restart.</summary>
    public long RestartTimeWindowStartTicks { get; private set; } = restartTimeWindowStartTicks;

    /// <summary>Whether the parent has told it to stop and waits for its end.</summary>
    internal bool IsStopping { get; set; }

    /// <summary>Whether one more restart is within the limits; counts it if so.</summary>
    /// <param name="maxNrOfRetries">How many restarts a window allows; negative: any number.</param>
    /// <param name="withinTimeMilliseconds">How long a window is; negative or zero: for ever.</param>
    public bool RequestRestartPermission(int maxNrOfRetries, int withinTimeMilliseconds)
    {
        if (maxNrOfRetries == 0)
            return false;
        var limited = maxNrOfRetries > 0;
        var windowed = withinTimeMilliseconds > 0;
        if (!windowed)
        {
            if (!limited)
                return true;
            MaxNrOfRetriesCount++;
            return MaxNrOfRetriesCount <= maxNrOfRetries;
        }

        // With a window but no number, one restart per window is allowed.
        var allowed = limited ? maxNrOfRetries : 1;
        var now = Stopwatch.GetTimestamp();
        if (RestartTimeWindowStartTicks == 0)
            RestartTimeWindowStartTicks = now;
        if (Stopwatch.GetElapsedTime(RestartTimeWindowStartTicks, now).TotalMilliseconds <= withinTimeMilliseconds)
        {
            MaxNrOfRetriesCount++;
            return MaxNrOfRetriesCount <= allowed;
        }
        MaxNrOfRetriesCount = 1;
        RestartTimeWindowStartTicks = now;
        return true;
    }
}
