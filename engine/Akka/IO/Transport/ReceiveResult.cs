using System.Buffers;
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

/// <summary>What a <see cref="ITransportConnection.Receive"/> brought.</summary>
internal readonly struct ReceiveResult
{
    private ReceiveResult(ReceiveStatus status, ReadOnlySequence<byte> data, SocketError error)
    {
        Status = status;
        Data = data;
        Error = error;
    }

    public static ReceiveResult WouldBlock => new(ReceiveStatus.WouldBlock, default, SocketError.WouldBlock);

    public static ReceiveResult EndOfStream => new(ReceiveStatus.EndOfStream, default, SocketError.Success);

    public ReceiveStatus Status { get; }

    public ReadOnlySequence<byte> Data { get; }

    public SocketError Error { get; }

    public static ReceiveResult Received(ReadOnlySequence<byte> data) => new(ReceiveStatus.Data, data, SocketError.Success);

    public static ReceiveResult Failed(SocketError error) => new(ReceiveStatus.Failed, default, error);
}
