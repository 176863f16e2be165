using System.Collections;
using System.Collections.Immutable;

namespace Akka.Configuration.Hocon;

/// <summary>An array of values. Immutable.</summary>
public sealed class HoconArray : IHoconElement, IReadOnlyList<HoconValue>
{
    private readonly ImmutableArray<HoconValue> _items;

    /// <summary>Makes an array.</summary>
    /// <param name="items">The values, in order.</param>
    /// <exception cref="ConfigurationException">The values nest too deeply or are too many.</exception>
    public HoconArray(IEnumerable<HoconValue> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        _items = [.. items];
        Extent = HoconExtent.Around(_items);
    }

    /// <inheritdoc/>
    public int Count => _items.Length;

    /// <inheritdoc/>
    public HoconValue this[int index] => _items[index];

    internal HoconExtent Extent { get; }

    /// <inheritdoc/>
    public bool IsString() => false;

    /// <inheritdoc/>
    public string GetString() =>
        throw new ConfigurationException($"Expected a string, found {HoconRenderer.Describe(this)}.");

    /// <inheritdoc/>
    public bool IsArray() => true;

    /// <inheritdoc/>
    public IList<HoconValue> GetArray() => _items;

    /// <inheritdoc/>
    public IEnumerator<HoconValue> GetEnumerator() => ((IEnumerable<HoconValue>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The array in HOCON syntax.</summary>
    /// <returns>Text that parses to an equal array.</returns>
    public override string ToString() => HoconRenderer.Render(this, 0);
}
