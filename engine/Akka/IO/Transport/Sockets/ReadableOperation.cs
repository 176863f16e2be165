using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Akka.IO.Transport.Sockets;

/// <summary>Waits until a socket can be read, by receiving zero bytes.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Close gives the cancellation back.")]
internal sealed class ReadableOperation
{
    private const int Idle = 0;
    private const int Waiting = 1;
    private const int Closed = 2;

    private readonly Socket _socket;
    private readonly IConnectionEvents _events;
    private readonly CancellationTokenSource _cancellation = new();
    private readonly Action _onCompleted;
    private ConfiguredValueTaskAwaitable<int>.ConfiguredValueTaskAwaiter _pending;
    private int _state = Idle;

    public ReadableOperation(Socket socket, IConnectionEvents events)
    {
        _socket = socket;
        _events = events;
        _onCompleted = OnCompleted;
    }

    /// <summary>
    /// The error that waiting ended with. The kernel tells an error once: mostly to the read that follows, which finds the end of the
    /// stream instead where receiving zero bytes, with more just coming in, has been told.
    /// </summary>
    public SocketError Error { get; private set; }

    public void Begin()
    {
        Volatile.Write(ref _state, Waiting);
#pragma warning disable CA2012 // Consumed once, in OnCompleted: an async method would cost an allocation a wait.
        _pending = _socket.ReceiveAsync(Memory<byte>.Empty, SocketFlags.None, _cancellation.Token)
            .ConfigureAwait(false).GetAwaiter();
#pragma warning restore CA2012
        if (_pending.IsCompleted)
            OnCompleted();
        else
            _pending.UnsafeOnCompleted(_onCompleted);
    }

    /// <summary>
    /// Called by the connection's owner before it closes the socket: no event comes afterwards. The framework resets
    /// a connection whose socket is closed while a call is pending, so the call is cancelled, which takes effect at once.
    /// </summary>
    public void Close()
    {
        if (Interlocked.Exchange(ref _state, Closed) == Waiting)
            _cancellation.Cancel();
        _cancellation.Dispose();
    }

    private void OnCompleted()
    {
        // Closed: nobody waits for the result any more.
        if (Interlocked.CompareExchange(ref _state, Idle, Waiting) != Waiting)
            return;
        try
        {
            _pending.GetResult();
        }
        catch (SocketException e)
        {
            // An error is an event too, and the read that follows reports it.
            Error = e.SocketErrorCode;
        }

        RunBatch.Tell(_events, static events => events.Readable());
    }
}
