using System.Diagnostics;

namespace ActorEcho.Actors.Cluster;

/// <summary>
/// Moments on this process's monotonic clock, in <see cref="Stopwatch"/> ticks. It goes on while the process is stopped, and
/// nobody sets it; it is only ever compared with itself.
/// </summary>
internal static class MonotonicTime
{
    public static long After(TimeSpan time) => Add(Stopwatch.GetTimestamp(), time);

    public static long Add(long moment, TimeSpan time) => moment + (long)(time.TotalSeconds * Stopwatch.Frequency);

    public static TimeSpan Between(long from, long to) => TimeSpan.FromSeconds((double)(to - from) / Stopwatch.Frequency);

    public static bool HasPassed(long moment) => Stopwatch.GetTimestamp() >= moment;
}
