using System.Diagnostics.CodeAnalysis;
using Akka.Configuration.Hocon;

namespace Akka.Configuration;

/// <content>The typed getters.</content>
public partial class Config
{
    /// <summary>The boolean at a path: <c>true</c>, <c>on</c>, <c>yes</c>, <c>false</c>, <c>off</c>, <c>no</c>.</summary>
    /// <param name="path">The path.</param>
    /// <param name="default">What to return when the path is missing.</param>
    /// <returns>The boolean.</returns>
    public virtual bool GetBoolean(string path, bool @default = false) =>
        GetSetValue(path) is { } value ? HoconConversion.ToBoolean(value, path) : @default;

    /// <summary>The text at a path.</summary>
    /// <param name="path">The path.</param>
    /// <param name="default">What to return when the path is missing.</param>
    /// <returns>The text as written.</returns>
    [return: NotNullIfNotNull(nameof(@default))]
    public virtual string? GetString(string path, string? @default = null) =>
        GetSetValue(path) is { } value ? HoconConversion.ToText(value, path) : @default;

    /// <summary>The 32-bit integer at a path.</summary>
    /// <param name="path">The path.</param>
    /// <param name="default">What to return when the path is missing.</param>
    /// <returns>The number.</returns>
    public virtual int GetInt(string path, int @default = 0) =>
        GetSetValue(path) is { } value ? HoconConversion.ToInt32(value, path) : @default;

    /// <summary>The 64-bit integer at a path.</summary>
    /// <param name="path">The path.</param>
    /// <param name="default">What to return when the path is missing.</param>
    /// <returns>The number.</returns>
    public virtual long GetLong(string path, long @default = 0) =>
        GetSetValue(path) is { } value ? HoconConversion.ToInt64(value, path) : @default;

    /// <summary>The single-precision number at a path.</summary>
    /// <param name="path">The path.</param>
    /// <param name="default">What to return when the path is missing.</param>
    /// <returns>The number.</returns>
    public virtual float GetFloat(string path, float @default = 0) =>
        GetSetValue(path) is { } value ? HoconConversion.ToSingle(value, path) : @default;

    /// <summary>The double-precision number at a path.</summary>
    /// <param name="path">The path.</param>
    /// <param name="default">What to return when the path is missing.</param>
    /// <returns>The number.</returns>
    public virtual double GetDouble(string path, double @default = 0) =>
        GetSetValue(path) is { } value ? HoconConversion.ToDouble(value, path) : @default;

    /// <summary>The decimal number at a path.</summary>
    /// <param name="path">The path.</param>
    /// <param name="default">What to return when the path is missing.</param>
    /// <returns>The number.</returns>
    public virtual decimal GetDecimal(string path, decimal @default = 0) =>
        GetSetValue(path) is { } value ? HoconConversion.ToDecimal(value, path) : @default;

    /// <summary>The count of bytes at a path: <c>512</c>, <c>128 KiB</c>, <c>1.5MB</c>.</summary>
    /// <param name="path">The path.</param>
    /// <returns>The count, or <see langword="null"/> when the path is missing.</returns>
    public virtual long? GetByteSize(string path) => GetByteSize(path, def: null);

    /// <summary>The count of bytes at a path: <c>512</c>, <c>128 KiB</c>, <c>1.5MB</c>.</summary>
    /// <param name="path">The path.</param>
    /// <param name="def">What to return when the path is missing.</param>
    /// <returns>The count.</returns>
    [return: NotNullIfNotNull(nameof(def))]
    public virtual long? GetByteSize(string path, long? def = null) =>
        GetSetValue(path) is { } value ? HoconByteSize.Convert(value, path) : def;

    /// <summary>The duration at a path: <c>10s</c>, <c>250 ms</c>, a bare number of milliseconds, <c>infinite</c>.</summary>
    /// <param name="path">The path.</param>
    /// <param name="default">What to return when the path is missing; zero when left out.</param>
    /// <param name="allowInfinite">Whether <c>infinite</c> is allowed.</param>
    /// <returns>The duration, in steps of 100 ns; <see cref="Timeout.InfiniteTimeSpan"/> for <c>infinite</c>.</returns>
    public virtual TimeSpan GetTimeSpan(string path, TimeSpan? @default = null, bool allowInfinite = true) =>
        GetSetValue(path) is { } value
            ? HoconDuration.Convert(value, path, allowInfinite)
            : @default.GetValueOrDefault();

    /// <summary>The booleans of the array at a path.</summary>
    /// <param name="path">The path.</param>
    /// <returns>A list of the caller's own, empty when the path is missing.</returns>
    public virtual IList<bool> GetBooleanList(string path) => ListAt(path, HoconConversion.ToBoolean);

    /// <summary>The integers from 0 to 255 of the array at a path.</summary>
    /// <param name="path">The path.</param>
    /// <returns>A list of the caller's own, empty when the path is missing.</returns>
    public virtual IList<byte> GetByteList(string path) => ListAt(path, HoconConversion.ToByte);

    /// <summary>The 32-bit integers of the array at a path.</summary>
    /// <param name="path">The path.</param>
    /// <returns>A list of the caller's own, empty when the path is missing.</returns>
    public virtual IList<int> GetIntList(string path) => ListAt(path, HoconConversion.ToInt32);

    /// <summary>The 64-bit integers of the array at a path.</summary>
    /// <param name="path">The path.</param>
    /// <returns>A list of the caller's own, empty when the path is missing.</returns>
    public virtual IList<long> GetLongList(string path) => ListAt(path, HoconConversion.ToInt64);

    /// <summary>The single-precision numbers of the array at a path.</summary>
    /// <param name="path">The path.</param>
    /// <returns>A list of the caller's own, empty when the path is missing.</returns>
    public virtual IList<float> GetFloatList(string path) => ListAt(path, HoconConversion.ToSingle);

    /// <summary>The double-precision numbers of the array at a path.</summary>
    /// <param name="path">The path.</param>
    /// <returns>A list of the caller's own, empty when the path is missing.</returns>
    public virtual IList<double> GetDoubleList(string path) => ListAt(path, HoconConversion.ToDouble);

    /// <summary>The decimal numbers of the array at a path.</summary>
    /// <param name="path">The path.</param>
    /// <returns>A list of the caller's own, empty when the path is missing.</returns>
    public virtual IList<decimal> GetDecimalList(string path) => ListAt(path, HoconConversion.ToDecimal);

    /// <summary>The texts of the array at a path.</summary>
    /// <param name="path">The path.</param>
    /// <returns>A list of the caller's own, empty when the path is missing.</returns>
    public virtual IList<string> GetStringList(string path) => ListAt(path, HoconConversion.ToRequiredText);

    /// <summary>The texts of the array at a path.</summary>
    /// <param name="path">The path.</param>
    /// <param name="defaultPaths">What to return when the path is missing.</param>
    /// <returns>A list of the caller's own.</returns>
    public virtual IList<string> GetStringList(string path, string[] defaultPaths) =>
        ListAt(path, HoconConversion.ToRequiredText, defaultPaths);

    private IList<T> ListAt<T>(string path, Func<HoconValue, string?, T> convert, params T[] @default) =>
        GetSetValue(path) is { } value ? HoconConversion.ToList(value, path, convert) : [.. @default];
}
