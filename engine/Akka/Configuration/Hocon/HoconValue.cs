namespace Akka.Configuration.Hocon;

/// <summary>A value of a configuration with the place it was written at. Immutable.</summary>
/// <remarks>
/// Every conversion throws <see cref="ConfigurationException"/> with the value's origin, what was found and what is
/// allowed when the value cannot be converted.
/// </remarks>
public class HoconValue : IMightBeAHoconObject
{
    /// <summary>Makes an empty object that comes from the program.</summary>
    public HoconValue()
        : this(new HoconObject())
    {
    }

    /// <summary>Makes a value.</summary>
    /// <param name="element">What it holds.</param>
    /// <param name="origin">Where it was written; <see cref="HoconOrigin.Program"/> when left out.</param>
    public HoconValue(IHoconElement element, HoconOrigin? origin = null)
    {
        ArgumentNullException.ThrowIfNull(element);
        Element = element;
        Origin = origin ?? HoconOrigin.Program;
    }

    /// <summary>What the value holds: a <see cref="HoconLiteral"/>, <see cref="HoconArray"/> or <see cref="HoconObject"/>.</summary>
    public IHoconElement Element { get; }

    /// <summary>Where the value was written.</summary>
    public HoconOrigin Origin { get; }

    /// <summary>The elements of the value: always one, since concatenations are joined when the text is resolved.</summary>
    public IReadOnlyList<IHoconElement> Values => [Element];

    /// <summary>Whether the value is an object without fields.</summary>
    public bool IsEmpty => Element is HoconObject { Fields.Count: 0 };

    /// <summary>Whether the value is the literal <c>null</c>.</summary>
    public bool IsNull => Element is HoconLiteral { Kind: HoconLiteralKind.Null };

    internal HoconExtent Extent => HoconExtent.Of(Element);

    /// <summary>A configuration that holds this value at a key.</summary>
    /// <param name="key">One key, not a path.</param>
    /// <returns>A configuration with that one field.</returns>
    public Config AtKey(string key) =>
        new(new HoconRoot(new HoconValue(new HoconObject([new HoconField(key, Origin, this)]), Origin)));

    /// <summary>A configuration whose root is this value.</summary>
    /// <returns>The configuration.</returns>
    /// <exception cref="ConfigurationException">The value is not an object.</exception>
    public Config ToConfig() => new(new HoconRoot(this));

    /// <inheritdoc/>
    public bool IsObject() => Element is HoconObject;

    /// <inheritdoc/>
    public HoconObject GetObject() => HoconConversion.ToObject(this, path: null);

    /// <summary>The value of a key of this object.</summary>
    /// <param name="key">One key, not a path.</param>
    /// <returns>The value, or <see langword="null"/> when there is no such key.</returns>
    /// <exception cref="ConfigurationException">The value is not an object.</exception>
    public HoconValue? GetChildObject(string key) => GetObject().GetKey(key);

    /// <summary>Whether the value is a literal: text, a number, a boolean or <c>null</c>.</summary>
    /// <returns><see langword="true"/> for a literal.</returns>
    public bool IsString() => Element.IsString();

    /// <summary>The literal's text.</summary>
    /// <returns>The text as written, or <see langword="null"/> for the literal <c>null</c>.</returns>
    public string? GetString() => HoconConversion.ToText(this, path: null);

    /// <summary>Whether the value is an array, or an object whose keys are array indices.</summary>
    /// <returns><see langword="true"/> when <see cref="GetArray"/> succeeds.</returns>
    public bool IsArray() => Element.IsArray();

    /// <summary>The array's values, in order.</summary>
    /// <returns>A read-only list.</returns>
    public IList<HoconValue> GetArray() => HoconConversion.ToArray(this, path: null);

    /// <summary>The value as a boolean: <c>true</c>, <c>on</c>, <c>yes</c>, <c>false</c>, <c>off</c>, <c>no</c>.</summary>
    /// <returns>The boolean.</returns>
    public bool GetBoolean() => HoconConversion.ToBoolean(this, path: null);

    /// <summary>The value as an integer from 0 to 255.</summary>
    /// <returns>The number.</returns>
    public byte GetByte() => HoconConversion.ToByte(this, path: null);

    /// <summary>The value as a 32-bit integer.</summary>
    /// <returns>The number.</returns>
    public int GetInt() => HoconConversion.ToInt32(this, path: null);

    /// <summary>The value as a 64-bit integer.</summary>
    /// <returns>The number.</returns>
    public long GetLong() => HoconConversion.ToInt64(this, path: null);

    /// <summary>The value as a decimal number.</summary>
    /// <returns>The number.</returns>
    public decimal GetDecimal() => HoconConversion.ToDecimal(this, path: null);

    /// <summary>The value as a double-precision number.</summary>
    /// <returns>The number.</returns>
    public double GetDouble() => HoconConversion.ToDouble(this, path: null);

    /// <summary>The value as a single-precision number.</summary>
    /// <returns>The number.</returns>
    public float GetFloat() => HoconConversion.ToSingle(this, path: null);

    /// <summary>The value as a count of bytes, with or without a unit: <c>512</c>, <c>128 KiB</c>, <c>1.5MB</c>.</summary>
    /// <returns>The count; <see langword="null"/> for the literal <c>null</c>.</returns>
    public long? GetByteSize() => IsNull ? null : HoconByteSize.Convert(this, path: null);

    /// <summary>The value as a duration, with or without a unit (milliseconds): <c>10s</c>, <c>250 ms</c>, <c>infinite</c>.</summary>
    /// <param name="allowInfinite">Whether <c>infinite</c> is allowed.</param>
    /// <returns>The duration; <see cref="Timeout.InfiniteTimeSpan"/> for <c>infinite</c>.</returns>
    public TimeSpan GetTimeSpan(bool allowInfinite = true) => HoconDuration.Convert(this, path: null, allowInfinite);

    /// <summary>The array's values as booleans.</summary>
    /// <returns>A list of the caller's own.</returns>
    public IList<bool> GetBooleanList() => HoconConversion.ToList(this, path: null, HoconConversion.ToBoolean);

    /// <summary>The array's values as integers from 0 to 255.</summary>
    /// <returns>A list of the caller's own.</returns>
    public IList<byte> GetByteList() => HoconConversion.ToList(this, path: null, HoconConversion.ToByte);

    /// <summary>The array's values as 32-bit integers.</summary>
    /// <returns>A list of the caller's own.</returns>
    public IList<int> GetIntList() => HoconConversion.ToList(this, path: null, HoconConversion.ToInt32);

    /// <summary>The array's values as 64-bit integers.</summary>
    /// <returns>A list of the caller's own.</returns>
    public IList<long> GetLongList() => HoconConversion.ToList(this, path: null, HoconConversion.ToInt64);

    /// <summary>The array's values as decimal numbers.</summary>
    /// <returns>A list of the caller's own.</returns>
    public IList<decimal> GetDecimalList() => HoconConversion.ToList(this, path: null, HoconConversion.ToDecimal);

    /// <summary>The array's values as double-precision numbers.</summary>
    /// <returns>A list of the caller's own.</returns>
    public IList<double> GetDoubleList() => HoconConversion.ToList(this, path: null, HoconConversion.ToDouble);

    /// <summary>The array's values as single-precision numbers.</summary>
    /// <returns>A list of the caller's own.</returns>
    public IList<float> GetFloatList() => HoconConversion.ToList(this, path: null, HoconConversion.ToSingle);

    /// <summary>The array's values as text.</summary>
    /// <returns>A list of the caller's own.</returns>
    public IList<string> GetStringList() => HoconConversion.ToList(this, path: null, HoconConversion.ToRequiredText);

    /// <summary>The value in HOCON syntax.</summary>
    /// <returns>Text that parses to an equal value.</returns>
    public override string ToString() => ToString(0);

    /// <summary>The value's text, indented.</summary>
    /// <param name="indent">Levels of indentation of the surrounding text, two spaces each.</param>
    /// <returns>Text that parses to an equal value.</returns>
    public virtual string ToString(int indent) => HoconRenderer.Render(Element, indent);

    internal HoconValue WithFallback(HoconValue fallback)
    {
        if (Element is not HoconObject own)
            return this;
        var merged = fallback.Element is HoconObject under
            ? own.WithFallback(under)
            : own.HidesFallback ? own : new HoconObject(own.Fields, hidesFallback: true);
        return ReferenceEquals(merged, own) ? this : new HoconValue(merged, Origin);
    }
}
