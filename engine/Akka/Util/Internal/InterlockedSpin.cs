namespace Akka.Util.Internal;

/// <summary>Replaces a shared reference by a function of its current value, retrying until no other thread interfered.</summary>
public static class InterlockedSpin
{
    /// <summary>Replaces <paramref name="reference"/> by what <paramref name="updater"/> makes of it.</summary>
    /// <param name="reference">The shared reference.</param>
    /// <param name="updater">A pure function: it may run several times.</param>
    /// <returns>The value that was set.</returns>
    public static T Swap<T>(ref T reference, Func<T, T> updater)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(updater);
        var spin = new SpinWait();
        while (true)
        {
            var current = Volatile.Read(ref reference);
            var updated = updater(current);
            if (ReferenceEquals(Interlocked.CompareExchange(ref reference, updated, current), current))
                return updated;
            spin.SpinOnce();
        }
    }

    /// <summary>As <see cref="Swap{T}"/>, but <paramref name="updateIfTrue"/> also decides whether to update at all.</summary>
    /// <param name="reference">The shared reference.</param>
    /// <param name="updateIfTrue">A pure function that gives: whether to update, the new value, and the result.</param>
    /// <returns>The result of the run of <paramref name="updateIfTrue"/> that counted.</returns>
    public static TReturn ConditionallySwap<T, TReturn>(ref T reference, Func<T, (bool, T, TReturn)> updateIfTrue)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(updateIfTrue);
        var spin = new SpinWait();
        while (true)
        {
            var current = Volatile.Read(ref reference);
            var (update, updated, result) = updateIfTrue(current);
            if (!update || ReferenceEquals(Interlocked.CompareExchange(ref reference, updated, current), current))
                return result;
            spin.SpinOnce();
        }
    }
}
