using System.Diagnostics;

namespace Akka.Util;

/// <summary>A clock that only runs forwards, whatever happens to the time of day.</summary>
internal static class MonotonicClock
{
    private static readonly long Start = Stopwatch.GetTimestamp();

    /// <summary>The time since this process first asked for the time.</summary>
    public static TimeSpan Elapsed => Stopwatch.GetElapsedTime(Start);
}
