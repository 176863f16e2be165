namespace Akka.Actor;

/// <summary>Stops an actor and tells when it has stopped.</summary>
public static class GracefulStopSupport
{
    /// <summary>Stops <paramref name="target"/> with a <see cref="PoisonPill"/>, behind the messages it has already.</summary>
    /// <inheritdoc cref="GracefulStop(IActorRef, TimeSpan, object)"/>
    public static Task<bool> GracefulStop(this IActorRef target, TimeSpan timeout) =>
        target.GracefulStop(timeout, PoisonPill.Instance);

    /// <summary>
    /// Sends <paramref name="stopMessage"/> to <paramref name="target"/> and waits until it has stopped. Its name may be
    /// taken a little longer: its parent learns of the end independently of this task.
    /// </summary>
    /// <param name="target">The actor to stop. An actor must not wait for its own end.</param>
    /// <param name="timeout">How long to wait; above zero, or <see cref="Timeout.InfiniteTimeSpan"/>.</param>
    /// <param name="stopMessage">What makes the actor stop.</param>
    /// <returns>True, when the actor has stopped.</returns>
    /// <exception cref="TaskCanceledException">The actor has not stopped in time.</exception>
    public static async Task<bool> GracefulStop(this IActorRef target, TimeSpan timeout, object stopMessage)
    {
        ArgumentNullException.ThrowIfNull(target);
        using var promise = TerminationPromise.Watch(target);
        target.Tell(stopMessage, ActorRefs.NoSender);
        try
        {
            await promise.Terminated.WaitAsync(timeout).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException e)
        {
            throw new TaskCanceledException($"{target} has not stopped within {timeout}", e);
        }
    }
}
