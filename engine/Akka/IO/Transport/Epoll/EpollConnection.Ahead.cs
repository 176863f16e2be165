using System.Net.Sockets;

namespace Akka.IO.Transport.Epoll;

// What a round does ahead: it reads before the owner has its turn, which finds that done, and sends before the owner ends it.
internal sealed unsafe partial class EpollConnection
{
    private bool _readsAhead = true;
    private ReadAhead? _readAhead;

    // Few bytes wait for those of others, so that all are handled together. Many are carried through at once, while they are in the cache.
    private void BecomeReadable()
    {
        if (_readsAhead && _events!.TryJoinRound(Loop))
            _readAhead = Loop.Round.JoinedFor(this, _descriptor);
        else
            _events!.Readable();
    }

    /// <summary>What the owner will send when it ends its turn, where one array holds all of it; else nothing.</summary>
    public ArraySegment<byte> PeekUnsent() => _isClosed ? default : _events!.PeekUnsent();

    /// <summary>Says what a send of <see cref="PeekUnsent"/> has brought: how many bytes, or minus the error.</summary>
    public void SentAhead(int result)
    {
        if (result >= 0)
            _events!.SentAhead(result, SocketError.Success);
        else if (result is not (-Errno.WouldBlock or -Errno.Interrupted))
            _events!.SentAhead(0, Errno.ToSocketError(-result));
    }

    private ReceiveResult TakeReadAhead(ReadAhead ahead, int limit, bool lend)
    {
        var received = ahead.Take(limit, lend, out var count);
        if (ahead.IsTaken)
            _readAhead = null;
        _mayHoldMore = MayHoldMore(ahead.Result, ReadAhead.Size);
        _readsAhead = ahead.Result <= ReadAhead.Size / 2;
        return received is not null ? ReceiveResult.Received(received, count) : WithoutBytes(ahead.Result);
    }
}
