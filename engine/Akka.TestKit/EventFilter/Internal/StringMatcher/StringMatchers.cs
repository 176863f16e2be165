using System.Text.RegularExpressions;

namespace Akka.TestKit.Internal.StringMatcher;

/// <summary>A condition on a text: a log event's message or source.</summary>
public interface IStringMatcher
{
    /// <summary>Whether the text fulfils the condition.</summary>
    /// <param name="s">The text.</param>
    bool IsMatch(string s);
}

/// <summary>Any text.</summary>
public class MatchesAll : IStringMatcher
{
    private MatchesAll()
    {
    }

    /// <summary>The only instance.</summary>
    public static IStringMatcher Instance { get; } = new MatchesAll();

    /// <inheritdoc/>
    public bool IsMatch(string s) => true;

    /// <inheritdoc/>
    public override string ToString() => "";
}

/// <summary>The very text given.</summary>
public class EqualsString : IStringMatcher
{
    private readonly string _s;

    /// <summary>Matches the text.</summary>
    /// <param name="s">The text.</param>
    public EqualsString(string s) => _s = s;

    /// <inheritdoc/>
    public bool IsMatch(string s) => string.Equals(_s, s, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => $"== \"{_s}\"";
}

/// <summary>A text that begins as given.</summary>
public class StartsWithString : IStringMatcher
{
    private readonly string _start;

    /// <summary>Matches what begins with the text.</summary>
    /// <param name="start">The beginning.</param>
    public StartsWithString(string start) => _start = start;

    /// <inheritdoc/>
    public bool IsMatch(string s) => s is not null && s.StartsWith(_start, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => $"starts with \"{_start}\"";
}

/// <summary>A text that contains what is given.</summary>
public class ContainsString : IStringMatcher
{
    private readonly string _part;

    /// <summary>Matches what contains the text.</summary>
    /// <param name="part">The part.</param>
    public ContainsString(string part) => _part = part;

    /// <inheritdoc/>
    public bool IsMatch(string s) => s is not null && s.Contains(_part, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => $"contains \"{_part}\"";
}

/// <summary>A text in which a regular expression finds a match.</summary>
public class RegexMatcher : IStringMatcher
{
    private readonly Regex _regex;

    /// <summary>Matches by a regular expression.</summary>
    /// <param name="regex">The expression.</param>
    public RegexMatcher(Regex regex)
    {
        ArgumentNullException.ThrowIfNull(regex);
        _regex = regex;
    }

    /// <inheritdoc/>
    public bool IsMatch(string s) => s is not null && _regex.IsMatch(s);

    /// <inheritdoc/>
    public override string ToString() => $"matches regex \"{_regex}\"";
}

/// <summary>A text for which a predicate holds.</summary>
public class PredicateMatcher : IStringMatcher
{
    private readonly Predicate<string> _predicate;
    private readonly string _hint;

    /// <summary>Matches by a predicate.</summary>
    /// <param name="predicate">The predicate.</param>
    /// <param name="hint">What failures call it.</param>
    public PredicateMatcher(Predicate<string> predicate, string hint = "")
    {
        ArgumentNullException.ThrowIfNull(predicate);
        _predicate = predicate;
        _hint = hint;
    }

    /// <inheritdoc/>
    public bool IsMatch(string s) => _predicate(s);

    /// <inheritdoc/>
    public override string ToString() => $"matches predicate {_hint}";
}
