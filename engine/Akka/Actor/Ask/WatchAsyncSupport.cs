namespace Akka.Actor;

/// <summary>Watches an actor from outside of any actor.</summary>
public static class WatchAsyncSupport
{
    /// <summary>Waits until <paramref name="target"/> has terminated.</summary>
    /// <param name="target">The actor.</param>
    /// <param name="token">Ends the waiting.</param>
    /// <returns>True when the actor has terminated, false when the token was cancelled before.</returns>
    /// <exception cref="InvalidOperationException">The reference cannot be watched.</exception>
    public static async Task<bool> WatchAsync(this IActorRef target, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(target);
        using var promise = TerminationPromise.Watch(target);
        try
        {
            await promise.Terminated.WaitAsync(token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
