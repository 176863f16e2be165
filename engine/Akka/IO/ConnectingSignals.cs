using Akka.Actor;
using Akka.Event;
using Akka.IO.Transport;

namespace Akka.IO;

/// <summary>Turns the events of an attempt to connect into messages to its actor. Called on the transport's threads.</summary>
internal sealed class ConnectingSignals(IActorRef connection) : IConnectingEvents
{
    void IConnectingEvents.Connected() => connection.Tell(Established.Instance, ActorRefs.NoSender);

    void IConnectingEvents.ConnectFailed(Exception cause) => connection.Tell(new Failed(cause), ActorRefs.NoSender);

    /// <summary>The connection can be taken.</summary>
    public sealed class Established : INoSerializationVerificationNeeded, IDeadLetterSuppression
    {
        public static readonly Established Instance = new();
    }

    /// <summary>This address cannot be reached.</summary>
    public sealed class Failed(Exception cause) : INoSerializationVerificationNeeded, IDeadLetterSuppression
    {
        public Exception Cause { get; } = cause;
    }
}
