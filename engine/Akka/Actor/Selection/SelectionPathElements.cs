using System.IO.Enumeration;

namespace Akka.Actor;

/// <summary>One step of a selection's path: up, down to a name, or down to all that match.</summary>
public abstract class SelectionPathElement
{
    /// <summary>Reads one element as it stands between two slashes: <c>..</c>, <c>**</c>, a pattern or a name.</summary>
    /// <param name="element">The element.</param>
    /// <param name="isLast">Whether nothing follows it.</param>
    /// <exception cref="IllegalActorNameException"><c>**</c> stands before the end.</exception>
    internal static SelectionPathElement Parse(string element, bool isLast) => element switch
    {
        ".." => SelectParent.Instance,
        "**" => isLast
            ? SelectChildRecursive.Instance
            : throw new IllegalActorNameException("Double wildcard can only appear at the last path entry"),
        _ when element.AsSpan().ContainsAny('*', '?') => new SelectChildPattern(element),
        _ => new SelectChildName(element),
    };
}

/// <summary>Selects the child of a given name.</summary>
/// <param name="name">The child's name.</param>
public class SelectChildName(string name) : SelectionPathElement
{
    /// <summary>The child's name.</summary>
    public string Name { get; } = name;

    /// <summary>Whether both select the same name.</summary>
    protected bool Equals(SelectChildName other) => other is not null && Name == other.Name;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is SelectChildName other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>Selects the children whose names match a pattern: <c>*</c> stands for any characters, <c>?</c> for one.</summary>
/// <param name="patternStr">The pattern.</param>
public class SelectChildPattern(string patternStr) : SelectionPathElement
{
    /// <summary>The pattern.</summary>
    public string PatternStr { get; } = patternStr;

    /// <summary>Whether a child of that name is selected; case matters.</summary>
    internal bool Matches(string childName) =>
        FileSystemName.MatchesSimpleExpression(PatternStr, childName, ignoreCase: false);

    /// <summary>Whether both have the same pattern.</summary>
    protected bool Equals(SelectChildPattern other) => other is not null && PatternStr == other.PatternStr;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is SelectChildPattern other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => PatternStr.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => PatternStr;
}

/// <summary>Selects all descendants: <c>**</c>, allowed as the last element only.</summary>
public class SelectChildRecursive : SelectionPathElement
{
    /// <summary>The element.</summary>
    public static readonly SelectChildRecursive Instance = new();

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is SelectChildRecursive;

    /// <inheritdoc/>
    public override int GetHashCode() => "**".GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => "**";
}

/// <summary>Selects the parent: <c>..</c>.</summary>
public class SelectParent : SelectionPathElement
{
    /// <summary>The element.</summary>
    public static readonly SelectParent Instance = new();

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is SelectParent;

    /// <inheritdoc/>
    public override int GetHashCode() => "..".GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => "..";
}
