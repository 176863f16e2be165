using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Akka.Actor;

// The text forms of a path: reading them, and which names may stand in one.
public abstract partial class ActorPath
{
    private static readonly SearchValues<char> ValidCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789" + ValidSymbols);

    /// <summary>
    /// Whether a name may be an actor's: not empty, not beginning with <c>$</c> (the engine's own), and made of ASCII letters,
    /// digits, <see cref="ValidSymbols"/> and <c>%xx</c> escapes.
    /// </summary>
    public static bool IsValidPathElement(string s)
    {
        if (string.IsNullOrEmpty(s) || s[0] == '$')
            return false;
        var rest = s.AsSpan();
        int valid;
        while ((valid = rest.IndexOfAnyExcept(ValidCharacters)) >= 0)
        {
            rest = rest[valid..];
            if (rest is not ['%', var high, var low, ..] || !char.IsAsciiHexDigit(high) || !char.IsAsciiHexDigit(low))
                return false;
            rest = rest[3..];
        }
        return true;
    }

    /// <summary>Joins names to <c>/a/b</c>.</summary>
    public static string FormatPathElements(IEnumerable<string> pathElements) => "/" + string.Join('/', pathElements);

    /// <summary>Reads a whole path such as <c>akka://system/user/a#12</c>.</summary>
    /// <exception cref="UriFormatException">The text is no path.</exception>
    public static ActorPath Parse(string path) =>
        TryParse(path, out var actorPath)
            ? actorPath
            : throw new UriFormatException($"Can not parse an ActorPath: {path}");

    /// <summary>Reads a whole path, or says no.</summary>
    public static bool TryParse(string path, [NotNullWhen(true)] out ActorPath? actorPath)
    {
        actorPath = null;
        return Address.TryParse(path.AsSpan(), out var address, out var rest)
            && TryParse(new RootActorPath(address), rest, out actorPath);
    }

    /// <summary>Reads names below a path.</summary>
    public static bool TryParse(ActorPath basePath, string absoluteUri, [NotNullWhen(true)] out ActorPath? actorPath) =>
        TryParse(basePath, absoluteUri.AsSpan(), out actorPath);

    /// <summary>Reads names below a path.</summary>
    public static bool TryParse(ActorPath basePath, ReadOnlySpan<char> absoluteUri, [NotNullWhen(true)] out ActorPath? actorPath)
    {
        actorPath = null;
        var fragment = absoluteUri.LastIndexOf('#');
        long uid = ActorCell.UndefinedUid;
        if (fragment >= 0)
        {
            if (!long.TryParse(absoluteUri[(fragment + 1)..], out uid))
                return false;
            absoluteUri = absoluteUri[..fragment];
        }

        var path = basePath;
        foreach (var range in absoluteUri.Split('/'))
        {
            var name = absoluteUri[range];
            if (!name.IsEmpty)
                path = new ChildActorPath(path, name.ToString(), ActorCell.UndefinedUid);
        }
        if (path.Parent is null && uid != path.Uid)
            return false;
        actorPath = path.WithUid(uid);
        return true;
    }

    /// <summary>Reads only the address of a path.</summary>
    public static bool TryParseAddress(string path, [NotNullWhen(true)] out Address? address) =>
        Address.TryParse(path, out address);

    /// <summary>Reads the address of a path and gives the rest.</summary>
    public static bool TryParseAddress(string path, [NotNullWhen(true)] out Address? address, out ReadOnlySpan<char> absoluteUri) =>
        Address.TryParse(path.AsSpan(), out address, out absoluteUri);

    /// <summary>Splits a path's text into the address and the rest.</summary>
    public static bool TryParseParts(ReadOnlySpan<char> path, out ReadOnlySpan<char> address, out ReadOnlySpan<char> absoluteUri)
    {
        address = default;
        absoluteUri = default;
        var scheme = path.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
            return false;
        var slash = path[(scheme + 3)..].IndexOf('/');
        var end = slash < 0 ? path.Length : scheme + 3 + slash;
        address = path[..end];
        absoluteUri = slash < 0 ? "/" : path[end..];
        return true;
    }
}

/// <summary>Reads paths that begin at wherever the reader stands.</summary>
public static class RelativeActorPath
{
    /// <summary>The names of a relative path, or null where the text is a whole path or no path.</summary>
    public static IEnumerable<string>? Unapply(string addr)
    {
        if (!Uri.TryCreate(addr, UriKind.RelativeOrAbsolute, out var uri) || (uri.IsAbsoluteUri && uri.Scheme.StartsWith("akka", StringComparison.Ordinal)))
            return null;
        return addr.Split('/');
    }
}
