using System.Globalization;

namespace ActorEcho.Actors.Settings.Reading;

/// <summary>Writes sizes as the configuration takes them.</summary>
internal static class ByteSizeText
{
    public static string Of(int bytes) => bytes switch
    {
        _ when bytes >= 1 << 30 && bytes % (1 << 30) == 0 => Text(bytes >> 30, "GiB"),
        _ when bytes >= 1 << 20 && bytes % (1 << 20) == 0 => Text(bytes >> 20, "MiB"),
        _ when bytes >= 1 << 10 && bytes % (1 << 10) == 0 => Text(bytes >> 10, "KiB"),
        _ => Text(bytes, "B"),
    };

    private static string Text(int count, string unit) => string.Create(CultureInfo.InvariantCulture, $"{count} {unit}");
}
