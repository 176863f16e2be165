using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Actor;

/// <summary>
/// The sender of an Ask: the first message it is sent completes a task. Later ones become dead letters, unless the asker
/// gave up by cancelling. Safe for use by many threads at once.
/// </summary>
/// <remarks>
/// It has no path, and is not registered under <c>/temp</c>, until somebody asks for its path. When the task ends, by a
/// reply, a timeout or cancellation, its timer, its cancellation callback and its registration are released.
/// </remarks>
/// <typeparam name="T">The type of reply that is expected.</typeparam>
public class FutureActorRef<T> : MinimalActorRef
{
    private readonly TaskCompletionSource<T> _result;
    private readonly IActorRefProvider _provider;
    private readonly ActorPath? _givenPath;
    private LazyTempPath _path;
    private TimeSpan _limit;
    private ITimerHandle? _timeout;
    private CancellationTokenRegistration _cancellation;

    /// <summary>Creates the reference.</summary>
    /// <param name="result">Completed by the first reply.</param>
    /// <param name="path">The reference's path, which the caller registers and unregisters; null to make one when it is asked for.</param>
    /// <param name="provider">The provider of the system to which the one asked belongs.</param>
    public FutureActorRef(TaskCompletionSource<T> result, ActorPath? path, IActorRefProvider provider)
    {
        _result = result;
        _givenPath = path;
        _provider = provider;
    }

    /// <inheritdoc/>
    public override ActorPath Path => _givenPath ?? _path.GetOrRegister(this, _result.Task);

    /// <inheritdoc/>
    public override IActorRefProvider Provider => _provider;

    /// <inheritdoc/>
    public override bool IsTerminated => _result.Task.IsCompleted;

    /// <summary>Sends <paramref name="message"/> to <paramref name="destination"/> with this reference as its sender.</summary>
    /// <param name="message">The question.</param>
    /// <param name="destination">Who is asked.</param>
    public virtual void DeliverAsk(object message, ICanTell destination) => destination.Tell(message, this);

    /// <summary>Answers those who want to watch it: it counts as terminated as soon as the reply is there.</summary>
    /// <inheritdoc/>
    public override void SendSystemMessage(ISystemMessage message)
    {
        if (message is not Watch watch || !Equals(watch.Watchee))
            return;
        _ = _result.Task.ContinueWith(
            static (_, state) =>
            {
                var ended = (Watch)state!;
                ended.Watcher.SendSystemMessage(new DeathWatchNotification(ended.Watchee, existenceConfirmed: true, addressTerminated: false));
            },
            watch,
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    /// <summary>Lets the task fail or be cancelled if no reply arrives in time. Called once, before the question is sent.</summary>
    internal void GiveUpAfter(TimeSpan? timeout, CancellationToken cancellationToken)
    {
        if (timeout is { } limit)
        {
            _limit = limit;
            _timeout = Scheduler.StartTimer(limit, static state => ((FutureActorRef<T>)state!).Expire(), this);
        }
        if (cancellationToken.CanBeCanceled)
        {
            _cancellation = cancellationToken.UnsafeRegister(
                static (state, token) => ((FutureActorRef<T>)state!).Ended(((FutureActorRef<T>)state)._result.TrySetCanceled(token)), this);
        }
        // Either may have fired before the other was set.
        if (_result.Task.IsCompleted)
            Release();
    }

    /// <summary>Waits no longer: the question was not asked.</summary>
    internal void GiveUp() => Ended(_result.TrySetCanceled());

    /// <inheritdoc/>
    protected override void TellInternal(object message, IActorRef sender)
    {
        // Whoever asks for a Status wants to see failures; everybody else wants them thrown, whoever asks for object included.
        var ended = message switch
        {
            Status.Failure failure when typeof(T) != typeof(Status) && typeof(T) != typeof(Status.Failure) =>
                _result.TrySetException(failure.Cause ?? new TaskCanceledException("Task cancelled by actor via Failure message.")),
            T reply => _result.TrySetResult(reply),
            _ => _result.TrySetException(new ArgumentException(
                $"Received message of type [{message.GetType()}] - Ask expected message of type [{typeof(T)}]")),
        };

        if (!Ended(ended) && !_result.Task.IsCanceled)
            _provider.DeadLetters.Tell(new DeadLetter(message, sender ?? _provider.DeadLetters, this), this);
    }

    private IScheduler Scheduler => _provider.Guardian.Cell.System.Scheduler;

    private void Expire() => Ended(_result.TrySetException(new AskTimeoutException($"Timeout after {_limit.TotalSeconds} seconds")));

    private bool Ended(bool byThisCall)
    {
        if (byThisCall)
            Release();
        return byThisCall;
    }

    private void Release()
    {
        _timeout?.Cancel();
        // Not Dispose, which would wait for a callback that is running on another thread.
        _cancellation.Unregister();
        _path.Unregister(_provider);
    }
}
