using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;

namespace Akka.Configuration.Hocon;

/// <summary>A path through nested objects: keys, written with dots between them and quotes where a key needs them.</summary>
public sealed class HoconPath
{
    /// <summary>Makes a path of keys.</summary>
    /// <param name="elements">The keys from the root on, without quotes.</param>
    public HoconPath(IEnumerable<string> elements)
        : this([.. elements])
    {
    }

    private HoconPath(ImmutableArray<string> elements) => Elements = elements;

    /// <summary>The path of the root.</summary>
    public static HoconPath Root { get; } = new(ImmutableArray<string>.Empty);

    /// <summary>The keys from the root on, without quotes.</summary>
    public ImmutableArray<string> Elements { get; }

    /// <summary>Reads a path as the getters of <see cref="Config"/> take it.</summary>
    /// <param name="path">Keys with dots between them; a key in quotes may hold dots. Any other character is allowed.</param>
    /// <returns>The path.</returns>
    /// <exception cref="ConfigurationException">A key is empty without being quoted, or a quote is not closed.</exception>
    public static HoconPath Parse(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        // Settings are read by plain paths, some of them whenever an actor starts.
        return path.Contains('"') ? ParseQuoted(path) : ParsePlain(path);
    }

    /// <summary>The path of a key under this path.</summary>
    /// <param name="key">The key, without quotes.</param>
    /// <returns>The longer path.</returns>
    public HoconPath Child(string key) => new(Elements.Add(key));

    /// <summary>The path with quotes where a key needs them.</summary>
    /// <returns>Text that <see cref="Parse"/> reads back.</returns>
    public override string ToString() =>
        string.Join('.', Elements.Select(key => HoconText.IsPlainKey(key) || key == "include" ? key : HoconText.Quote(key)));

    private static HoconPath ParsePlain(string path)
    {
        var elements = path.Split('.');
        var column = 1;
        foreach (var element in elements)
        {
            if (element.Length == 0)
                throw EmptyElement(path, column);
            column += element.Length + 1;
        }

        return new HoconPath(ImmutableCollectionsMarshal.AsImmutableArray(elements));
    }

    private static HoconPath ParseQuoted(string path)
    {
        var elements = new List<string>();
        var element = new StringBuilder();
        var quoted = false;
        for (var i = 0; i <= path.Length; i++)
        {
            if (i == path.Length || path[i] == '.')
            {
                if (element.Length == 0 && !quoted)
                {
                    throw EmptyElement(path, i + 1);
                }

                elements.Add(element.ToString());
                element.Clear();
                quoted = false;
            }
            else if (path[i] == '"')
            {
                quoted = true;
                i = ReadQuoted(path, i + 1, element);
            }
            else
            {
                element.Append(path[i]);
            }
        }

        return new HoconPath(elements);
    }

    private static ConfigurationException EmptyElement(string path, int column) =>
        new($"The path '{path}' has an empty element at column {column}; write \"\" for an empty key.");

    private static int ReadQuoted(string path, int position, StringBuilder element)
    {
        for (; position < path.Length; position++)
        {
            var c = path[position];
            if (c == '"')
                return position;
            if (c == '\\')
                position += HoconEscape.Read(path.AsSpan(position), out c) - 1;
            element.Append(c);
        }

        throw new ConfigurationException($"The path '{path}' has a quote that is not closed; add a '\"'.");
    }
}
