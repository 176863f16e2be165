namespace Akka.Configuration.Hocon;

/// <summary>Where a key or a value was written, so that a complaint about it can name the place.</summary>
/// <param name="Source">A file's path, a resource's name or a description such as <c>--set</c>.</param>
/// <param name="Line">The line, from 1; 0 when the source has no lines.</param>
/// <param name="Column">The column in UTF-16 units, from 1; 0 when the source has no lines.</param>
public sealed record HoconOrigin(string Source, int Line = 0, int Column = 0)
{
    /// <summary>The origin of values that a program built itself.</summary>
    public static HoconOrigin Program { get; } = new("program");

    /// <summary>The origin of a value read from an environment variable.</summary>
    /// <param name="variable">The variable's name.</param>
    /// <returns>An origin without a position.</returns>
    public static HoconOrigin Environment(string variable) => new($"environment variable {variable}");

    /// <summary><c>source:line:column</c>, or the source alone when it has no lines.</summary>
    /// <returns>The place in the form that editors and terminals turn into a link.</returns>
    public override string ToString() => Line > 0 ? $"{Source}:{Line}:{Column}" : Source;
}
