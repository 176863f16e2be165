using Akka.Actor;

namespace Akka.Event;

/// <summary>Watches the subscribers of an event stream and unsubscribes those that stopped.</summary>
internal sealed class EventStreamUnsubscriber(EventStream eventStream, bool debug) : ActorBase
{
    /// <summary>An actor subscribed.</summary>
    internal sealed record Register(IActorRef Actor) : INoSerializationVerificationNeeded;

    /// <summary>An actor unsubscribed from something; perhaps it was the last.</summary>
    internal sealed record UnregisterIfNoMoreSubscribedChannels(IActorRef Actor) : INoSerializationVerificationNeeded;

    protected override void PreStart() => Log($"registering unsubscriber with {eventStream}");

    protected override bool Receive(object message)
    {
        switch (message)
        {
            case Register register:
                Log($"watching {register.Actor} in order to unsubscribe from EventStream when it terminates");
                Context.Watch(register.Actor);
                return true;
            case UnregisterIfNoMoreSubscribedChannels unregister when eventStream.HasSubscriptions(unregister.Actor):
                return true;
            case UnregisterIfNoMoreSubscribedChannels unregister:
                Log($"unwatching {unregister.Actor}, since has no subscriptions");
                Context.Unwatch(unregister.Actor);
                return true;
            case Terminated terminated:
                Log($"unsubscribe {terminated.ActorRef} from {eventStream}, because it was terminated");
                eventStream.Unsubscribe(terminated.ActorRef);
                return true;
            default:
                return false;
        }
    }

    private void Log(string text)
    {
        if (debug)
            eventStream.Publish(new Debug(Logging.SimpleName(typeof(EventStreamUnsubscriber)), GetType(), text));
    }
}
