namespace Akka.Util;

/// <summary>A boolean that several threads read and change without locks.</summary>
/// <param name="initialValue">The first value.</param>
public class AtomicBoolean(bool initialValue = false)
{
    private bool _value = initialValue;

    /// <summary>The current value; reads acquire and writes release.</summary>
    public bool Value
    {
        get => Volatile.Read(ref _value);
        set => Volatile.Write(ref _value, value);
    }

    /// <summary>Sets <paramref name="newValue"/> if the current value is <paramref name="expected"/>.</summary>
    /// <returns>True if the value was set.</returns>
    public bool CompareAndSet(bool expected, bool newValue) =>
        Interlocked.CompareExchange(ref _value, newValue, expected) == expected;

    /// <summary>Sets <paramref name="newValue"/> and returns the value before it.</summary>
    public bool GetAndSet(bool newValue) => Interlocked.Exchange(ref _value, newValue);

    /// <summary>The current value of <paramref name="atomicBoolean"/>.</summary>
    public static implicit operator bool(AtomicBoolean atomicBoolean)
    {
        ArgumentNullException.ThrowIfNull(atomicBoolean);
        return atomicBoolean.Value;
    }
}
