using Akka.Actor;

namespace Akka.Event;

/// <summary>Subscribes and unsubscribes by a type argument.</summary>
public static class EventStreamExtensions
{
    /// <summary>Subscribes an actor to all events of a type.</summary>
    /// <typeparam name="TChannel">The type; types that derive from it or implement it are included.</typeparam>
    /// <returns>False if the subscriber gets all of them already.</returns>
    public static bool Subscribe<TChannel>(this EventStream eventStream, IActorRef subscriber)
    {
        ArgumentNullException.ThrowIfNull(eventStream);
        return eventStream.Subscribe(subscriber, typeof(TChannel));
    }

    /// <summary>Unsubscribes an actor from a type and all types below it.</summary>
    /// <typeparam name="TChannel">The type.</typeparam>
    /// <returns>False if the subscriber got none of them.</returns>
    public static bool Unsubscribe<TChannel>(this EventStream eventStream, IActorRef subscriber)
    {
        ArgumentNullException.ThrowIfNull(eventStream);
        return eventStream.Unsubscribe(subscriber, typeof(TChannel));
    }
}
