using System.Collections.ObjectModel;
using System.Globalization;

namespace Akka.Configuration.Hocon;

/// <summary>An object: keys with their values, in the order of their first appearance. Immutable.</summary>
public sealed class HoconObject : IHoconElement
{
    private readonly OrderedDictionary<string, HoconField> _fields = new(StringComparer.Ordinal);
    private ReadOnlyDictionary<string, HoconValue>? _items;

    /// <summary>Makes an empty object.</summary>
    public HoconObject()
        : this([])
    {
    }

    /// <summary>Makes an object.</summary>
    /// <param name="fields">The fields; of several with one key, the last counts.</param>
    /// <exception cref="ConfigurationException">The values nest too deeply or are too many.</exception>
    public HoconObject(IEnumerable<HoconField> fields)
        : this(fields, hidesFallback: false)
    {
    }

    internal HoconObject(IEnumerable<HoconField> fields, bool hidesFallback)
    {
        ArgumentNullException.ThrowIfNull(fields);
        foreach (var field in fields)
            _fields[field.Key] = field;
        HidesFallback = hidesFallback;
        Extent = HoconExtent.Around(_fields.Values.Select(field => field.Value));
    }

    /// <summary>The values by key, in the order of the keys' first appearance.</summary>
    public IReadOnlyDictionary<string, HoconValue> Items => _items ??= CreateItems();

    /// <summary>The fields with the origins of their keys, in the order of the keys' first appearance.</summary>
    public IReadOnlyList<HoconField> Fields => _fields.Values;

    /// <summary>
    /// The object as plain dictionaries: a nested object is a dictionary, an array a list of <see cref="object"/>,
    /// a literal its text, <c>null</c> a null reference.
    /// </summary>
    public IDictionary<string, object?> Unwrapped =>
        _fields.Values.ToDictionary(entry => entry.Key, entry => Unwrap(entry.Value), StringComparer.Ordinal);

    internal HoconExtent Extent { get; }

    /// <summary>
    /// Whether a value that is not an object was overridden by this object. Merging is done in pairs, so that value
    /// hides every object that comes as a fallback later (the specification's "config object merging").
    /// </summary>
    internal bool HidesFallback { get; }

    /// <summary>The value of a key.</summary>
    /// <param name="key">One key, not a path.</param>
    /// <returns>The value, or <see langword="null"/> when there is no such key.</returns>
    public HoconValue? GetKey(string key) => GetField(key)?.Value;

    /// <summary>The field of a key.</summary>
    /// <param name="key">One key, not a path.</param>
    /// <returns>The field, or <see langword="null"/> when there is no such key.</returns>
    public HoconField? GetField(string key) => _fields.GetValueOrDefault(key);

    /// <summary>Merges this object over another: its values win, objects on both sides merge key by key.</summary>
    /// <param name="fallback">The object that gives what this one has not.</param>
    /// <returns>The merged object; both sides stay as they are.</returns>
    public HoconObject WithFallback(HoconObject fallback)
    {
        ArgumentNullException.ThrowIfNull(fallback);
        if (HidesFallback || (fallback._fields.Count == 0 && !fallback.HidesFallback))
            return this;
        if (_fields.Count == 0)
            return fallback;

        var own = _fields.Values.Select(field => fallback.GetField(field.Key) is { } under
            ? field with { Value = field.Value.WithFallback(under.Value) }
            : field);
        var added = fallback._fields.Values.Where(field => !_fields.ContainsKey(field.Key));
        return new HoconObject(own.Concat(added), fallback.HidesFallback);
    }

    /// <inheritdoc/>
    public bool IsString() => false;

    /// <inheritdoc/>
    public string GetString() =>
        throw new ConfigurationException($"Expected a string, found {HoconRenderer.Describe(this)}.");

    /// <inheritdoc/>
    public bool IsArray() => _fields.Keys.Any(IsIndex);

    /// <summary>The values of the keys that are array indices, by index; other keys and gaps are skipped.</summary>
    /// <returns>A read-only list.</returns>
    /// <exception cref="ConfigurationException">No key is an array index.</exception>
    public IList<HoconValue> GetArray()
    {
        if (!IsArray())
            throw new ConfigurationException($"Expected an array, found {HoconRenderer.Describe(this)}.");
        return [.. _fields.Values
            .Where(field => IsIndex(field.Key))
            .OrderBy(field => int.Parse(field.Key, NumberStyles.None, CultureInfo.InvariantCulture))
            .Select(field => field.Value)];
    }

    /// <summary>The object in HOCON syntax.</summary>
    /// <returns>Text that parses to an equal object.</returns>
    public override string ToString() => ToString(0);

    /// <summary>The object's text, indented.</summary>
    /// <param name="indent">Levels of indentation of the surrounding text, two spaces each.</param>
    /// <returns>Text that parses to an equal object.</returns>
    public string ToString(int indent) => HoconRenderer.Render(this, indent);

    private static bool IsIndex(string key) =>
        int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static object? Unwrap(HoconValue value) => value.Element switch
    {
        HoconObject @object => @object.Unwrapped,
        HoconArray array => array.Select(Unwrap).ToList(),
        var literal => literal.GetString(),
    };

    private ReadOnlyDictionary<string, HoconValue> CreateItems() =>
        new(new OrderedDictionary<string, HoconValue>(
            _fields.Values.Select(field => KeyValuePair.Create(field.Key, field.Value)),
            StringComparer.Ordinal));
}
