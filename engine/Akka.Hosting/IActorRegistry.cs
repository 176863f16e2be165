using Akka.Actor;

namespace Akka.Hosting;

/// <summary>The writing side of the <see cref="ActorRegistry"/>; what actor starters are handed.</summary>
public interface IActorRegistry : IReadOnlyActorRegistry
{
    /// <summary>Registers an actor under <typeparamref name="TKey"/> and wakes whoever waits for it.</summary>
    /// <typeparam name="TKey">The key; any type, usually that of the actor.</typeparam>
    /// <param name="actor">The actor.</param>
    /// <param name="overwrite">Whether an actor that is already registered is replaced.</param>
    /// <exception cref="DuplicateActorRegistryException">The key is taken and <paramref name="overwrite"/> is false.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="actor"/> is null.</exception>
    void Register<TKey>(IActorRef actor, bool overwrite = false);

    /// <summary>As <see cref="Register{TKey}"/>, but answers false where that would throw for a taken key.</summary>
    /// <typeparam name="TKey">The key; any type, usually that of the actor.</typeparam>
    /// <param name="actor">The actor.</param>
    /// <param name="overwrite">Whether an actor that is already registered is replaced.</param>
    /// <returns>Whether the actor is now registered.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="actor"/> is null.</exception>
    bool TryRegister<TKey>(IActorRef actor, bool overwrite = false);

    /// <summary>As <see cref="TryRegister{TKey}"/>, with the key as a value.</summary>
    /// <param name="key">The key; any type, usually that of the actor.</param>
    /// <param name="actor">The actor.</param>
    /// <param name="overwrite">Whether an actor that is already registered is replaced.</param>
    /// <returns>Whether the actor is now registered.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> or <paramref name="actor"/> is null.</exception>
    bool TryRegister(Type key, IActorRef actor, bool overwrite = false);
}
