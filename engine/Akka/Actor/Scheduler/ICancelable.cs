namespace Akka.Actor;

/// <summary>Something that can be cancelled once, by anyone, from any thread.</summary>
public interface ICancelable
{
    /// <summary>Whether it was cancelled.</summary>
    bool IsCancellationRequested { get; }

    /// <summary>A token that is cancelled together with this.</summary>
    CancellationToken Token { get; }

    /// <summary>Cancels now; does nothing if it was cancelled before.</summary>
    void Cancel();

    /// <summary>Cancels now; does nothing if it was cancelled before.</summary>
    /// <param name="throwOnFirstException">
    /// True: the first exception of a callback registered with <see cref="Token"/> leaves this call at once.
    /// False: all callbacks run, and their exceptions leave as one <see cref="AggregateException"/>.
    /// </param>
    void Cancel(bool throwOnFirstException);

    /// <summary>Cancels after <paramref name="delay"/>.</summary>
    void CancelAfter(TimeSpan delay);

    /// <summary>Cancels after <paramref name="millisecondsDelay"/> milliseconds.</summary>
    void CancelAfter(int millisecondsDelay);
}

/// <summary>Extensions of <see cref="ICancelable"/>.</summary>
public static class CancelableExtensions
{
    /// <summary>Cancels <paramref name="cancelable"/> if it is not null.</summary>
    public static void CancelIfNotNull(this ICancelable? cancelable) => cancelable?.Cancel();
}
