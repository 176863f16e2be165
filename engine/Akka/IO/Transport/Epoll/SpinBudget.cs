using System.Diagnostics;
using System.Numerics;

namespace Akka.IO.Transport.Epoll;

/// <summary>
/// How long a loop looks again before it sleeps. Being woken costs some thirty microseconds, so looking again for about
/// as long pays where the next event is near. It never pays where events are rare, so the budget follows the recent waits: a
/// loop whose waits are long sleeps at once, and an idle one costs nothing. Where they are long only because the loop sleeps, it finds out
/// by trying. Nor does it pay in a crowd: a loop that never slept there would take a whole processor for a tenth of the work that one can do.
/// </summary>
internal sealed class SpinBudget(TimeSpan maximum)
{
    // The weight of the last wait in the average, as a power of two: one eighth.
    private const int Weight = 3;

    // With four clients that wait for their answers, sleeping halves the throughput; with eight it makes no difference.
    private const int Crowd = 8;
    private const int WaitsToTellACrowd = 32;

    // Waking takes its time on both sides, and makes a wait seem too long that would have been short. Of waits that last no longer than so
    // many times the maximum some in a row are tried out, enough to bring the average down where they end in time. Where they do not, that
    // costs 3 % of a processor at the most.
    private const int LongestTried = 4;
    private const int WaitsToTry = 16;
    private const int WaitsFromTrialToTrial = 512;

    private readonly long _maximum = (long)(maximum.TotalSeconds * Stopwatch.Frequency);
    private long _averageWait;
    private uint _ended;
    private ulong _seen;
    private int _waits;
    private bool _isCrowd;

    /// <summary>Whether to look once more, having begun at <paramref name="started"/>.</summary>
    public bool MaySpin(long started) =>
        _maximum > 0 && !_isCrowd && (_averageWait <= _maximum || IsTrial) && Stopwatch.GetTimestamp() - started < _maximum;

    private bool IsTrial =>
        _averageWait <= _maximum * LongestTried && _ended % WaitsFromTrialToTrial >= WaitsFromTrialToTrial - WaitsToTry;

    /// <summary>A wait is over.</summary>
    public void Ended(long started)
    {
        // One long wait says no more than that the loop was idle once; several say that it is.
        var wait = Math.Min(Stopwatch.GetTimestamp() - started, _maximum * 8);
        _averageWait += (wait - _averageWait) >> Weight;
        _ended++;
    }

    /// <summary>Whose event ended the wait, the first of them if there were several. Another thread that woke the loop is nobody.</summary>
    /// <param name="token">The source's token. Two whose places are equal modulo 64 count as one: a crowd may go unseen, but few never look like one.</param>
    public void EndedBy(ulong token)
    {
        if (token == EventLoop.WakeToken)
            return;
        _seen |= 1UL << (int)(token % 64);
        if (++_waits < WaitsToTellACrowd)
            return;
        _isCrowd = BitOperations.PopCount(_seen) >= Crowd;
        _seen = 0;
        _waits = 0;
    }
}
