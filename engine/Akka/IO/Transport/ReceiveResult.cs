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

/// <summary>
/// What a <see cref="ITransportConnection.Receive"/> brought. The bytes come as what the handler will get, and are not passed on by copying.
/// Small enough to be returned in registers.
/// </summary>
internal readonly struct ReceiveResult
{
    private readonly int _countOrError;

    private ReceiveResult(Tcp.Received? data, int countOrError)
    {
        Data = data;
        _countOrError = countOrError;
    }

    public static ReceiveResult WouldBlock => new(null, (int)SocketError.WouldBlock);

    public static ReceiveResult EndOfStream => new(null, (int)SocketError.Success);

    public ReceiveStatus Status => Data is not null
        ? ReceiveStatus.Data
        : (SocketError)_countOrError switch
        {
            SocketError.Success => ReceiveStatus.EndOfStream,
            SocketError.WouldBlock => ReceiveStatus.WouldBlock,
            _ => ReceiveStatus.Failed,
        };

    /// <summary>The bytes; null without any.</summary>
    public Tcp.Received? Data { get; }

    /// <summary>How many bytes.</summary>
    public int Count => Data is null ? 0 : _countOrError;

    public SocketError Error => Data is null ? (SocketError)_countOrError : SocketError.Success;

    public static ReceiveResult Received(Tcp.Received data, int count) => new(data, count);

    public static ReceiveResult Failed(SocketError error) => new(null, (int)error);
}
