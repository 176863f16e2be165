using System.Globalization;
using Akka.Configuration;
using Akka.Configuration.Hocon;

namespace ActorEcho.Actors.Settings.Reading;

/// <summary>
/// Reads the keys of one object. A key that is missing or null gives its default; one that is wrong gives its default too and
/// leaves a problem, so that a single run finds every problem there is. What was asked for is what is known:
/// <see cref="RejectUnknownKeys"/> goes last.
/// </summary>
internal sealed class SectionReader(HoconObject section, HoconOrigin origin, HoconPath path, List<SettingsProblem> problems)
{
    private readonly List<string> _known = [];

    /// <summary>The keys that are present and not null, in the order of the text.</summary>
    public IEnumerable<HoconField> Fields => section.Fields.Where(static entry => !entry.Value.IsNull);

    public int WholeNumber(string key, int fallback, int min, int max)
    {
        var allowed = string.Create(CultureInfo.InvariantCulture, $"a whole number from {min} to {max}");
        return Converted(key, fallback, allowed, value =>
            value.GetLong() is var number && number >= min && number <= max ? (int)number : null);
    }

    public int Bytes(string key, int fallback, int min, int max)
    {
        var allowed = $"a size from {ByteSizeText.Of(min)} to {ByteSizeText.Of(max)}, such as 64 KiB";
        return Converted(key, fallback, allowed, value =>
            value.GetByteSize() is { } size && size >= min && size <= max ? (int)size : null);
    }

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

    public bool Switch(string key, bool fallback) =>
        Converted(key, fallback, "on or off", static value => (bool?)value.GetBoolean());

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

    /// <summary>A text that must be there; null, and a problem, when it is not.</summary>
    public HoconValue? Required(string key, string allowed)
    {
        var value = Find(key);
        if (value is null)
        {
            problems.Add(new SettingsProblem(origin, path.Child(key).ToString(), $"missing; allowed: {allowed}"));
            return null;
        }

        if (!value.IsString())
        {
            Reject(key, value, allowed);
            return null;
        }

        return value;
    }

    /// <summary>An object to read further; an empty one when it is missing.</summary>
    public SectionReader Section(string key)
    {
        var value = Find(key);
        if (value is not null && !value.IsObject())
        {
            Reject(key, value, "an object: { … }");
            value = null;
        }

        return new SectionReader(value?.GetObject() ?? new HoconObject(), value?.Origin ?? origin, path.Child(key), problems);
    }

    public void Reject(string key, HoconValue value, string allowed) => problems.Add(new SettingsProblem(
        value.Origin, path.Child(key).ToString(), $"found {Describe(value)}; allowed: {allowed}"));

    public void RejectSection(string problem) => problems.Add(new SettingsProblem(origin, path.ToString(), problem));

    public void RejectKey(HoconField field, string problem) =>
        problems.Add(new SettingsProblem(field.KeyOrigin, path.Child(field.Key).ToString(), problem));

    /// <summary>Lets keys pass that nobody asked for.</summary>
    public void Tolerate(IEnumerable<string> keys) => _known.AddRange(keys);

    /// <summary>Leaves a problem for each key that nobody asked for.</summary>
    /// <param name="explain">Says more of a key that is known elsewhere; null when there is nothing to say.</param>
    public void RejectUnknownKeys(Func<string, string?>? explain = null)
    {
        foreach (var field in section.Fields.Where(field => !_known.Contains(field.Key)))
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
        return section.GetKey(key) is { IsNull: false } value ? value : null;
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
