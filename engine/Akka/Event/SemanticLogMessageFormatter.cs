namespace Akka.Event;

/// <summary>
/// Formats with named places, <c>User {Name} has {Count:N0} items</c>, or with numbered ones, <c>{0} of {1}</c>; the first place says
/// which. Named places take the arguments in their order, null is <c>null</c>, and what is no valid place or has no argument
/// stays as it is. Numbered ones are formatted as by <see cref="string.Format(IFormatProvider?,string,object?[])"/>, null is
/// nothing, and where that throws, the text says that the format is invalid. Logging never fails because of a format.
/// </summary>
public sealed class SemanticLogMessageFormatter : ILogMessageFormatter
{
    /// <summary>The only instance.</summary>
    public static readonly SemanticLogMessageFormatter Instance = new();

    private SemanticLogMessageFormatter() { }

    /// <inheritdoc/>
    public string Format(string format, params object?[] args) =>
        LogTemplate.Parse(format).Render(args ?? []);

    /// <inheritdoc/>
    public string Format(string format, IEnumerable<object?> args) => Format(format, args.ToArray());
}
