using System.Net;
using System.Net.Sockets;
using Akka.IO.Transport.Sockets;

namespace Akka.IO.Transport.Epoll;

/// <summary>
/// A connection on a bare descriptor. Its owner reads, writes and closes in its turns; the loop's thread only notes
/// readiness, and sends on what the kernel did not take at once. Both lock the connection itself to send, since a lock of its own
/// for each would be memory that idle connections take for nothing.
/// </summary>
internal sealed unsafe partial class EpollConnection : ITransportConnection, IReadinessSource, IBelongsToLoop
{
    // Enough to empty the kernel's receive buffer at its usual size; a peer that sends faster than that gets a reset.
    private const int MaxDiscardedReads = 32;

    private const Readiness ReadInterest = Readiness.In | Readiness.Urgent | Readiness.PeerHalfClosed;
    private const Readiness ReadReadiness = Readiness.In | Readiness.PeerHalfClosed | Readiness.HangUp | Readiness.Error;
    private const Readiness EndReadiness = Readiness.PeerHalfClosed | Readiness.HangUp | Readiness.Error;
    private const Readiness WriteReadiness = Readiness.Out | Readiness.HangUp | Readiness.Error;

    // The edge and the wish meet in this word, from whichever side they come.
    private const int Neither = 0;
    private const int Ready = 1;
    private const int Awaited = 2;

    private readonly TransportCounters _counters;
    private readonly int _descriptor;
    private EndPoint? _localAddress;
    private IConnectionEvents? _events;
    private int _readState;
    private volatile bool _endIsNear;
    private volatile bool _endsShort;
    private bool _mayHoldMore;
    private bool _peerHasFinished;
    private bool _isClosed;

    private EpollConnection(int descriptor, EndPoint remoteAddress, EndPoint? localAddress, EventLoop loop, TransportCounters counters)
    {
        _descriptor = descriptor;
        Loop = loop;
        _counters = counters;
        _localAddress = localAddress;
        RemoteAddress = remoteAddress;
        // A read ends behind what came with a descriptor, which any peer may send along.
        _endsShort = remoteAddress.AddressFamily == AddressFamily.Unix;
    }

    public EndPoint LocalAddress => _localAddress ??= SocketAddresses.LocalOf(_descriptor);

    public EndPoint RemoteAddress { get; }

    /// <summary>The loop that watches it.</summary>
    public EventLoop Loop { get; }

    public ulong Token { get; set; }

    /// <summary>Takes over a connected, counted descriptor; closes it when it cannot be made ready.</summary>
    public static EpollConnection Open(int descriptor, EndPoint remoteAddress, EndPoint? localAddress,
        IEnumerable<Inet.SocketOption> options, EventLoop loop, TransportCounters counters)
    {
        try
        {
            Descriptor.Apply(descriptor, options, static (option, socket) => option.AfterConnect(socket));
            return new EpollConnection(descriptor, remoteAddress, localAddress, loop, counters);
        }
        catch
        {
            Libc.Close(descriptor);
            counters.ConnectionClosed();
            throw;
        }
    }

    public void Attach(IConnectionEvents events)
    {
        _events = events;
        Loop.Watch(_descriptor, ReadInterest, this);
    }

    void IReadinessSource.OnReady(Readiness readiness)
    {
        // The end of the stream has one edge, shared with the bytes before it: it is remembered until it is read.
        if ((readiness & EndReadiness) != 0)
            _endIsNear = true;
        // A read ends before the urgent byte, whatever is behind it.
        if ((readiness & Readiness.Urgent) != 0)
            _endsShort = true;
        if ((readiness & ReadReadiness) != 0 && MeetsWish())
            BecomeReadable();
        if ((readiness & WriteReadiness) != 0)
            SendOn();
    }

    // Most edges are awaited, and then nobody else changes the word: whoever awaits asks once.
    private bool MeetsWish()
    {
        if (Volatile.Read(ref _readState) != Awaited && Interlocked.CompareExchange(ref _readState, Ready, Neither) != Awaited)
            return false;
        Volatile.Write(ref _readState, Neither);
        return true;
    }

    public void AwaitReadable()
    {
        // An edge that came since the last read, and a read that took only part, stand for bytes that no further edge will
        // tell of.
        if (_mayHoldMore || _endIsNear || Interlocked.CompareExchange(ref _readState, Awaited, Neither) == Ready)
        {
            Volatile.Write(ref _readState, Neither);
            _events!.Readable();
        }
    }

    public ReceiveResult Receive(int limit, bool lend)
    {
        if (_readAhead is not null)
            return TakeReadAhead(_readAhead, limit, lend);

        limit = Math.Min(limit, ReceiveBuffer.MaxSize);
        var buffer = ReceiveBuffer.OfThisThread;
        int count;
        fixed (byte* space = buffer.Space(limit))
        {
            do
                count = (int)Libc.Receive(_descriptor, space, limit, 0);
            while (count == -Errno.Interrupted);
        }
        _mayHoldMore = MayHoldMore(count, limit);
        _readsAhead = count <= ReadAhead.Size / 2;
        return count > 0 ? ReceiveResult.Received(buffer.Take(count, lend), count) : WithoutBytes(count);
    }

    // A read that left room found the kernel's buffer empty, except where reads end short of that: there only one that
    // brings nothing says so.
    private bool MayHoldMore(int count, int limit) => count == limit || (_endsShort && count > 0);

    private ReceiveResult WithoutBytes(int result)
    {
        if (result == 0)
        {
            _peerHasFinished = true;
            return ReceiveResult.EndOfStream;
        }
        return result is -Errno.WouldBlock ? ReceiveResult.WouldBlock : ReceiveResult.Failed(Errno.ToSocketError(-result));
    }

    public bool ShutdownSend() => Libc.Shutdown(_descriptor, Libc.ShutdownWrite) == 0;

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
        if (RemoteAddress.AddressFamily != AddressFamily.Unix)
            Descriptor.ResetOnClose(_descriptor);
        Release();
    }

    // Closing a socket that holds unread bytes resets the connection, and a reset can take our last bytes out of the
    // peer's hands before it has read them.
    private void DiscardUnread()
    {
        if (_peerHasFinished)
            return;
        fixed (byte* space = ReceiveBuffer.OfThisThread.Space(ReceiveBuffer.MaxSize))
        {
            for (var reads = 0; reads < MaxDiscardedReads; reads++)
            {
                if (Libc.Receive(_descriptor, space, ReceiveBuffer.MaxSize, 0) < ReceiveBuffer.MaxSize)
                    return;
            }
        }
    }

    private void Release()
    {
        lock (this)
        {
            _isClosed = true;
            if (_unsent is not null)
                EndSending();
            Loop.Forget(Token);
            Loop.CloseAfterTurns(_descriptor);
        }
        _counters.ConnectionClosed();
    }
}
