using System.Collections.Immutable;

namespace Akka.Configuration.Hocon;

/// <summary>Carries out the includes of one document and of those it includes, and keeps them finite.</summary>
/// <param name="callback">Answers every include in place of the file system; <see langword="null"/> for none.</param>
internal sealed class HoconIncludes(Func<string, HoconRoot?>? callback = null)
{
    private readonly List<HoconSource> _open = [];
    private int _count;

    /// <summary>Parses a document that nothing includes.</summary>
    public static HoconSyntax Parse(HoconSource source, Func<string, HoconRoot?>? callback = null)
    {
        var includes = new HoconIncludes(callback);
        includes._open.Add(source);
        return HoconParser.ParseDocument(source, includes, []);
    }

    /// <summary>Takes the fields of what a statement includes into the object in which it stands.</summary>
    public void MergeInto(ObjectSyntax @object, IncludeStatement include, HoconSource from, ImmutableArray<string>? path)
    {
        if (++_count > HoconLimits.MaxIncludes)
        {
            throw new HoconParserException(
                include.Origin, $"This is include number {_count} of one document; at most {HoconLimits.MaxIncludes} are allowed.");
        }

        if (callback is not null)
        {
            if (callback(include.Name) is { } root)
                @object.MergeIn(HoconConversion.ToObject(root.Value, $"the included \"{include.Name}\""));
            else
                RequireNone(include, from);
            return;
        }

        var found = false;
        foreach (var source in Locate(include, from))
        {
            found = true;
            @object.MergeIn(Parse(source, include, path));
        }

        if (!found)
            RequireNone(include, from);
    }

    private static IReadOnlyList<HoconSource> Locate(IncludeStatement include, HoconSource from)
    {
        try
        {
            return from.Locate(include);
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new HoconParserException(
                include.Origin, $"The included \"{include.Name}\" cannot be looked for: {unusable.Message}", unusable);
        }
    }

    private static void RequireNone(IncludeStatement include, HoconSource from)
    {
        if (include.IsRequired)
        {
            throw new HoconParserException(
                include.Origin,
                $"The required include \"{include.Name}\" was not found from {from.Description}; create it, or drop required() if it may be missing.");
        }
    }

    private ObjectSyntax Parse(HoconSource source, IncludeStatement include, ImmutableArray<string>? path)
    {
        if (_open.Exists(open => open.Identity == source.Identity))
        {
            throw new HoconParserException(
                include.Origin,
                $"This include leads back to a file that is being read: {string.Join(" -> ", _open.Select(open => open.Description))} -> {source.Description}; remove one of them.");
        }

        if (_open.Count > HoconLimits.MaxIncludeDepth)
        {
            throw new HoconParserException(
                include.Origin, $"Files include each other more than {HoconLimits.MaxIncludeDepth} levels deep here.");
        }

        _open.Add(source);
        try
        {
            return HoconParser.ParseObject(source, this, path);
        }
        finally
        {
            _open.RemoveAt(_open.Count - 1);
        }
    }
}
