namespace Akka.Configuration.Hocon;

/// <summary>
/// The specification's "duration format", milliseconds where no unit is given. As in Akka.NET a duration is not
/// negative, and <c>infinite</c> stands for <see cref="Timeout.InfiniteTimeSpan"/> where the reader allows it.
/// </summary>
internal static class HoconDuration
{
    private const string Format =
        "a duration: a number that is not negative, with an optional unit (ns, us, ms, s, m, h, d; ms when left out)";

    private const decimal TicksPerNanosecond = 1m / TimeSpan.NanosecondsPerTick;

    public static TimeSpan Convert(HoconValue value, string? path, bool allowInfinite)
    {
        var expected = allowInfinite ? Format + ", or infinite" : Format;
        var text = HoconConversion.TextFor(value, path, expected);
        if (allowInfinite && text.Trim().Equals("infinite", StringComparison.OrdinalIgnoreCase))
            return Timeout.InfiniteTimeSpan;
        if (!HoconConversion.TrySplitUnit(text, out var number, out var unit)
            || number < 0
            || TicksPer(unit) is not { } ticks)
        {
            throw HoconConversion.Mismatch(value, path, expected);
        }

        try
        {
            return TimeSpan.FromTicks((long)(number * ticks));
        }
        catch (OverflowException overflow)
        {
            throw HoconConversion.Mismatch(value, path, $"a duration of at most {TimeSpan.MaxValue.Days} days", overflow);
        }
    }

    private static decimal? TicksPer(string unit) => unit switch
    {
        "ns" or "nano" or "nanos" or "nanosecond" or "nanoseconds" => TicksPerNanosecond,
        "us" or "micro" or "micros" or "microsecond" or "microseconds" => TimeSpan.TicksPerMicrosecond,
        "" or "ms" or "milli" or "millis" or "millisecond" or "milliseconds" => TimeSpan.TicksPerMillisecond,
        "s" or "second" or "seconds" => TimeSpan.TicksPerSecond,
        "m" or "minute" or "minutes" => TimeSpan.TicksPerMinute,
        "h" or "hour" or "hours" => TimeSpan.TicksPerHour,
        "d" or "day" or "days" => TimeSpan.TicksPerDay,
        _ => null,
    };
}
