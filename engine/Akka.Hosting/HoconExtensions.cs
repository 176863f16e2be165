using System.Globalization;
using System.Text.Json;
using Akka.Configuration;

namespace Akka.Hosting;

/// <summary>Writes values as HOCON text, for code that builds configuration.</summary>
public static class HoconExtensions
{
    /// <summary>Quotes a text where HOCON needs that.</summary>
    /// <param name="text">The text.</param>
    /// <returns>HOCON.</returns>
    /// <exception cref="ConfigurationException"><paramref name="text"/> is null.</exception>
    public static string ToHocon(this string? text)
    {
        if (text is null)
        {
            throw ValueIsNull();
        }

        // A bare null would be no text.
        return text.Length > 0 && text != "null" && text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
            ? text
            : JsonSerializer.Serialize(text);
    }

    /// <summary><c>on</c> or <c>off</c>.</summary>
    /// <param name="value">The value.</param>
    /// <returns>HOCON.</returns>
    public static string ToHocon(this bool value) => value ? "on" : "off";

    /// <inheritdoc cref="ToHocon(bool)"/>
    /// <exception cref="ConfigurationException"><paramref name="value"/> is null.</exception>
    public static string ToHocon(this bool? value) => (value ?? throw ValueIsNull()).ToHocon();

    /// <summary>A duration, exact to 100 ns.</summary>
    /// <param name="value">The value.</param>
    /// <param name="allowInfinite">Whether a negative value means <c>infinite</c>; otherwise it is an error.</param>
    /// <param name="zeroIsInfinite">Whether zero means <c>infinite</c>.</param>
    /// <returns>HOCON.</returns>
    /// <exception cref="ConfigurationException"><paramref name="value"/> is negative and that is not allowed.</exception>
    public static string ToHocon(this TimeSpan value, bool allowInfinite = false, bool zeroIsInfinite = false)
    {
        if (value < TimeSpan.Zero && !allowInfinite)
        {
            throw new ConfigurationException($"Infinite timespan is not allowed here: [{value}]");
        }

        if (value < TimeSpan.Zero || (value == TimeSpan.Zero && zeroIsInfinite))
        {
            return "infinite";
        }

        return string.Create(CultureInfo.InvariantCulture, $"{value.Ticks / (decimal)TimeSpan.TicksPerMillisecond}ms");
    }

    /// <inheritdoc cref="ToHocon(TimeSpan, bool, bool)"/>
    /// <exception cref="ConfigurationException"><paramref name="value"/> is null.</exception>
    public static string ToHocon(this TimeSpan? value, bool allowInfinite = false, bool zeroIsInfinite = false) =>
        (value ?? throw ValueIsNull()).ToHocon(allowInfinite, zeroIsInfinite);

    /// <summary>A number.</summary>
    /// <param name="value">The value.</param>
    /// <returns>HOCON.</returns>
    public static string ToHocon(this int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc cref="ToHocon(int)"/>
    /// <exception cref="ConfigurationException"><paramref name="value"/> is null.</exception>
    public static string ToHocon(this int? value) => (value ?? throw ValueIsNull()).ToHocon();

    /// <inheritdoc cref="ToHocon(int)"/>
    public static string ToHocon(this long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc cref="ToHocon(int?)"/>
    public static string ToHocon(this long? value) => (value ?? throw ValueIsNull()).ToHocon();

    /// <inheritdoc cref="ToHocon(int)"/>
    public static string ToHocon(this float value) => value.ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc cref="ToHocon(int?)"/>
    public static string ToHocon(this float? value) => (value ?? throw ValueIsNull()).ToHocon();

    /// <inheritdoc cref="ToHocon(int)"/>
    public static string ToHocon(this double value) => value.ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc cref="ToHocon(int?)"/>
    public static string ToHocon(this double? value) => (value ?? throw ValueIsNull()).ToHocon();

    private static ConfigurationException ValueIsNull() => new("Value can not be null");
}
