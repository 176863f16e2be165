using System.Net.Sockets;

namespace Akka.IO.Transport;

/// <summary>What has become of a batch by the time <see cref="ITransportConnection.Send"/> returns.</summary>
internal readonly struct SendResult
{
    private SendResult(int bytesSent, bool isPending, SocketError error)
    {
        BytesSent = bytesSent;
        IsPending = isPending;
        Error = error;
    }

    /// <summary>Bytes of the batch already handed over.</summary>
    public int BytesSent { get; }

    /// <summary>Whether the rest follows and <see cref="IConnectionEvents.Sent"/> will tell.</summary>
    public bool IsPending { get; }

    /// <summary>Why the batch failed.</summary>
    public SocketError Error { get; }

    public static SendResult Complete(int bytesSent) => new(bytesSent, false, SocketError.Success);

    public static SendResult Pending(int bytesSent) => new(bytesSent, true, SocketError.Success);

    public static SendResult Failed(SocketError error) => new(0, false, error);
}
