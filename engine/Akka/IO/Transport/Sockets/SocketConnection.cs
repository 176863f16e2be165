using System.Net;
using System.Net.Sockets;

namespace Akka.IO.Transport.Sockets;

/// <summary>
/// A connection on a framework socket. Reads and writes try at once, without blocking; only what cannot be done at
/// once is left to the framework. Readiness to read is learnt by receiving zero bytes, so that an idle connection
/// holds no buffer.
/// </summary>
internal sealed class SocketConnection : ITransportConnection
{
    // Enough to empty the kernel's receive buffer at its usual size; a peer that sends faster than that gets a reset.
    private const int MaxDiscardedReads = 32;

    private readonly Socket _socket;
    private readonly TransportCounters _counters;
    private ReadableOperation? _readable;
    private SendOperation? _send;
    private bool _isClosed;

    private SocketConnection(Socket socket, TransportCounters counters)
    {
        _socket = socket;
        _counters = counters;
        LocalAddress = socket.LocalEndPoint!;
        RemoteAddress = socket.RemoteEndPoint!;
    }

    public EndPoint LocalAddress { get; }

    public EndPoint RemoteAddress { get; }

    /// <summary>Takes over a connected, counted socket; closes it when it cannot be made ready.</summary>
    public static SocketConnection Open(Socket socket, IEnumerable<Inet.SocketOption> options, TransportCounters counters)
    {
        try
        {
            socket.Blocking = false;
            if (socket.AddressFamily != AddressFamily.Unix)
                socket.NoDelay = true;
            foreach (var option in options)
                option.AfterConnect(socket);
            return new SocketConnection(socket, counters);
        }
        catch
        {
            socket.Dispose();
            counters.ConnectionClosed();
            throw;
        }
    }

    public void Attach(IConnectionEvents events)
    {
        _readable = new ReadableOperation(_socket, events);
        _send = new SendOperation(_socket, events, _counters);
    }

    public ReceiveResult Receive(int limit, bool lend)
    {
        var buffer = ReceiveBuffer.OfThisThread;
        var count = _socket.Receive(buffer.Space(limit), SocketFlags.None, out var error);
        return error switch
        {
            SocketError.Success when count > 0 => ReceiveResult.Received(buffer.Take(count, lend), count),
            SocketError.Success when _readable!.Error != SocketError.Success => ReceiveResult.Failed(_readable.Error),
            SocketError.Success => ReceiveResult.EndOfStream,
            SocketError.WouldBlock => ReceiveResult.WouldBlock,
            _ => ReceiveResult.Failed(error),
        };
    }

    public void AwaitReadable() => _readable!.Begin();

    public int TrySend(ReadOnlySpan<byte> bytes, out SocketError error)
    {
        var sent = _socket.Send(bytes, SocketFlags.None, out error);
        if (error == SocketError.WouldBlock)
            error = SocketError.Success;
        return error == SocketError.Success ? sent : 0;
    }

    public SendResult Send(SendBatch batch)
    {
        var sent = TrySend(batch, out var error);
        if (error is not (SocketError.Success or SocketError.WouldBlock))
            return SendResult.Failed(error);
        if (sent == batch.Bytes)
            return SendResult.Complete(sent);
        batch.Skip(sent);
        return _send!.Begin(batch, sent);
    }

    public bool ShutdownSend()
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Send);
            return true;
        }
        catch (SocketException)
        {
            // The peer has reset the connection; reading will tell how it ended.
            return false;
        }
    }

    public void Close()
    {
        if (_isClosed)
            return;
        DiscardUnread();
        Release();
    }

    public void Abort()
    {
        if (_isClosed)
            return;
        if (_socket.AddressFamily != AddressFamily.Unix)
            ResetOnClose();
        Release();
    }

    private int TrySend(SendBatch batch, out SocketError error)
    {
        var segments = batch.Segments;
        if (segments.Count == 1)
            return _socket.Send(segments[0].AsSpan(), SocketFlags.None, out error);
        // One copy of a few small segments costs less than pinning and gathering them.
        if (batch.Bytes <= SmallSendBuffer.Size)
            return _socket.Send(SmallSendBuffer.Fill(batch), SocketFlags.None, out error);
        return _socket.Send(segments, SocketFlags.None, out error);
    }

    // Closing a socket that holds unread bytes resets the connection, and a reset can take our last bytes out of the
    // peer's hands before it has read them.
    private void DiscardUnread()
    {
        var space = ReceiveBuffer.OfThisThread.Space(ReceiveBuffer.MaxSize);
        for (var reads = 0; reads < MaxDiscardedReads; reads++)
        {
            var count = _socket.Receive(space, SocketFlags.None, out var error);
            if (error != SocketError.Success || count < space.Length)
                return;
        }
    }

    private void ResetOnClose()
    {
        try
        {
            _socket.LingerState = new LingerOption(true, 0);
        }
        catch (SocketException)
        {
            // The connection is already reset, which is what this was to bring about.
        }
    }

    private void Release()
    {
        _isClosed = true;
        _readable?.Close();
        _send?.Close();
        _socket.Dispose();
        _counters.ConnectionClosed();
    }
}
