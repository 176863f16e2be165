namespace Akka.Util.Internal;

/// <summary>A number that several threads count without locks.</summary>
/// <typeparam name="T">The number's type.</typeparam>
public interface IAtomicCounter<T>
{
    /// <summary>The current value.</summary>
    T Current { get; }

    /// <summary>Adds <paramref name="amount"/> and returns the sum.</summary>
    T AddAndGet(T amount);

    /// <summary>Adds <paramref name="amount"/> and returns the value before.</summary>
    T GetAndAdd(T amount);

    /// <summary>Adds one and returns the value before.</summary>
    T GetAndIncrement();

    /// <summary>Adds one and returns the sum.</summary>
    T IncrementAndGet();

    /// <summary>Adds one and returns the sum.</summary>
    T Next();

    /// <summary>Sets the value to zero.</summary>
    void Reset();
}
