using System.Globalization;

namespace Akka.Configuration.Hocon;

/// <summary>
/// The specification's automatic conversions: text to numbers and booleans, numerically indexed objects to arrays, and
/// nothing else. Every failure names the value's place, its path where known, what was found and what is allowed.
/// </summary>
internal static class HoconConversion
{
    private const NumberStyles IntegerStyle = NumberStyles.AllowLeadingSign;
    private const NumberStyles RealStyle =
        NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    public static ConfigurationException Mismatch(
        HoconValue value, string? path, string expected, Exception? cause = null) =>
        new($"{value.Origin}: {path ?? "the value"} must be {expected}, found {HoconRenderer.Describe(value.Element)}.", cause);

    public static string? ToText(HoconValue value, string? path) =>
        value.IsString() ? value.Element.GetString() : throw Mismatch(value, path, "a string");

    public static string ToRequiredText(HoconValue value, string? path) => TextFor(value, path, "a string");

    public static HoconObject ToObject(HoconValue value, string? path) =>
        value.Element as HoconObject ?? throw Mismatch(value, path, "an object");

    public static IList<HoconValue> ToArray(HoconValue value, string? path) =>
        value.IsArray() ? value.Element.GetArray() : throw Mismatch(value, path, "an array");

    public static IList<T> ToList<T>(HoconValue value, string? path, Func<HoconValue, string?, T> convert)
    {
        var items = ToArray(value, path);
        var list = new List<T>(items.Count);
        for (var i = 0; i < items.Count; i++)
            list.Add(convert(items[i], path is null ? null : $"{path}[{i}]"));
        return list;
    }

    public static bool ToBoolean(HoconValue value, string? path)
    {
        const string expected = "a boolean (true, on, yes, false, off, no)";
        return TextFor(value, path, expected) switch
        {
            "true" or "on" or "yes" => true,
            "false" or "off" or "no" => false,
            _ => throw Mismatch(value, path, expected),
        };
    }

    public static byte ToByte(HoconValue value, string? path) =>
        (byte)Integer(value, path, byte.MinValue, byte.MaxValue);

    public static int ToInt32(HoconValue value, string? path) =>
        (int)Integer(value, path, int.MinValue, int.MaxValue);

    public static long ToInt64(HoconValue value, string? path) =>
        Integer(value, path, long.MinValue, long.MaxValue);

    public static decimal ToDecimal(HoconValue value, string? path)
    {
        const string expected = "a decimal number";
        return decimal.TryParse(TextFor(value, path, expected), RealStyle, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Mismatch(value, path, expected);
    }

    public static double ToDouble(HoconValue value, string? path)
    {
        const string expected = "a number";
        return double.TryParse(TextFor(value, path, expected), RealStyle, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number)
            ? number
            : throw Mismatch(value, path, expected);
    }

    public static float ToSingle(HoconValue value, string? path)
    {
        const string expected = "a number";
        return float.TryParse(TextFor(value, path, expected), RealStyle, CultureInfo.InvariantCulture, out var number)
            && float.IsFinite(number)
            ? number
            : throw Mismatch(value, path, expected);
    }

    /// <summary>Splits <c>number unit</c>; the unit is the run of letters at the end and may be missing.</summary>
    public static bool TrySplitUnit(string text, out decimal number, out string unit)
    {
        var trimmed = text.AsSpan().Trim();
        var unitStart = trimmed.Length;
        while (unitStart > 0 && char.IsLetter(trimmed[unitStart - 1]))
            unitStart--;
        unit = trimmed[unitStart..].ToString();
        return decimal.TryParse(trimmed[..unitStart].TrimEnd(), RealStyle, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>The text of a literal that is not <c>null</c>; anything else is a mismatch with what was expected.</summary>
    public static string TextFor(HoconValue value, string? path, string expected) =>
        (value.IsString() ? value.Element.GetString() : null) ?? throw Mismatch(value, path, expected);

    private static long Integer(HoconValue value, string? path, long min, long max)
    {
        var expected = $"an integer from {min} to {max}";
        var text = TextFor(value, path, expected);
        if (!long.TryParse(text, IntegerStyle, CultureInfo.InvariantCulture, out var number))
        {
            // 1e3 and 10.0 are whole numbers by JSON's grammar, 10.5 is not.
            if (!decimal.TryParse(text, RealStyle, CultureInfo.InvariantCulture, out var real)
                || !decimal.IsInteger(real) || real < min || real > max)
            {
                throw Mismatch(value, path, expected);
            }

            number = (long)real;
        }

        return number >= min && number <= max ? number : throw Mismatch(value, path, expected);
    }
}
