namespace Akka.Actor;

/// <summary>
/// The path of a short-lived reference under <c>/temp</c>. It is made, and the reference registered under it, when
/// somebody asks for it; most such references are answered without anybody asking. A mutable struct: never copy it.
/// Safe for use by many threads at once.
/// </summary>
internal struct LazyTempPath
{
    private ActorPath? _path;

    /// <summary>Returns the path, making and registering it the first time.</summary>
    /// <param name="owner">The reference that the path leads to.</param>
    /// <param name="lifetime">Once it is completed the reference is no longer registered.</param>
    public ActorPath GetOrRegister(IInternalActorRef owner, Task lifetime)
    {
        if (Volatile.Read(ref _path) is { } known)
            return known;

        var provider = owner.Provider;
        var path = provider.TempPath();
        if (Interlocked.CompareExchange(ref _path, path, null) is { } earlier)
            return earlier;

        provider.RegisterTempActor(owner, path);
        // The end may have come between: whoever completed the task saw either no path or one not registered yet.
        if (lifetime.IsCompleted)
            provider.UnregisterTempActor(path);
        return path;
    }

    /// <summary>Takes the reference out of the register, if it ever got in. Call it after the lifetime's task has completed.</summary>
    public void Unregister(IActorRefProvider provider)
    {
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _path) is { } path)
            provider.UnregisterTempActor(path);
    }
}
