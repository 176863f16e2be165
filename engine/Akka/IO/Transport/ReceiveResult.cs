using System.Net.Sockets;

namespace Akka.IO.Transport;

/// <summary>How a <see cref="ITransportConnection.Receive"/> ended.</summary>
internal enum ReceiveStatus
{
    /// <summary>There are bytes.</summary>
    Data,

    /// <summary>Nothing has arrived.</summary>
    WouldBlock,

    /// <summary>The peer has closed its half.</summary>
    EndOfStream,

    /// <summary>The connection is broken.</summary>
    Failed,
}

/// <summary>What a <see cref="ITransportConnection.Receive"/> brought. The bytes come as what the handler will get, and are not passed on by copying.</summary>
internal readonly struct ReceiveResult
{
    private ReceiveResult(ReceiveStatus status, Tcp.Received? data, int count, SocketError error)
    {
        Status = status;
        Data = data;
        Count = count;
        Error = error;
    }

    public static ReceiveResult WouldBlock => new(ReceiveStatus.WouldBlock, null, 0, SocketError.WouldBlock);

    public static ReceiveResult EndOfStream => new(ReceiveStatus.EndOfStream, null, 0, SocketError.Success);

    public ReceiveStatus Status { get; }

    /// <summary>The bytes; null without any.</summary>
    public Tcp.Received? Data { get; }

    /// <summary>How many bytes.</summary>
    public int Count { get; }

    public SocketError Error { get; }

    public static ReceiveResult Received(Tcp.Received data, int count) => new(ReceiveStatus.Data, data, count, SocketError.Success);

    public static ReceiveResult Failed(SocketError error) => new(ReceiveStatus.Failed, null, 0, error);
}
