using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

/// <summary>Watches one actor on behalf of code outside of any actor. Dispose it to stop watching.</summary>
internal sealed class TerminationPromise : MinimalActorRef, IDisposable
{
    private readonly TaskCompletionSource _terminated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IInternalActorRef _watchee;
    private LazyTempPath _path;

    private TerminationPromise(IInternalActorRef watchee) => _watchee = watchee;

    public override ActorPath Path => _path.GetOrRegister(this, _terminated.Task);

    public override IActorRefProvider Provider => _watchee.Provider;

    public override bool IsTerminated => _terminated.Task.IsCompleted;

    /// <summary>Completes when the watched actor has terminated; cancelled when watching ends before.</summary>
    public Task Terminated => _terminated.Task;

    /// <exception cref="InvalidOperationException">The reference cannot be watched.</exception>
    public static TerminationPromise Watch(IActorRef target)
    {
        var watchee = target as IInternalActorRef
            ?? throw new InvalidOperationException($"{target} is not an {typeof(IInternalActorRef)} and cannot be death-watched");
        var promise = new TerminationPromise(watchee);
        watchee.SendSystemMessage(new Watch(watchee, promise));
        return promise;
    }

    public override void SendSystemMessage(ISystemMessage message)
    {
        if (message is DeathWatchNotification notification && _watchee.Equals(notification.Actor) && _terminated.TrySetResult())
            _path.Unregister(Provider);
    }

    public void Dispose()
    {
        if (!_terminated.TrySetCanceled())
            return;
        _watchee.SendSystemMessage(new Unwatch(_watchee, this));
        _path.Unregister(Provider);
    }
}
