namespace Akka.Util;

/// <summary>A reference that several threads read and change without locks.</summary>
/// <typeparam name="T">The type referred to.</typeparam>
public class AtomicReference<T>
    where T : class
{
    /// <summary>The reference itself, for subclasses that use <see cref="Interlocked"/> directly.</summary>
    protected T? atomicValue;

    /// <summary>Starts as null.</summary>
    public AtomicReference() { }

    /// <summary>Starts as <paramref name="originalValue"/>.</summary>
    public AtomicReference(T? originalValue) => atomicValue = originalValue;

    /// <summary>The current value; reads acquire and writes release.</summary>
    public T Value
    {
        get => Volatile.Read(ref atomicValue)!;
        set => Volatile.Write(ref atomicValue, value);
    }

    /// <summary>Sets <paramref name="newValue"/> if the current reference is <paramref name="expected"/>.</summary>
    /// <returns>True if the value was set.</returns>
    public bool CompareAndSet(T? expected, T? newValue) =>
        ReferenceEquals(Interlocked.CompareExchange(ref atomicValue, newValue, expected), expected);

    /// <summary>Sets <paramref name="newValue"/> if the current reference is <paramref name="expected"/>.</summary>
    /// <returns>The reference before the call, whether it was replaced or not.</returns>
    public T? CompareExchange(T? expected, T? newValue) =>
        Interlocked.CompareExchange(ref atomicValue, newValue, expected);

    /// <summary>Sets <paramref name="newValue"/> and returns the reference before it.</summary>
    public T? GetAndSet(T? newValue) => Interlocked.Exchange(ref atomicValue, newValue);

    /// <summary>The current value of <paramref name="atomicReference"/>.</summary>
    public static implicit operator T?(AtomicReference<T> atomicReference)
    {
        ArgumentNullException.ThrowIfNull(atomicReference);
        return atomicReference.Value;
    }
}
