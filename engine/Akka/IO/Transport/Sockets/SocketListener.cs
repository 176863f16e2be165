using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace Akka.IO.Transport.Sockets;

/// <summary>A listening socket with one accept under way at a time.</summary>
internal sealed class SocketListener : ITransportListener, ISocketOperationOwner
{
    private readonly Socket _socket;
    private readonly SocketOperation _operation;
    private readonly IEnumerable<Inet.SocketOption> _options;
    private readonly IListenerEvents _events;
    private readonly TransportCounters _counters;
    private readonly ConcurrentQueue<Socket> _accepted = new();
    private int _limit;
    private int _isAccepting;
    private int _isClosed;

    public SocketListener(Socket socket, IEnumerable<Inet.SocketOption> options, IListenerEvents events,
        TransportCounters counters)
    {
        _socket = socket;
        _operation = new SocketOperation(this);
        _options = options;
        _events = events;
        _counters = counters;
        LocalAddress = socket.LocalEndPoint!;
        counters.ListenerOpened();
    }

    public EndPoint LocalAddress { get; }

    private bool IsClosed => Volatile.Read(ref _isClosed) != 0;

    private bool IsAllowed => Volatile.Read(ref _limit) > 0;

    public void Accept(int limit)
    {
        Volatile.Write(ref _limit, limit);
        if (TryBecomeAccepter())
            AcceptWhileAllowed();
    }

    public bool TryTake([NotNullWhen(true)] out ITransportConnection? connection)
    {
        connection = _accepted.TryDequeue(out var socket) ? SocketConnection.Open(socket, _options, _counters) : null;
        return connection is not null;
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isClosed, 1) != 0)
            return;
        BoundFile.Remove(LocalAddress);
        _socket.Dispose();
        _counters.ListenerClosed();
        CloseUntaken();
        // An accept under way is completed by the closed socket, and its thread ends the operation.
        if (TryBecomeAccepter())
            AcceptWhileAllowed();
    }

    public void OnCompleted()
    {
        TakeResult();
        AcceptWhileAllowed();
    }

    private bool TryBecomeAccepter() => Interlocked.Exchange(ref _isAccepting, 1) == 0;

    // Only the accepter, who set _isAccepting, touches the operation; an accept under way keeps that place taken.
    private void AcceptWhileAllowed()
    {
        do
        {
            while (IsAllowed && !IsClosed)
            {
                if (IsAcceptPending())
                    return;
                TakeResult();
            }

            if (IsClosed)
            {
                _operation.Dispose();
                return;
            }

            Volatile.Write(ref _isAccepting, 0);
        }
        while ((IsAllowed || IsClosed) && TryBecomeAccepter());
    }

    private bool IsAcceptPending()
    {
        _operation.AcceptSocket = null;
        try
        {
            return _socket.AcceptAsync(_operation);
        }
        catch (ObjectDisposedException)
        {
            // The owner closed the socket after the last look at _isClosed.
            _operation.SocketError = SocketError.OperationAborted;
            return false;
        }
    }

    private void TakeResult()
    {
        var error = _operation.SocketError;
        if (error == SocketError.Success && OperatingSystem.IsLinux() && DescriptorReserve.Holds((int)_operation.AcceptSocket!.Handle))
        {
            _operation.AcceptSocket.Dispose();
            error = SocketError.TooManyOpenSockets;
        }
        if (error == SocketError.Success)
        {
            _counters.ConnectionOpened();
            _accepted.Enqueue(_operation.AcceptSocket!);
            Interlocked.Decrement(ref _limit);
            if (IsClosed)
                CloseUntaken();
            else
                RunBatch.Tell(_events, static events => events.Accepted());
        }
        else if (!IsClosed)
        {
            Volatile.Write(ref _limit, 0);
            RunBatch.Tell((Events: _events, Cause: new SocketException((int)error)), static failed => failed.Events.AcceptFailed(failed.Cause));
        }
    }

    private void CloseUntaken()
    {
        while (_accepted.TryDequeue(out var socket))
        {
            socket.Dispose();
            _counters.ConnectionClosed();
        }
    }
}
