namespace Akka.Event;

/// <summary>
/// Formats with named places, <c>User {Name} has {Count:N0} items</c>, and with numbered ones, <c>{0} of {1}</c>. Named
/// places take the arguments in their order. Text that is no valid place, and places without an argument, stay as they
/// are: logging never fails because of a format.
/// </summary>
public sealed class SemanticLogMessageFormatter : ILogMessageFormatter
{
    /// <summary>The only instance.</summary>
    public static readonly SemanticLogMessageFormatter Instance = new();

    private SemanticLogMessageFormatter() { }

    /// <inheritdoc/>
    public string Format(string format, params object?[] args) =>
        args is null or { Length: 0 } ? format : LogTemplate.Parse(format).Render(args);

    /// <inheritdoc/>
    public string Format(string format, IEnumerable<object?> args) => Format(format, args.ToArray());
}
