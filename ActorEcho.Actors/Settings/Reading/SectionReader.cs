using System.Collections.Immutable;
using System.Globalization;
using ActorEcho.Actors.Transports;
using Akka.Configuration;
using Akka.Configuration.Hocon;

namespace ActorEcho.Actors.Settings.Reading;

/// <summary>
/// Reads the keys of one object. A key that is missing or null gives its default; one that is wrong gives its default too and
/// leaves a problem, so that a single run finds every problem there is. What was asked for is what is known:
/// <see cref="RejectUnknownKeys"/> goes last. Not thread-safe.
/// </summary>
public sealed class SectionReader
{
    private readonly HoconObject _section;
    private readonly HoconOrigin _origin;
    private readonly HoconPath _path;
    private readonly List<SettingsProblem> _problems;
    private readonly List<string> _known = [];

    internal SectionReader(HoconObject section, HoconOrigin origin, HoconPath path, List<SettingsProblem> problems)
    {
        _section = section;
        _origin = origin;
        _path = path;
        _problems = problems;
    }

    /// <summary>The keys that are present and not null, in the order of the text.</summary>
    internal IEnumerable<HoconField> Fields => _section.Fields.Where(static entry => !entry.Value.IsNull);

    /// <summary>A whole number.</summary>
    /// <param name="key">The key.</param>
    /// <param name="fallback">What it is by default.</param>
    /// <param name="min">The least that is allowed.</param>
    /// <param name="max">The most that is allowed.</param>
    /// <returns>The number, or the default.</returns>
    public int WholeNumber(string key, int fallback, int min, int max)
    {
        var allowed = string.Create(CultureInfo.InvariantCulture, $"a whole number from {min} to {max}");
        return Converted(key, fallback, allowed, value =>
            value.GetLong() is var number && number >= min && number <= max ? (int)number : null);
    }

    /// <summary>A size in bytes.</summary>
    /// <inheritdoc cref="WholeNumber"/>
    public int Bytes(string key, int fallback, int min, int max)
    {
        var allowed = $"a size from {ByteSizeText.Of(min)} to {ByteSizeText.Of(max)}, such as 64 KiB";
        return Converted(key, fallback, allowed, value =>
            value.GetByteSize() is { } size && size >= min && size <= max ? (int)size : null);
    }

    /// <summary>A duration.</summary>
    /// <param name="key">The key.</param>
    /// <param name="fallback">What it is by default.</param>
    /// <param name="min">The least that is allowed.</param>
    /// <param name="max">The most that is allowed.</param>
    /// <param name="allowInfinite">Whether <c>infinite</c> is allowed too.</param>
    /// <returns>The duration, <see cref="Timeout.InfiniteTimeSpan"/> for infinite.</returns>
    public TimeSpan Duration(string key, TimeSpan fallback, TimeSpan min, TimeSpan max, bool allowInfinite = false)
    {
        var allowed = $"a duration from {DurationText.Of(min)} to {DurationText.Of(max)}, such as 90s"
            + (allowInfinite ? ", or infinite" : string.Empty);
        return Converted(key, fallback, allowed, value =>
        {
            var duration = value.GetTimeSpan(allowInfinite);
            return duration == Timeout.InfiniteTimeSpan || (duration >= min && duration <= max) ? duration : null;
        });
    }

    /// <summary>Something that is on or off.</summary>
    /// <param name="key">The key.</param>
    /// <param name="fallback">What it is by default.</param>
    /// <returns>Whether it is on.</returns>
    public bool Switch(string key, bool fallback) =>
        Converted(key, fallback, "on or off", static value => (bool?)value.GetBoolean());

    /// <summary>One of several words.</summary>
    /// <typeparam name="T">What the words stand for.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="fallback">What it is by default.</param>
    /// <param name="choices">The words, and what each stands for.</param>
    /// <returns>What the word stands for.</returns>
    public T Choice<T>(string key, T fallback, params ReadOnlySpan<(string Name, T Value)> choices)
        where T : struct
    {
        var offered = choices.ToArray();
        return Converted(key, fallback, OneOf(offered.Select(static choice => choice.Name)), value =>
        {
            var name = value.GetString();
            return Array.Find(offered, choice => choice.Name == name) is { Name: not null } choice ? choice.Value : null;
        });
    }

    /// <summary>A text.</summary>
    /// <param name="key">The key.</param>
    /// <param name="fallback">What it is by default.</param>
    /// <param name="allowed">What may be written, for people.</param>
    /// <returns>The text, not empty; or the default.</returns>
    public string Text(string key, string fallback, string allowed)
    {
        if (Find(key) is not { } value) return fallback;
        if (value.IsString() && value.GetString() is { Length: > 0 } text) return text;
        Reject(key, value, allowed);
        return fallback;
    }

    /// <summary>A list of texts; a single text is a list of one.</summary>
    /// <typeparam name="T">What a text stands for.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="fallback">What it is by default.</param>
    /// <param name="allowed">What may be written, for people.</param>
    /// <param name="convert">What a text stands for; null when it may not be written.</param>
    /// <returns>The list, in the order of the text; or the default.</returns>
    public ImmutableArray<T> List<T>(string key, ImmutableArray<T> fallback, string allowed, Func<string, T?> convert)
        where T : struct
    {
        if (Find(key) is not { } value) return fallback;
        if (!value.IsArray() && !value.IsString())
        {
            Reject(key, value, allowed);
            return fallback;
        }

        var read = ImmutableArray.CreateBuilder<T>();
        foreach (var item in value.IsArray() ? value.GetArray() : [value])
        {
            if (item.IsString() && item.GetString() is { } text && convert(text) is { } converted) read.Add(converted);
            else Reject(key, item, allowed);
        }

        return read.ToImmutable();
    }

    /// <summary>The mode of a file, in octal digits as <c>chmod</c> takes them.</summary>
    /// <param name="key">The key.</param>
    /// <param name="fallback">What it is by default.</param>
    /// <returns>The mode.</returns>
    public UnixFileMode FileMode(string key, UnixFileMode fallback) =>
        Converted(key, fallback, "a file mode in three octal digits, such as \"660\"", static value =>
            value.GetString() is { Length: 3 } digits && !digits.AsSpan().ContainsAnyExceptInRange('0', '7')
                ? (UnixFileMode)Convert.ToInt32(digits, 8)
                : (UnixFileMode?)null);

    /// <summary>A text that must be there; null, and a problem, when it is not.</summary>
    internal HoconValue? Required(string key, string allowed)
    {
        var value = Find(key);
        if (value is null)
        {
            RejectMissing(key, allowed);
            return null;
        }

        if (!value.IsString())
        {
            Reject(key, value, allowed);
            return null;
        }

        return value;
    }

    /// <summary>A text of the right form.</summary>
    internal string Text(string key, string fallback, string allowed, Predicate<string> isAllowed)
    {
        if (Find(key) is not { } value)
        {
            return fallback;
        }

        if (value.IsString() && value.GetString() is { } text && isAllowed(text))
        {
            return text;
        }

        Reject(key, value, allowed);
        return fallback;
    }

    /// <summary>An object to read further; an empty one when it is missing.</summary>
    /// <param name="key">The key.</param>
    /// <returns>Its reader; the problems it finds are this reader's too.</returns>
    public SectionReader Section(string key) => Section(key, Find(key));

    /// <summary>An object to read further; null when it is missing.</summary>
    internal SectionReader? OptionalSection(string key) => Find(key) is { } value ? Section(key, value) : null;

    private SectionReader Section(string key, HoconValue? value)
    {
        if (value is not null && !value.IsObject())
        {
            Reject(key, value, "an object: { … }");
            value = null;
        }

        return new SectionReader(value?.GetObject() ?? new HoconObject(), value?.Origin ?? _origin, _path.Child(key), _problems);
    }

    internal void Reject(string key, HoconValue value, string allowed) => _problems.Add(new SettingsProblem(
        value.Origin, _path.Child(key).ToString(), $"found {Describe(value)}; allowed: {allowed}"));

    /// <summary>Rejects a value that nobody should read in a log.</summary>
    internal void RejectSecret(string key, HoconValue value, string problem, string allowed) => _problems.Add(new SettingsProblem(
        value.Origin, _path.Child(key).ToString(), $"{problem}; allowed: {allowed}"));

    /// <summary>Leaves a problem with the section as a whole.</summary>
    /// <param name="problem">What was found, and what is allowed.</param>
    public void RejectSection(string problem) => _problems.Add(new SettingsProblem(_origin, _path.ToString(), problem));

    internal void RejectKey(HoconField field, string problem) =>
        _problems.Add(new SettingsProblem(field.KeyOrigin, _path.Child(field.Key).ToString(), problem));

    /// <summary>Leaves a problem for a key that must be there and is not.</summary>
    /// <param name="key">The key.</param>
    /// <param name="allowed">What may be written, for people.</param>
    public void RejectMissing(string key, string allowed) =>
        _problems.Add(new SettingsProblem(_origin, _path.Child(key).ToString(), $"missing; allowed: {allowed}"));

    /// <summary>Tries what the settings name, such as a file, and leaves a problem with the key that is to blame.</summary>
    /// <param name="attempt">What may fail with a <see cref="TransportException"/>.</param>
    public void Try(Action attempt)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        try
        {
            attempt();
        }
        catch (TransportException exception)
        {
            Reject(exception.Setting, exception.Message);
        }
    }

    /// <summary>Whether a key is there and not null.</summary>
    internal bool Has(string key) => _section.GetKey(key) is { IsNull: false };

    /// <summary>Leaves a problem with a key, or with the section as a whole where the key is not there.</summary>
    internal void Reject(string key, string problem)
    {
        var value = _section.GetKey(key);
        var blamed = value is null ? _path : _path.Child(key);
        _problems.Add(new SettingsProblem(value?.Origin ?? _origin, blamed.ToString(), problem));
    }

    /// <summary>Lets keys pass that nobody asked for.</summary>
    internal void Tolerate(IEnumerable<string> keys) => _known.AddRange(keys);

    /// <summary>Leaves a problem for each key that nobody asked for.</summary>
    /// <param name="explain">Says more of a key that is known elsewhere; null when there is nothing to say.</param>
    internal void RejectUnknownKeys(Func<string, string?>? explain = null)
    {
        foreach (var field in _section.Fields.Where(field => !_known.Contains(field.Key)))
        {
            var hint = explain?.Invoke(field.Key)
                ?? (NearestKey.To(field.Key, _known) is { } near
                    ? $"unknown key; did you mean \"{near}\"?"
                    : $"unknown key; allowed: {string.Join(", ", _known)}");
            RejectKey(field, hint);
        }
    }

    internal static string OneOf(IEnumerable<string> names) => $"one of {string.Join(", ", names)}";

    private HoconValue? Find(string key)
    {
        _known.Add(key);
        return _section.GetKey(key) is { IsNull: false } value ? value : null;
    }

    private T Converted<T>(string key, T fallback, string allowed, Func<HoconValue, T?> convert)
        where T : struct
    {
        if (Find(key) is not { } value)
        {
            return fallback;
        }

        try
        {
            if (convert(value) is { } converted)
            {
                return converted;
            }
        }
        catch (ConfigurationException)
        {
            // Said below, in the words of this setting: what is allowed here is known here alone.
        }

        Reject(key, value, allowed);
        return fallback;
    }

    private static string Describe(HoconValue value) => value.Element switch
    {
        HoconObject => "an object",
        HoconArray => "a list",
        _ => $"\"{value.GetString()}\"",
    };
}
