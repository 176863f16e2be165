namespace Akka.Util.Internal;

/// <summary>Small extensions of framework types.</summary>
public static class Extensions
{
    /// <summary>Casts <paramref name="self"/> to <typeparamref name="T"/>.</summary>
    /// <exception cref="InvalidCastException">The object is not a <typeparamref name="T"/>.</exception>
    public static T AsInstanceOf<T>(this object? self) => (T)self!;

    /// <summary>The text between double quotes.</summary>
    public static string BetweenDoubleQuotes(this string self) => $"\"{self}\"";

    /// <summary>The elements joined by <paramref name="separator"/>.</summary>
    public static string Join(this IEnumerable<string> self, string separator) => string.Join(separator, self);

    /// <summary>The first element.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static T Head<T>(this IEnumerable<T> self) => self.First();

    /// <summary>All but the first <paramref name="count"/> elements.</summary>
    public static IEnumerable<T> Drop<T>(this IEnumerable<T> self, int count) => self.Skip(count);

    /// <summary>The last <paramref name="n"/> elements.</summary>
    public static IEnumerable<T> TakeRight<T>(this IEnumerable<T> self, int n) => self.TakeLast(n);

    /// <summary>The elements followed by <paramref name="item"/>; null counts as empty.</summary>
    public static IEnumerable<T> Concat<T>(this IEnumerable<T>? enumerable, T item) => (enumerable ?? []).Append(item);

    /// <summary>Calls <paramref name="action"/> for every element, in order.</summary>
    public static void ForEach<T>(this IEnumerable<T> source, Action<T> action)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(action);
        foreach (var item in source)
            action(item);
    }

    /// <summary>The value of <paramref name="key"/>, or <paramref name="elseValue"/> when there is none.</summary>
    public static TValue GetOrElse<TKey, TValue>(this IDictionary<TKey, TValue> hash, TKey key, TValue elseValue)
    {
        ArgumentNullException.ThrowIfNull(hash);
        return hash.TryGetValue(key, out var value) ? value : elseValue;
    }

    /// <summary>Sets <paramref name="key"/> to <paramref name="value"/> and returns the dictionary.</summary>
    public static IDictionary<TKey, TValue> AddAndReturn<TKey, TValue>(this IDictionary<TKey, TValue> hash, TKey key, TValue value)
    {
        ArgumentNullException.ThrowIfNull(hash);
        hash[key] = value;
        return hash;
    }

    /// <summary>The longer of two spans.</summary>
    public static TimeSpan Max(this TimeSpan @this, TimeSpan other) => @this > other ? @this : other;

    /// <summary>The shorter of two spans.</summary>
    public static TimeSpan Min(this TimeSpan @this, TimeSpan other) => @this < other ? @this : other;
}
