using Akka.Actor;
using Akka.Event;
using Akka.IO.Transport;

namespace Akka.IO;

/// <summary>Turns a listening socket's events into messages to its actor. Called on the transport's threads.</summary>
internal sealed class ListenerSignals(IActorRef listener) : IListenerEvents
{
    void IListenerEvents.Accepted() => ConnectionDispatcher.TellNow(listener, Accepted.Instance, ActorRefs.NoSender);

    void IListenerEvents.AcceptFailed(Exception cause) => listener.Tell(new Failed(cause), ActorRefs.NoSender);

    /// <summary>A connection can be taken.</summary>
    public sealed class Accepted : INoSerializationVerificationNeeded, IDeadLetterSuppression
    {
        public static readonly Accepted Instance = new();
    }

    /// <summary>
    /// The handler that every connection of the listener is offered to has ended. The listener tells them: if each watched it, until
    /// some other handler registers, that would be two messages of the engine's for every client.
    /// </summary>
    public sealed class HandlerEnded : INoSerializationVerificationNeeded, IDeadLetterSuppression
    {
        public static readonly HandlerEnded Instance = new();
    }

    /// <summary>Accepting has stopped.</summary>
    public sealed class Failed(Exception cause) : INoSerializationVerificationNeeded, IDeadLetterSuppression
    {
        public Exception Cause { get; } = cause;
    }
}
