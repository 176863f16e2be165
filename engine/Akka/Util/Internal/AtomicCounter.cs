namespace Akka.Util.Internal;

/// <summary>A 32-bit number that several threads count without locks; it wraps around on overflow.</summary>
public class AtomicCounter : IAtomicCounter<int>
{
    private int _value;

    /// <summary>Starts at zero.</summary>
    public AtomicCounter() { }

    /// <summary>Starts at <paramref name="initialValue"/>.</summary>
    public AtomicCounter(int initialValue) => _value = initialValue;

    /// <inheritdoc/>
    public int Current => Volatile.Read(ref _value);

    /// <inheritdoc/>
    public int Next() => IncrementAndGet();

    /// <inheritdoc/>
    public int IncrementAndGet() => Interlocked.Increment(ref _value);

    /// <inheritdoc/>
    public int GetAndIncrement() => Interlocked.Increment(ref _value) - 1;

    /// <summary>Subtracts one and returns the difference.</summary>
    public int DecrementAndGet() => Interlocked.Decrement(ref _value);

    /// <inheritdoc/>
    public int AddAndGet(int amount) => Interlocked.Add(ref _value, amount);

    /// <inheritdoc/>
    public int GetAndAdd(int amount) => Interlocked.Add(ref _value, amount) - amount;

    /// <summary>Sets <paramref name="value"/> and returns the value before it.</summary>
    public int GetAndSet(int value) => Interlocked.Exchange(ref _value, value);

    /// <summary>Sets <paramref name="newValue"/> if the current value is <paramref name="expected"/>.</summary>
    /// <returns>True if the value was set.</returns>
    public bool CompareAndSet(int expected, int newValue) =>
        Interlocked.CompareExchange(ref _value, newValue, expected) == expected;

    /// <inheritdoc/>
    public void Reset() => Interlocked.Exchange(ref _value, 0);

    /// <summary>Subtracts one and returns the difference.</summary>
    public int Decrement() => DecrementAndGet();

    /// <summary>Subtracts one and returns the value before.</summary>
    public int GetAndDecrement() => Interlocked.Decrement(ref _value) + 1;

    /// <inheritdoc/>
    public override string ToString() => Current.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
