using Akka.Actor;

namespace Akka.Hosting;

/// <summary>
/// An actor of the <see cref="ActorRegistry"/> as a constructor parameter: services and actors that need one ask for it by key.
/// </summary>
/// <typeparam name="TActor">The key under which the actor is registered.</typeparam>
public interface IRequiredActor<TActor>
{
    /// <summary>The actor.</summary>
    /// <exception cref="MissingActorRegistryEntryException">It is not registered (yet).</exception>
    IActorRef ActorRef { get; }

    /// <summary>The actor, as soon as it is registered.</summary>
    /// <param name="cancellationToken">Ends the wait; without it the wait has no end.</param>
    /// <returns>The actor.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled first.</exception>
    Task<IActorRef> GetAsync(CancellationToken cancellationToken = default);
}
