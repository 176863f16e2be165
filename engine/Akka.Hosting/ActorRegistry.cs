using System.Collections;
using System.Collections.Concurrent;
using Akka.Actor;

namespace Akka.Hosting;

/// <summary>
/// The long-lived actors of one <see cref="ActorSystem"/> by the type that serves as their key, so that code inside and
/// outside of actors finds them without knowing their paths. Safe for use from any thread.
/// </summary>
public class ActorRegistry : IActorRegistry, IExtension
{
    private readonly ConcurrentDictionary<Type, IActorRef> _actors = new();

    // A waiter is completed by whoever registers the actor; continuations run elsewhere, never inside Register.
    private readonly ConcurrentDictionary<Type, TaskCompletionSource<IActorRef>> _waiters = new();

    /// <summary>The registry of an actor system; made on first use.</summary>
    /// <param name="actorSystem">The actor system.</param>
    /// <returns>The same registry each time.</returns>
    public static ActorRegistry For(ActorSystem actorSystem)
    {
        ArgumentNullException.ThrowIfNull(actorSystem);
        return actorSystem.WithExtension<ActorRegistry, ActorRegistryExtension>();
    }

    /// <inheritdoc/>
    public void Register<TKey>(IActorRef actor, bool overwrite = false)
    {
        if (!TryRegister<TKey>(actor, overwrite))
        {
            throw new DuplicateActorRegistryException(
                $"An actor for type {typeof(TKey)} has already been registered. Call `Register(IActorRef, bool overwrite=true)` to avoid this error or use a different key.");
        }
    }

    /// <inheritdoc/>
    public bool TryRegister<TKey>(IActorRef actor, bool overwrite = false) =>
        TryRegister(typeof(TKey), actor, overwrite);

    /// <inheritdoc/>
    public bool TryRegister(Type key, IActorRef actor, bool overwrite = false)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(actor);

        if (overwrite)
        {
            _actors[key] = actor;
        }
        else if (!_actors.TryAdd(key, actor))
        {
            return false;
        }

        if (_waiters.TryRemove(key, out var waiter))
        {
            waiter.TrySetResult(actor);
        }

        return true;
    }

    /// <inheritdoc/>
    public bool TryGet<TKey>(out IActorRef actor) => TryGet(typeof(TKey), out actor);

    /// <inheritdoc/>
    public bool TryGet(Type key, out IActorRef actor)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (_actors.TryGetValue(key, out var found))
        {
            actor = found;
            return true;
        }

        actor = ActorRefs.Nobody;
        return false;
    }

    /// <inheritdoc/>
    public IActorRef Get<TKey>()
    {
        if (TryGet<TKey>(out var actor))
        {
            return actor;
        }

        throw new MissingActorRegistryEntryException(
            $"No actor registered for key {typeof(TKey).FullName}. Register it in `WithActors`, or use `GetAsync` to wait for it.");
    }

    /// <inheritdoc/>
    public Task<IActorRef> GetAsync<TKey>(CancellationToken ct = default) => GetAsync(typeof(TKey), ct);

    /// <inheritdoc/>
    public Task<IActorRef> GetAsync(Type key, CancellationToken ct = default)
    {
        if (TryGet(key, out var actor))
        {
            return Task.FromResult(actor);
        }

        var waiter = _waiters.GetOrAdd(
            key, static _ => new TaskCompletionSource<IActorRef>(TaskCreationOptions.RunContinuationsAsynchronously));

        // The actor may have been registered between the look-up and the waiter's arrival.
        if (TryGet(key, out actor))
        {
            waiter.TrySetResult(actor);
            _waiters.TryRemove(new KeyValuePair<Type, TaskCompletionSource<IActorRef>>(key, waiter));
        }

        return waiter.Task.WaitAsync(ct);
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<Type, IActorRef>> GetEnumerator() => _actors.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
