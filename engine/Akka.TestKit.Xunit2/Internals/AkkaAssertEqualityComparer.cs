using System.Collections;

namespace Akka.TestKit.Xunit2.Internals;

/// <summary>
/// Equality as tests mean it: values that can be compared are, sequences are equal item by item, and everything else by its own
/// <see cref="object.Equals(object)"/>. Unlike xUnit's own comparer it does not compare actors' refs by their properties.
/// </summary>
/// <typeparam name="T">The type.</typeparam>
public class AkkaAssertEqualityComparer<T> : IEqualityComparer<T>
{
    private readonly bool _skipTypeCheck;
    private readonly IEqualityComparer _innerComparer;

    /// <summary>Makes a comparer.</summary>
    /// <param name="skipTypeCheck">Whether objects of different types may be equal.</param>
    /// <param name="innerComparer">Compares the items of sequences; null to compare them in the same way.</param>
    public AkkaAssertEqualityComparer(bool skipTypeCheck = false, IEqualityComparer? innerComparer = null)
    {
        _skipTypeCheck = skipTypeCheck;
        _innerComparer = innerComparer ?? ItemComparer.Instance;
    }

    /// <inheritdoc/>
    public bool Equals(T? x, T? y)
    {
        if (x is null || y is null)
            return x is null && y is null;
        if (x is IEquatable<T> equatable)
            return equatable.Equals(y);
        if (!_skipTypeCheck && x.GetType() != y.GetType() && x is not IEnumerable)
            return x.Equals(y);
        if (x is string || x is not IEnumerable items || y is not IEnumerable others)
            return x.Equals(y);
        return x.Equals(y) || AreEqual(items, others);
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always: sequences that are equal need not have the same hash code.</exception>
    public int GetHashCode(T obj) => throw new NotSupportedException("AkkaAssertEqualityComparer compares; it does not hash.");

    private bool AreEqual(IEnumerable items, IEnumerable others)
    {
        var left = items.GetEnumerator();
        var right = others.GetEnumerator();
        try
        {
            while (true)
            {
                var hasLeft = left.MoveNext();
                if (hasLeft != right.MoveNext())
                    return false;
                if (!hasLeft)
                    return true;
                if (!_innerComparer.Equals(left.Current, right.Current))
                    return false;
            }
        }
        finally
        {
            (left as IDisposable)?.Dispose();
            (right as IDisposable)?.Dispose();
        }
    }

    private sealed class ItemComparer : IEqualityComparer
    {
        public static readonly ItemComparer Instance = new();

        public new bool Equals(object? x, object? y) => new AkkaAssertEqualityComparer<object>().Equals(x, y);

        public int GetHashCode(object obj) => obj.GetHashCode();
    }
}
