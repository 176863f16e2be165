using System.Net.Sockets;
using Akka.Actor;
using Akka.Event;

namespace Akka.IO;

/// <summary>What a connection's events are as messages to its actor.</summary>
internal static class ConnectionSignals
{
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
