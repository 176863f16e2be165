namespace Akka.Util.Internal;

/// <summary>A 64-bit number that several threads count without locks; it wraps around on overflow.</summary>
public class AtomicCounterLong : IAtomicCounter<long>
{
    private long _value;

    /// <summary>Starts at zero.</summary>
    public AtomicCounterLong() { }

    /// <summary>Starts at <paramref name="value"/>.</summary>
    public AtomicCounterLong(long value) => _value = value;

    /// <inheritdoc/>
    public long Current => Volatile.Read(ref _value);

    /// <inheritdoc/>
    public long Next() => IncrementAndGet();

    /// <inheritdoc/>
    public long IncrementAndGet() => Interlocked.Increment(ref _value);

    /// <inheritdoc/>
    public long GetAndIncrement() => Interlocked.Increment(ref _value) - 1;

    /// <summary>Subtracts one and returns the difference.</summary>
    public long DecrementAndGet() => Interlocked.Decrement(ref _value);

    /// <inheritdoc/>
    public long AddAndGet(long amount) => Interlocked.Add(ref _value, amount);

    /// <inheritdoc/>
    public long GetAndAdd(long amount) => Interlocked.Add(ref _value, amount) - amount;

    /// <summary>Sets <paramref name="value"/> and returns the value before it.</summary>
    public long GetAndSet(long value) => Interlocked.Exchange(ref _value, value);

    /// <summary>Sets <paramref name="newValue"/> if the current value is <paramref name="expected"/>.</summary>
    /// <returns>True if the value was set.</returns>
    public bool CompareAndSet(long expected, long newValue) =>
        Interlocked.CompareExchange(ref _value, newValue, expected) == expected;

    /// <inheritdoc/>
    public void Reset() => Interlocked.Exchange(ref _value, 0);

    /// <inheritdoc/>
    public override string ToString() => Current.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
