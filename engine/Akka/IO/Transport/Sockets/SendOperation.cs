using System.Net.Sockets;

namespace Akka.IO.Transport.Sockets;

/// <summary>
/// Sends what the kernel did not take at once. The call's arguments exist only once that has happened: most
/// connections never fill their send buffer.
/// </summary>
internal sealed class SendOperation : ISocketOperationOwner
{
    private const int Idle = 0;
    private const int Sending = 1;
    private const int Closed = 2;

    private readonly Socket _socket;
    private readonly IConnectionEvents _events;
    private readonly TransportCounters _counters;
    private SocketOperation? _operation;
    private int _state = Idle;

    public SendOperation(Socket socket, IConnectionEvents events, TransportCounters counters)
    {
        _socket = socket;
        _events = events;
        _counters = counters;
    }

    /// <summary>Begins to send the rest of a batch of which <paramref name="alreadySent"/> bytes are gone.</summary>
    public SendResult Begin(SendBatch rest, int alreadySent)
    {
        var operation = _operation ??= new SocketOperation(this);
        // The batch is reused by the caller, its list of segments therefore copied.
        operation.BufferList = rest.Segments.ToArray();
        Volatile.Write(ref _state, Sending);
        _counters.SendBegun();
        if (_socket.SendAsync(operation))
            return SendResult.Pending(alreadySent);

        var error = End(operation);
        Volatile.Write(ref _state, Idle);
        return error == SocketError.Success ? SendResult.Complete(alreadySent + rest.Bytes) : SendResult.Failed(error);
    }

    /// <summary>Called by the connection's owner before it closes the socket: no event comes afterwards.</summary>
    public void Close()
    {
        // One that sends is disposed when the closed socket completes it.
        if (Interlocked.Exchange(ref _state, Closed) == Idle)
            _operation?.Dispose();
    }

    public void OnCompleted()
    {
        var operation = _operation!;
        var error = End(operation);
        if (Interlocked.CompareExchange(ref _state, Idle, Sending) == Sending)
            RunBatch.Tell((Events: _events, Error: error), static sent => sent.Events.Sent(sent.Error));
        else
            operation.Dispose();
    }

    private SocketError End(SocketOperation operation)
    {
        _counters.SendEnded();
        operation.BufferList = null;
        return operation.SocketError;
    }
}
