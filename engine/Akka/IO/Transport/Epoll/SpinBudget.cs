using System.Diagnostics;

namespace Akka.IO.Transport.Epoll;

/// <summary>
/// How long a loop looks again before it sleeps. Being woken costs some thirty microseconds, so looking again for about
/// as long pays where the next event is near. It never pays where events are rare, so the budget follows the recent waits: a
/// loop whose waits are long sleeps at once, and an idle one costs nothing.
/// </summary>
internal sealed class SpinBudget(TimeSpan maximum)
{
    // The weight of the last wait in the average, as a power of two: one eighth.
    private const int Weight = 3;

    private readonly long _maximum = (long)(maximum.TotalSeconds * Stopwatch.Frequency);
    private long _averageWait;

    /// <summary>Whether to look once more, having begun at <paramref name="started"/>.</summary>
    public bool MaySpin(long started) =>
        _maximum > 0 && _averageWait <= _maximum && Stopwatch.GetTimestamp() - started < _maximum;

    /// <summary>A wait is over.</summary>
    public void Ended(long started)
    {
        // One long wait says no more than that the loop was idle once; several say that it is.
        var wait = Math.Min(Stopwatch.GetTimestamp() - started, _maximum * 8);
        _averageWait += (wait - _averageWait) >> Weight;
    }
}
