namespace Akka.Pattern;

/// <summary>How long to wait before the next attempt, and what may be asked for.</summary>
internal static class BackoffLimits
{
    // 2^30 of any time that makes sense as a minimum is beyond any that makes sense as a maximum, and 2^64 would overflow.
    private const int MaxDoublings = 30;

    /// <exception cref="ArgumentException">The times or the factor are out of range.</exception>
    public static void Validate(TimeSpan minBackoff, TimeSpan maxBackoff, double randomFactor)
    {
        if (minBackoff <= TimeSpan.Zero)
            throw new ArgumentException($"minBackoff must be greater than 0, was {minBackoff}", nameof(minBackoff));
        if (maxBackoff < minBackoff)
            throw new ArgumentException($"maxBackoff must be greater than minBackoff ({minBackoff}), was {maxBackoff}", nameof(maxBackoff));
        if (randomFactor is < 0.0 or > 1.0)
            throw new ArgumentException($"randomFactor must be between 0.0 and 1.0, was {randomFactor}", nameof(randomFactor));
    }

    /// <summary>
    /// The minimum, doubled once for every earlier restart up to the maximum, and lengthened at random by up to
    /// <paramref name="randomFactor"/> of itself so that not everybody tries again at once.
    /// </summary>
    public static TimeSpan CalculateDelay(int restartCount, TimeSpan minBackoff, TimeSpan maxBackoff, double randomFactor)
    {
        if (restartCount >= MaxDoublings)
            return maxBackoff;
        var random = 1.0 + (Random.Shared.NextDouble() * randomFactor);
        var ticks = Math.Min(maxBackoff.Ticks, minBackoff.Ticks * Math.Pow(2, restartCount)) * random;
        return ticks >= TimeSpan.MaxValue.Ticks ? maxBackoff : TimeSpan.FromTicks((long)ticks);
    }
}
