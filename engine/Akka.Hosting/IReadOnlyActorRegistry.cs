using Akka.Actor;

namespace Akka.Hosting;

/// <summary>The reading side of the <see cref="ActorRegistry"/>: actors by a type that serves as their key.</summary>
public interface IReadOnlyActorRegistry : IEnumerable<KeyValuePair<Type, IActorRef>>
{
    /// <summary>The actor registered under <typeparamref name="TKey"/>, if there is one.</summary>
    /// <typeparam name="TKey">The key; any type, usually that of the actor.</typeparam>
    /// <param name="actor">The actor, or <see cref="ActorRefs.Nobody"/> when there is none.</param>
    /// <returns>Whether there is one.</returns>
    bool TryGet<TKey>(out IActorRef actor);

    /// <summary>The actor registered under <paramref name="key"/>, if there is one.</summary>
    /// <param name="key">The key; any type, usually that of the actor.</param>
    /// <param name="actor">The actor, or <see cref="ActorRefs.Nobody"/> when there is none.</param>
    /// <returns>Whether there is one.</returns>
    bool TryGet(Type key, out IActorRef actor);

    /// <summary>The actor registered under <typeparamref name="TKey"/>.</summary>
    /// <typeparam name="TKey">The key; any type, usually that of the actor.</typeparam>
    /// <returns>The actor.</returns>
    /// <exception cref="MissingActorRegistryEntryException">There is none (yet); <see cref="GetAsync{TKey}"/> waits for it.</exception>
    IActorRef Get<TKey>();

    /// <summary>The actor registered under <typeparamref name="TKey"/>, as soon as there is one.</summary>
    /// <typeparam name="TKey">The key; any type, usually that of the actor.</typeparam>
    /// <param name="ct">Ends the wait; without it the wait has no end.</param>
    /// <returns>The actor.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled first.</exception>
    Task<IActorRef> GetAsync<TKey>(CancellationToken ct = default);

    /// <summary>The actor registered under <paramref name="key"/>, as soon as there is one.</summary>
    /// <param name="key">The key; any type, usually that of the actor.</param>
    /// <param name="ct">Ends the wait; without it the wait has no end.</param>
    /// <returns>The actor.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled first.</exception>
    Task<IActorRef> GetAsync(Type key, CancellationToken ct = default);
}
