using Akka.Configuration.Hocon;
using Akka.Util;

namespace Akka.Configuration;

/// <summary>
/// A tree of settings, read by path (<c>akka.actor.provider</c>). Immutable, so it may be read from any thread.
/// </summary>
/// <remarks>
/// A path that is missing gives the getter's default. A value that is there but cannot be converted throws
/// <see cref="ConfigurationException"/> with the value's place, its path, what was found and what is allowed.
/// The literal <c>null</c> counts as missing for every getter but <see cref="HasPath"/> and <see cref="GetValue"/>.
/// </remarks>
public partial class Config
{
    /// <summary>The configuration without settings.</summary>
    public static readonly Config Empty = new();

    private readonly HoconValue _own;

    /// <summary>Makes a configuration without settings.</summary>
    public Config()
        : this(new HoconRoot(new HoconValue()))
    {
    }

    /// <summary>Makes a configuration of a document.</summary>
    /// <param name="root">The document.</param>
    /// <exception cref="ConfigurationException">The document's root is not an object.</exception>
    public Config(HoconRoot root)
    {
        ArgumentNullException.ThrowIfNull(root);
        _own = root.Value;
        HoconConversion.ToObject(_own, "the root of a configuration");
        Root = _own;
    }

    /// <summary>Lays a configuration over a fallback.</summary>
    /// <param name="source">The configuration that wins.</param>
    /// <param name="fallback">The configuration that gives what the first has not; may be missing.</param>
    public Config(Config source, Config? fallback)
    {
        ArgumentNullException.ThrowIfNull(source);
        _own = source._own;
        Fallback = source.Fallback is null ? fallback : new Config(source.Fallback, fallback);
        Root = fallback is null ? source.Root : source.Root.WithFallback(fallback.Root);
    }

    /// <summary>The configuration that gives what this one has not itself; <see langword="null"/> when there is none.</summary>
    public Config? Fallback { get; }

    /// <summary>Whether there is no setting, the fallbacks included.</summary>
    public virtual bool IsEmpty => Root.IsEmpty;

    /// <summary>The root object, with the fallbacks merged in.</summary>
    public HoconValue Root { get; }

    /// <summary>Parses HOCON text; see <see cref="ConfigurationFactory.ParseString(string)"/>.</summary>
    /// <param name="str">The text.</param>
    public static implicit operator Config(string str) => ConfigurationFactory.ParseString(str);

    /// <summary>Lays a configuration over HOCON text.</summary>
    /// <param name="config">The configuration that wins.</param>
    /// <param name="fallback">The text of the fallback.</param>
    /// <returns>Both merged.</returns>
    public static Config operator +(Config config, string fallback) =>
        config.SafeWithFallback(ConfigurationFactory.ParseString(fallback));

    /// <summary>Lays HOCON text over a configuration.</summary>
    /// <param name="configHocon">The text that wins.</param>
    /// <param name="fallbackConfig">The fallback.</param>
    /// <returns>Both merged.</returns>
    public static Config operator +(string configHocon, Config fallbackConfig) =>
        ConfigurationFactory.ParseString(configHocon).SafeWithFallback(fallbackConfig);

    /// <summary>Lays this configuration over a fallback: values here win, objects on both sides merge key by key.</summary>
    /// <param name="fallback">The configuration that gives what this one has not; may be missing.</param>
    /// <returns>Both merged; this configuration stays as it is.</returns>
    /// <exception cref="ArgumentException">The fallback is this very configuration.</exception>
    public virtual Config WithFallback(Config? fallback)
    {
        if (ReferenceEquals(fallback, this))
            throw new ArgumentException("Config can not have itself as fallback", nameof(fallback));
        if (fallback.IsNullOrEmpty())
            return this;
        return IsEmpty ? fallback : Copy(fallback);
    }

    /// <summary>Whether something is set at a path, be it <c>null</c>.</summary>
    /// <param name="path">The path.</param>
    /// <returns><see langword="true"/> when the path leads to a value.</returns>
    public virtual bool HasPath(string path) => GetValue(path) is not null;

    /// <summary>The value at a path.</summary>
    /// <param name="path">The path.</param>
    /// <returns>The value, or <see langword="null"/> when the path is missing.</returns>
    public HoconValue? GetValue(string path) => GetField(path)?.Value;

    /// <summary>The field at a path: its key and value with their places.</summary>
    /// <param name="path">The path.</param>
    /// <returns>The field, or <see langword="null"/> when the path is missing.</returns>
    public HoconField? GetField(string path)
    {
        HoconField? field = null;
        var holder = Root;
        foreach (var key in HoconPath.Parse(path).Elements)
        {
            field = (holder.Element as HoconObject)?.GetField(key);
            if (field is null)
                return null;
            holder = field.Value;
        }

        return field;
    }

    /// <summary>Where the value at a path was written, for complaints about it.</summary>
    /// <param name="path">The path.</param>
    /// <returns>The place, or <see langword="null"/> when the path is missing.</returns>
    public HoconOrigin? GetOrigin(string path) => GetValue(path)?.Origin;

    /// <summary>The complaint about the value at a path, with the place where it was written.</summary>
    /// <param name="path">The path.</param>
    /// <param name="complaint">What is wrong with it, and what to do.</param>
    /// <param name="cause">What has failed because of it.</param>
    /// <returns>An exception to throw.</returns>
    internal ConfigurationException Refuse(string path, string complaint, Exception? cause = null) =>
        new(GetOrigin(path) is { } origin ? $"{origin}: {complaint}" : complaint, cause);

    /// <summary>Makes an object of the class that the value at a path names.</summary>
    /// <typeparam name="T">What the class must be.</typeparam>
    /// <param name="path">The path.</param>
    /// <param name="typeName">The class's name, as it is there or as the path means it.</param>
    /// <param name="arguments">What its constructor takes.</param>
    /// <returns>The object.</returns>
    /// <exception cref="ConfigurationException">
    /// There is no such class, it is no <typeparamref name="T"/> or cannot be made; or what its constructor itself finds wrong.
    /// </exception>
    internal T Make<T>(string path, string typeName, params object?[] arguments)
        where T : class
    {
        var made = DynamicAccess.CreateInstanceFor<T>(typeName, arguments);
        if (made.IsSuccess || made.Failure.Value is ConfigurationException)
            return made.Get();
        var reason = made.Failure.Value;
        throw Refuse(path, $"{path} names [{typeName}], of which no {typeof(T).Name} can be made: {reason.Message}", reason);
    }

    /// <summary>The settings below a path.</summary>
    /// <param name="path">The path of an object.</param>
    /// <returns>
    /// A configuration whose root is that object, fallbacks merged in; <see langword="null"/> when the path is missing.
    /// </returns>
    /// <exception cref="ConfigurationException">The value is not an object.</exception>
    public virtual Config? GetConfig(string path)
    {
        if (GetSetValue(path) is not { } value)
            return null;
        HoconConversion.ToObject(value, path);
        return value.ToConfig();
    }

    /// <summary>The root's keys with their values, fallbacks merged in.</summary>
    /// <returns>The pairs, in the order of the keys' first appearance.</returns>
    public virtual IEnumerable<KeyValuePair<string, HoconValue>> AsEnumerable() => Root.GetObject().Items;

    /// <summary>
    /// Every setting with its full path: all values that are not objects, and objects without fields. A reader that
    /// knows its paths finds misspelt ones by comparing.
    /// </summary>
    /// <returns>The paths, quoted where they need it, with their fields.</returns>
    public IEnumerable<KeyValuePair<string, HoconField>> EnumerateSettings() =>
        Settings(HoconPath.Root, Root.GetObject());

    /// <summary>This configuration's own settings in HOCON syntax, without those of the fallbacks.</summary>
    /// <returns>Text that parses to equal settings.</returns>
    public override string ToString() => ToString(includeFallback: false);

    /// <summary>The settings in HOCON syntax.</summary>
    /// <param name="includeFallback">Whether to merge the fallbacks in.</param>
    /// <returns>Text that parses to equal settings.</returns>
    public string ToString(bool includeFallback) =>
        HoconRenderer.RenderRoot((includeFallback ? Root : _own).GetObject());

    /// <summary>This configuration over a further fallback.</summary>
    /// <param name="fallback">The further fallback; may be missing.</param>
    /// <returns>The new configuration.</returns>
    protected Config Copy(Config? fallback = null) => new(this, fallback);

    private static IEnumerable<KeyValuePair<string, HoconField>> Settings(HoconPath at, HoconObject @object)
    {
        foreach (var field in @object.Fields)
        {
            var path = at.Child(field.Key);
            if (field.Value is { Element: HoconObject { Fields.Count: > 0 } nested })
            {
                foreach (var setting in Settings(path, nested))
                    yield return setting;
            }
            else
            {
                yield return KeyValuePair.Create(path.ToString(), field);
            }
        }
    }

    private HoconValue? GetSetValue(string path) => GetValue(path) is { IsNull: false } value ? value : null;
}
