using System.Reflection;
using System.Text.Json;
using Akka.Configuration.Hocon;

namespace Akka.Configuration;

/// <summary>Makes configurations of texts, files, resources and objects.</summary>
public class ConfigurationFactory
{
    private const string DefaultResource = "Akka.Configuration.akka.conf";

    private static readonly Lazy<Config> LazyDefault = new(() => FromResource(DefaultResource, typeof(Config).Assembly));

    /// <summary>The configuration without settings.</summary>
    public static Config Empty => Config.Empty;

    /// <summary>The engine's own defaults, from its embedded <c>akka.conf</c>.</summary>
    /// <returns>The configuration; parsed once.</returns>
    public static Config Default() => LazyDefault.Value;

    /// <summary>Parses a text and resolves its substitutions.</summary>
    /// <param name="hocon">The HOCON text. Its includes must be absolute file paths.</param>
    /// <returns>The configuration.</returns>
    /// <exception cref="HoconParserException">The text is not HOCON, or a substitution or an include cannot be resolved.</exception>
    public static Config ParseString(string hocon) => ParseString(hocon, includeCallback: null);

    /// <summary>Parses a text and resolves its substitutions.</summary>
    /// <param name="hocon">The HOCON text.</param>
    /// <param name="includeCallback">
    /// Gives what an include's name stands for, <see langword="null"/> for nothing; when left out, includes are files
    /// with absolute paths.
    /// </param>
    /// <returns>The configuration.</returns>
    /// <exception cref="HoconParserException">The text is not HOCON, or a substitution or an include cannot be resolved.</exception>
    public static Config ParseString(string hocon, Func<string, HoconRoot?>? includeCallback) =>
        new(Parser.Parse(hocon, includeCallback));

    /// <summary>Parses a file and resolves its substitutions. Includes are relative to the file.</summary>
    /// <param name="path">The file's path.</param>
    /// <returns>The configuration.</returns>
    /// <exception cref="HoconParserException">The text is not HOCON, or a substitution or an include cannot be resolved.</exception>
    /// <exception cref="ConfigurationException">The file cannot be read.</exception>
    public static Config ParseFile(string path) => Load(HoconSource.File(path));

    /// <summary>
    /// Parses several sources, merges them, and only then resolves the substitutions: one source may refer to another's
    /// settings, and sees what overrides them.
    /// </summary>
    /// <param name="sources">The sources; an earlier one wins over a later one.</param>
    /// <returns>The configuration; every value keeps the origin it has in its source.</returns>
    /// <exception cref="HoconParserException">A text is not HOCON, or a substitution or an include cannot be resolved.</exception>
    /// <exception cref="ConfigurationException">A file or a resource cannot be read.</exception>
    public static Config Load(params IEnumerable<HoconSource> sources)
    {
        ArgumentNullException.ThrowIfNull(sources);
        return new Config(new HoconRoot(HoconResolver.Resolve([.. sources.Select(source => source.Parse()).Reverse()])));
    }

    /// <summary>Makes a configuration of an object's public properties, as JSON has them.</summary>
    /// <param name="source">The object.</param>
    /// <returns>The configuration.</returns>
    /// <exception cref="ConfigurationException">The object has no form in JSON, or one that is no JSON object.</exception>
    public static Config FromObject(object source)
    {
        ArgumentNullException.ThrowIfNull(source);
        string json;
        try
        {
            json = JsonSerializer.Serialize(source);
        }
        catch (Exception unusable) when (unusable is JsonException or NotSupportedException)
        {
            throw new ConfigurationException(
                $"An object of type {source.GetType().Name} cannot be made a configuration: {unusable.Message}", unusable);
        }

        return Load(HoconSource.Text(json, $"object of type {source.GetType().Name}"));
    }

    /// <summary>Parses a resource embedded in an assembly.</summary>
    /// <param name="resourceName">The resource's name.</param>
    /// <param name="assembly">The assembly.</param>
    /// <returns>The configuration.</returns>
    /// <exception cref="HoconParserException">The text is not HOCON, or a substitution or an include cannot be resolved.</exception>
    /// <exception cref="ConfigurationException">The assembly has no such resource.</exception>
    public static Config FromResource(string resourceName, Assembly assembly) =>
        Load(HoconSource.Resource(resourceName, assembly));

    /// <summary>Parses a resource embedded in the assembly of a type.</summary>
    /// <typeparam name="TAssembly">A type of the assembly.</typeparam>
    /// <param name="resourceName">The resource's name.</param>
    /// <returns>The configuration.</returns>
    /// <exception cref="ConfigurationException">The assembly has no such resource.</exception>
    public static Config FromResource<TAssembly>(string resourceName) =>
        FromResource(resourceName, typeof(TAssembly).Assembly);

    /// <summary>Parses a resource embedded in the assembly of an object.</summary>
    /// <param name="resourceName">The resource's name.</param>
    /// <param name="instanceInAssembly">An object whose type is of the assembly; or the type, or the assembly itself.</param>
    /// <returns>The configuration.</returns>
    /// <exception cref="ConfigurationException">The assembly has no such resource.</exception>
    public static Config FromResource(string resourceName, object instanceInAssembly)
    {
        ArgumentNullException.ThrowIfNull(instanceInAssembly);
        return FromResource(resourceName, instanceInAssembly switch
        {
            Assembly assembly => assembly,
            Type type => type.Assembly,
            _ => instanceInAssembly.GetType().Assembly,
        });
    }
}
