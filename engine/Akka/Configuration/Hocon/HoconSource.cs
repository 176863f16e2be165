using System.Reflection;

namespace Akka.Configuration.Hocon;

/// <summary>Where HOCON text comes from: a file, a text, an embedded resource, or a single setting from outside.</summary>
public abstract class HoconSource
{
    private protected HoconSource(string description, string? identity = null)
    {
        Description = description;
        Identity = identity ?? description;
    }

    /// <summary>The name that origins show.</summary>
    public string Description { get; }

    /// <summary>What tells whether two sources are one: includes that lead back are found by it.</summary>
    internal string Identity { get; }

    /// <summary>A file, UTF-8. Its includes are relative to its directory.</summary>
    /// <param name="path">The file's path; relative to the current directory.</param>
    /// <returns>The source; it reads when it is parsed.</returns>
    public static HoconSource File(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new FileSource(path);
    }

    /// <summary>A text. Its includes must be absolute.</summary>
    /// <param name="text">The HOCON text.</param>
    /// <param name="description">The name that origins show.</param>
    /// <returns>The source.</returns>
    public static HoconSource Text(string text, string description = "text")
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentException.ThrowIfNullOrEmpty(description);
        return new TextSource(text, description);
    }

    /// <summary>A resource embedded in an assembly, UTF-8. Its includes are resources of that assembly.</summary>
    /// <param name="name">The resource's name.</param>
    /// <param name="assembly">The assembly.</param>
    /// <returns>The source; it reads when it is parsed.</returns>
    public static HoconSource Resource(string name, Assembly assembly)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(assembly);
        return new ResourceSource(name, assembly);
    }

    /// <summary>One setting from outside, such as a command line's <c>--set path=value</c> or an environment variable.</summary>
    /// <param name="path">The setting's path.</param>
    /// <param name="value">
    /// The value. Text that begins with <c>{</c>, <c>[</c>, <c>"</c> or <c>${</c> is HOCON; any other text is taken
    /// literally, so that <c>tcp://127.0.0.1:80</c> needs no quotes.
    /// </param>
    /// <param name="description">The name that origins show, such as <c>--set</c>.</param>
    /// <returns>The source.</returns>
    public static HoconSource Setting(string path, string value, string description)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(value);
        ArgumentException.ThrowIfNullOrEmpty(description);
        return new SettingSource(HoconPath.Parse(path), value, description);
    }

    /// <summary>Reads the whole text.</summary>
    internal abstract string Read();

    /// <summary>The sources that an include in this one names, in the order in which they merge; none when it is missing.</summary>
    internal abstract IReadOnlyList<HoconSource> Locate(IncludeStatement include);

    /// <summary>Parses the text, its includes with it.</summary>
    internal virtual HoconSyntax Parse() => HoconIncludes.Parse(this);
}
