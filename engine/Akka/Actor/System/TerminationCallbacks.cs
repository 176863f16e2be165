using Akka.Event;

namespace Akka.Actor.Internal;

/// <summary>What is to be run once all actors have ended, the last registered first.</summary>
internal sealed class TerminationCallbacks
{
    private readonly Lock _lock = new();
    private Stack<Action>? _callbacks = new();

    public void Add(Action code)
    {
        ArgumentNullException.ThrowIfNull(code);
        lock (_lock)
        {
            if (_callbacks is null)
                throw new InvalidOperationException("ActorSystem already terminated.");
            _callbacks.Push(code);
        }
    }

    public void Run(ILoggingAdapter log)
    {
        Stack<Action>? callbacks;
        lock (_lock)
        {
            callbacks = _callbacks;
            _callbacks = null;
        }
        while (callbacks is not null && callbacks.TryPop(out var callback))
        {
            try
            {
                callback();
            }
            catch (Exception e)
            {
                log.Error(e, "A callback registered with RegisterOnTermination failed: {0}", e.Message);
            }
        }
    }
}
