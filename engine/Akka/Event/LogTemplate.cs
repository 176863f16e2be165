using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Akka.Event;

/// <summary>
/// A parsed log format: text and places. A place is <c>{name}</c> or <c>{number}</c>, with an optional alignment and
/// format as in composite formatting, <c>{name,-10:X4}</c>. <c>{{</c> and <c>}}</c> are literal braces. A name may begin with
/// <c>@</c> or <c>$</c>, as in message templates of other loggers; these signs are no part of the name.
/// </summary>
internal sealed class LogTemplate
{
    // Formats are constants in code, so there are few; a program that builds them at run time must not fill the memory.
    private const int MaxRemembered = 4096;
    private static readonly ConcurrentDictionary<string, LogTemplate> Remembered = new(StringComparer.Ordinal);

    private readonly string _format;
    private readonly Part[] _parts;
    private readonly bool _isNumbered;

    private LogTemplate(string format)
    {
        _format = format;
        var parts = Split(format);
        _isNumbered = parts.FirstOrDefault(part => part.Name is not null)?.Number is not null;
        _parts = [.. _isNumbered ? Numbered(parts) : InOrder(parts)];
        PropertyNames = [.. _parts.Where(part => part.Name is not null).Select(part => part.Name!).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The names of the places in the order of their first use; numbers are names as well.</summary>
    public IReadOnlyList<string> PropertyNames { get; }

    /// <summary>Parses <paramref name="format"/>, or finds it among those parsed before.</summary>
    public static LogTemplate Parse(string format)
    {
        if (Remembered.TryGetValue(format, out var known))
            return known;
        var template = new LogTemplate(format);
        if (Remembered.Count < MaxRemembered)
            Remembered.TryAdd(format, template);
        return template;
    }

    /// <summary>Puts <paramref name="args"/> into their places.</summary>
    public string Render(object?[] args)
    {
        if (_isNumbered && args.Length > 0)
            return RenderNumbered(args);
        var text = new StringBuilder();
        foreach (var part in _parts)
        {
            if (part.Name is null || part.Argument >= args.Length)
                text.Append(part.Text);
            else
                text.Append(Render(part, args[part.Argument]));
        }

        return text.ToString();
    }

    private string RenderNumbered(object?[] args)
    {
        try
        {
            return string.Format(CultureInfo.CurrentCulture, _format, args);
        }
        catch (FormatException)
        {
            // Akka.NET's words, which people search their logs for.
            return $"[INVALID LOG FORMAT] str=[{_format}], args=[{string.Join(", ", args)}]. Please fix the format string in the logging call site.";
        }
    }

    /// <summary>The arguments by the names of their places.</summary>
    public IReadOnlyDictionary<string, object?> Bind(IReadOnlyList<object?> args)
    {
        var properties = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var part in _parts)
        {
            if (part.Name is not null && part.Argument < args.Count)
                properties.TryAdd(part.Name, args[part.Argument]);
        }

        return properties;
    }

    private static string Render(Part part, object? argument)
    {
        var value = argument is IFormattable formattable
            ? FormatOrAsIs(formattable, part.Format)
            : argument?.ToString() ?? "null";
        return part.Alignment >= 0 ? value.PadLeft(part.Alignment) : value.PadRight(-part.Alignment);
    }

    private static string FormatOrAsIs(IFormattable value, string? format)
    {
        try
        {
            return value.ToString(format, CultureInfo.CurrentCulture);
        }
        catch (FormatException)
        {
            // A line with a value in the wrong format says more than no line.
            return value.ToString(null, CultureInfo.CurrentCulture);
        }
    }

    // A name among numbers has no argument; the text says that the format is invalid.
    private static IEnumerable<Part> Numbered(IEnumerable<Part> parts) =>
        parts.Select(part => part.Number is { } number ? part with { Argument = number } : part);

    private static IEnumerable<Part> InOrder(IEnumerable<Part> parts)
    {
        var next = 0;
        foreach (var part in parts)
            yield return part.Name is null ? part : part with { Argument = next++ };
    }

    private static List<Part> Split(string format)
    {
        var parts = new List<Part>();
        var text = new StringBuilder();
        for (var i = 0; i < format.Length; i++)
        {
            var character = format[i];
            if (character is '{' or '}' && i + 1 < format.Length && format[i + 1] == character)
            {
                text.Append(character);
                i++;
            }
            else if (character == '{' && format.IndexOf('}', i) is var end and > 0 && TryParsePlace(format[i..(end + 1)]) is { } place)
            {
                if (text.Length > 0)
                    parts.Add(new Part(text.ToString()));
                text.Clear();
                parts.Add(place);
                i = end;
            }
            else
            {
                text.Append(character);
            }
        }

        if (text.Length > 0)
            parts.Add(new Part(text.ToString()));
        return parts;
    }

    private static Part? TryParsePlace(string text)
    {
        var inner = text.AsSpan(1, text.Length - 2);
        string? format = null;
        if (inner.IndexOf(':') is var colon and >= 0)
        {
            format = inner[(colon + 1)..].ToString();
            inner = inner[..colon];
        }

        var alignment = 0;
        if (inner.IndexOf(',') is var comma and >= 0)
        {
            if (!int.TryParse(inner[(comma + 1)..], NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out alignment)
                || Math.Abs((long)alignment) > 1000)
            {
                return null;
            }

            inner = inner[..comma];
        }

        var name = inner.Trim().TrimStart("@$");
        if (name.IsEmpty)
            return null;
        foreach (var character in name)
        {
            if (!char.IsLetterOrDigit(character) && character is not ('_' or '.' or '-'))
                return null;
        }

        int? number = int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : null;
        return new Part(text, name.ToString(), number, alignment, format);
    }

    /// <summary>Text, or a place if it has a name; a place keeps its text for the case that there is no argument for it.</summary>
    private sealed record Part(string Text, string? Name = null, int? Number = null, int Alignment = 0, string? Format = null)
    {
        /// <summary>Which argument belongs here.</summary>
        public int Argument { get; init; } = int.MaxValue;
    }
}
