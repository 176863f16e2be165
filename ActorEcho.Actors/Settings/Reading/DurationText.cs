using System.Globalization;

namespace ActorEcho.Actors.Settings.Reading;

/// <summary>Writes durations as the configuration takes them.</summary>
internal static class DurationText
{
    public static string Of(TimeSpan duration) => duration switch
    {
        _ when duration > TimeSpan.Zero && duration.Ticks % TimeSpan.TicksPerDay == 0 => Text(duration.TotalDays, "d"),
        _ when duration > TimeSpan.Zero && duration.Ticks % TimeSpan.TicksPerHour == 0 => Text(duration.TotalHours, "h"),
        _ when duration > TimeSpan.Zero && duration.Ticks % TimeSpan.TicksPerMinute == 0 => Text(duration.TotalMinutes, "m"),
        _ => Text(duration.TotalSeconds, "s"),
    };

    private static string Text(double count, string unit) => string.Create(CultureInfo.InvariantCulture, $"{count}{unit}");
}
