using System.Net.Sockets;
using Akka.Actor;
using Akka.Event;
using Akka.IO.Transport;

namespace Akka.IO;

/// <summary>Turns a connection's events into messages to its actor. Called on the transport's threads.</summary>
internal sealed class ConnectionSignals(IActorRef connection) : IConnectionEvents
{
    void IConnectionEvents.Readable() => connection.Tell(Readable.Instance, ActorRefs.NoSender);

    void IConnectionEvents.Sent(SocketError error) =>
        connection.Tell(error == SocketError.Success ? Sent.Succeeded : new Sent(error), ActorRefs.NoSender);

    /// <summary>There may be something to read.</summary>
    public sealed class Readable : INoSerializationVerificationNeeded, IDeadLetterSuppression
    {
        public static readonly Readable Instance = new();
    }

    /// <summary>The batch under way has been handed over, or has failed.</summary>
    public sealed class Sent(SocketError error) : INoSerializationVerificationNeeded, IDeadLetterSuppression
    {
        public static readonly Sent Succeeded = new(SocketError.Success);

        public SocketError Error { get; } = error;
    }
}
