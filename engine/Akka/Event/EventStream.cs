using Akka.Actor;
using Akka.Actor.Internal;

namespace Akka.Event;

/// <summary>
/// The actor system's own bus: actors subscribe to the types of events they want, base types and interfaces included.
/// Subscribers that stop are unsubscribed.
/// </summary>
/// <param name="debug">Whether subscribing and unsubscribing is logged, as <c>akka.actor.debug.event-stream</c> says.</param>
public class EventStream(bool debug) : LoggingBus
{
    private static int _unsubscriberNumber;

    private readonly bool _debug = debug;
    private readonly Lock _unsubscriberChange = new();
    private readonly HashSet<IActorRef> _waitingForUnsubscriber = [];
    private IActorRef? _unsubscriber;

    /// <summary>Subscribes an actor to all events of a type.</summary>
    /// <param name="subscriber">Who gets the events.</param>
    /// <param name="channel">The type; types that derive from it or implement it are included.</param>
    /// <returns>False if the subscriber gets all of them already.</returns>
    /// <exception cref="ArgumentNullException">The subscriber is null.</exception>
    public override bool Subscribe(IActorRef subscriber, Type channel)
    {
        ThrowIfNull(subscriber);
        if (_debug)
            Publish(new Debug(SimpleName(this), GetType(), $"subscribing {subscriber} to channel {channel}"));
        var changed = base.Subscribe(subscriber, channel);
        // Not before: the end of one that has stopped already would be heard of too early.
        RegisterWithUnsubscriber(subscriber);
        return changed;
    }

    /// <summary>Unsubscribes an actor from a type and all types below it.</summary>
    /// <param name="subscriber">Who gets the events.</param>
    /// <param name="channel">The type.</param>
    /// <returns>False if the subscriber got none of them.</returns>
    /// <exception cref="ArgumentNullException">The subscriber is null.</exception>
    public override bool Unsubscribe(IActorRef subscriber, Type channel)
    {
        ThrowIfNull(subscriber);
        var changed = base.Unsubscribe(subscriber, channel);
        if (_debug)
            Publish(new Debug(SimpleName(this), GetType(), $"unsubscribing {subscriber} from channel {channel}"));
        UnregisterIfNoMoreSubscribedChannels(subscriber);
        return changed;
    }

    /// <summary>Unsubscribes an actor from everything.</summary>
    /// <param name="subscriber">Who gets the events.</param>
    /// <returns>False if the subscriber got none.</returns>
    /// <exception cref="ArgumentNullException">The subscriber is null.</exception>
    public override bool Unsubscribe(IActorRef subscriber)
    {
        ThrowIfNull(subscriber);
        var changed = base.Unsubscribe(subscriber);
        if (_debug)
            Publish(new Debug(SimpleName(this), GetType(), $"unsubscribing {subscriber} from all channels"));
        UnregisterIfNoMoreSubscribedChannels(subscriber);
        return changed;
    }

    /// <summary>Starts the actor that watches subscribers, and tells it of those who subscribed before.</summary>
    /// <param name="system">The actor system whose event stream this is.</param>
    public void StartUnsubscriber(ActorSystemImpl system)
    {
        ArgumentNullException.ThrowIfNull(system);
        var unsubscriber = system.SystemActorOf(
            Props.Create(() => new EventStreamUnsubscriber(this, _debug)).WithDispatcher(Dispatch.Dispatchers.InternalDispatcherId),
            $"EventStreamUnsubscriber-{Interlocked.Increment(ref _unsubscriberNumber)}");
        lock (_unsubscriberChange)
        {
            _unsubscriber = unsubscriber;
            foreach (var subscriber in _waitingForUnsubscriber)
                unsubscriber.Tell(new EventStreamUnsubscriber.Register(subscriber), ActorRefs.NoSender!);
            _waitingForUnsubscriber.Clear();
        }
    }

    private void RegisterWithUnsubscriber(IActorRef subscriber)
    {
        // These are no actors and never stop.
        if (subscriber is MinimalLogger)
            return;
        lock (_unsubscriberChange)
        {
            if (_unsubscriber is null)
                _waitingForUnsubscriber.Add(subscriber);
            else
                _unsubscriber.Tell(new EventStreamUnsubscriber.Register(subscriber), ActorRefs.NoSender!);
        }
    }

    private void UnregisterIfNoMoreSubscribedChannels(IActorRef subscriber)
    {
        if (subscriber is MinimalLogger)
            return;
        lock (_unsubscriberChange)
        {
            if (_unsubscriber is not null)
                _unsubscriber.Tell(new EventStreamUnsubscriber.UnregisterIfNoMoreSubscribedChannels(subscriber), ActorRefs.NoSender!);
            else if (!HasSubscriptions(subscriber))
                _waitingForUnsubscriber.Remove(subscriber);
        }
    }

    private static void ThrowIfNull(IActorRef subscriber)
    {
        if (subscriber is null)
            throw new ArgumentNullException(nameof(subscriber), "subscriber is null");
    }
}
