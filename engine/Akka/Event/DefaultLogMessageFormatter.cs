using System.Globalization;

namespace Akka.Event;

/// <summary>Formats with numbered places, as <see cref="string.Format(IFormatProvider?,string,object?[])"/>.</summary>
public class DefaultLogMessageFormatter : ILogMessageFormatter
{
    /// <summary>The only instance.</summary>
    public static readonly DefaultLogMessageFormatter Instance = new();

    private DefaultLogMessageFormatter() { }

    /// <inheritdoc/>
    public string Format(string format, params object?[] args) =>
        args is null or { Length: 0 } ? format : string.Format(CultureInfo.CurrentCulture, format, args);

    /// <inheritdoc/>
    public string Format(string format, IEnumerable<object?> args) => Format(format, args.ToArray());
}
