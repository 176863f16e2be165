using System.Text.RegularExpressions;
using Akka.Actor;

namespace Akka.TestKit.Internal.StringMatcher;

/// <summary>
/// A source of log events. It is either the very text given or names an actor by its path: absolute
/// (<c>akka://test/user/a</c>), or relative to the system (<c>/user/a</c>) or to <c>/user</c> (<c>a</c>). Log sources of
/// actors have the form <c>[akka://test/user/a#123]</c>, <c>akka://test/user/a</c> or <c>a (akka://test)</c>-like decorations; the
/// incarnation never counts.
/// </summary>
public partial class EqualsStringAndPathMatcher : IStringMatcher
{
    private readonly string _path;
    private readonly bool _canBeRelative;

    /// <summary>Matches the source.</summary>
    /// <param name="path">A text or a path.</param>
    /// <param name="canBeRelative">Whether a path that is not absolute counts, too.</param>
    public EqualsStringAndPathMatcher(string path, bool canBeRelative = true)
    {
        ArgumentNullException.ThrowIfNull(path);
        _path = path;
        _canBeRelative = canBeRelative;
    }

    /// <inheritdoc/>
    public bool IsMatch(string path)
    {
        if (string.Equals(_path, path, StringComparison.Ordinal))
            return true;
        if (path is null)
            return false;

        var source = WithoutIncarnation(path);
        var wanted = WithoutIncarnation(_path);
        if (string.Equals(wanted, source, StringComparison.Ordinal))
            return true;
        return _canBeRelative
            && ActorPath.TryParse(source, out var actorPath)
            && IsPathWithinSystem(wanted, actorPath.ToStringWithoutAddress());
    }

    /// <inheritdoc/>
    public override string ToString() => $"== \"{_path}\"";

    private static bool IsPathWithinSystem(string wanted, string actual) =>
        string.Equals(wanted, actual, StringComparison.Ordinal)
        || (actual.StartsWith("/user/", StringComparison.Ordinal) && actual.AsSpan("/user/".Length).SequenceEqual(wanted.AsSpan().TrimStart('/')));

    private static string WithoutIncarnation(string text) => Incarnation().Replace(text.TrimStart('[').TrimEnd(']'), "");

    [GeneratedRegex("#[0-9]+$")]
    private static partial Regex Incarnation();
}
