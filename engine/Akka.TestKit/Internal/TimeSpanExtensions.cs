namespace Akka.TestKit.Internal;

/// <summary>What the test kit asks of durations. Infinite is <see cref="Timeout.InfiniteTimeSpan"/>; undefined is null.</summary>
public static class TimeSpanExtensions
{
    /// <summary>Whether the duration is infinite.</summary>
    public static bool IsInfinite(this TimeSpan timeSpan) => timeSpan == Timeout.InfiniteTimeSpan;

    /// <inheritdoc cref="IsInfinite(TimeSpan)"/>
    public static bool IsInfinite(this TimeSpan? timeSpan) => timeSpan.HasValue && timeSpan.Value.IsInfinite();

    /// <summary>Whether the duration, as a timeout, means to wait for ever.</summary>
    public static bool IsInfiniteTimeout(this TimeSpan timeSpan) => timeSpan.IsInfinite();

    /// <inheritdoc cref="IsInfiniteTimeout(TimeSpan)"/>
    public static bool IsInfiniteTimeout(this TimeSpan? timeSpan) => timeSpan.IsInfinite();

    /// <summary>Whether the duration is longer than nothing and not infinite.</summary>
    public static bool IsPositiveFinite(this TimeSpan timeSpan) => timeSpan > TimeSpan.Zero;

    /// <inheritdoc cref="IsPositiveFinite(TimeSpan)"/>
    public static bool IsPositiveFinite(this TimeSpan? timeSpan) => timeSpan.HasValue && timeSpan.Value.IsPositiveFinite();

    /// <summary>Whether there is no duration.</summary>
    public static bool IsUndefined(this TimeSpan? timeSpan) => !timeSpan.HasValue;

    /// <summary>Whether the duration is zero.</summary>
    public static bool IsZero(this TimeSpan timeSpan) => timeSpan == TimeSpan.Zero;

    /// <inheritdoc cref="IsZero(TimeSpan)"/>
    public static bool IsZero(this TimeSpan? timeSpan) => timeSpan.HasValue && timeSpan.Value.IsZero();

    /// <summary>The shorter of both; an undefined or infinite one counts as longer than any other.</summary>
    public static TimeSpan Min(this TimeSpan a, TimeSpan? b)
    {
        if (!b.HasValue || b.IsInfinite())
            return a;
        return a.IsInfinite() || b.Value < a ? b.Value : a;
    }

    /// <summary>Throws unless the duration is longer than nothing and not infinite.</summary>
    /// <param name="timeSpan">The duration.</param>
    /// <param name="parameterName">What the caller calls it.</param>
    /// <exception cref="ArgumentException">It is not.</exception>
    public static void EnsureIsPositiveFinite(this TimeSpan timeSpan, string parameterName)
    {
        if (!timeSpan.IsPositiveFinite())
            throw new ArgumentException($"The timespan must be greater than zero and finite, was {timeSpan}.", parameterName);
    }
}
