using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace Akka.IO.Transport.Sockets;

/// <summary>One attempt to connect a socket.</summary>
internal sealed class SocketConnecting : ITransportConnecting, ISocketOperationOwner
{
    private const int Pending = 0;
    private const int Established = 1;
    private const int Over = 2;

    private readonly Socket _socket;
    private readonly SocketOperation _operation;
    private readonly IEnumerable<Inet.SocketOption> _options;
    private readonly IConnectingEvents _events;
    private readonly TransportCounters _counters;
    private int _state = Pending;

    private SocketConnecting(Socket socket, EndPoint remoteAddress, IEnumerable<Inet.SocketOption> options,
        IConnectingEvents events, TransportCounters counters)
    {
        _socket = socket;
        _operation = new SocketOperation(this) { RemoteEndPoint = remoteAddress };
        _options = options;
        _events = events;
        _counters = counters;
        counters.ConnectionOpened();
    }

    public static SocketConnecting Begin(Socket socket, EndPoint remoteAddress, IEnumerable<Inet.SocketOption> options,
        IConnectingEvents events, TransportCounters counters)
    {
        var connecting = new SocketConnecting(socket, remoteAddress, options, events, counters);
        try
        {
            if (!socket.ConnectAsync(connecting._operation))
                connecting.OnCompleted();
            return connecting;
        }
        catch
        {
            connecting._operation.Dispose();
            counters.ConnectionClosed();
            throw;
        }
    }

    public bool TryTake([NotNullWhen(true)] out ITransportConnection? connection)
    {
        connection = null;
        if (Interlocked.CompareExchange(ref _state, Over, Established) != Established)
            return false;
        _operation.Dispose();
        connection = SocketConnection.Open(_socket, _options, _counters);
        return true;
    }

    public void Dispose()
    {
        var state = Interlocked.Exchange(ref _state, Over);
        if (state == Over)
            return;
        CloseSocket();
        // A pending operation is disposed when the closed socket completes it.
        if (state == Established)
            _operation.Dispose();
    }

    public void OnCompleted()
    {
        var error = _operation.SocketError;
        var next = error == SocketError.Success ? Established : Over;
        if (Interlocked.CompareExchange(ref _state, next, Pending) != Pending)
        {
            _operation.Dispose();
            return;
        }

        if (next == Established)
        {
            RunBatch.Tell(_events, static events => events.Connected());
            return;
        }

        _operation.Dispose();
        CloseSocket();
        RunBatch.Tell((Events: _events, Cause: new SocketException((int)error)), static failed => failed.Events.ConnectFailed(failed.Cause));
    }

    private void CloseSocket()
    {
        _socket.Dispose();
        _counters.ConnectionClosed();
    }
}
