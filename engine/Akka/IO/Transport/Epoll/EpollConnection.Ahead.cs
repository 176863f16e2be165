using Akka.IO.Transport.Sockets;

namespace Akka.IO.Transport.Epoll;

// What a round does ahead: it reads before the owner has its turn, and sends before the owner ends it. The owner does both in its usual
// way, and finds them done.
internal sealed unsafe partial class EpollConnection
{
    // An interrupted send is one that is still to be made, as is one that was never begun.
    private const int Unmade = -Errno.Interrupted;

    private bool _readsAhead = true;
    private ReadAhead? _readAhead;
    private int _sentAhead = Unmade;

    // Few bytes wait for those of others, so that all are handled together. Many are carried through at once, while they are in the cache.
    private void BecomeReadable()
    {
        if (_readsAhead && _events!.TryJoinRound())
            _readAhead = Loop.Round.JoinedFor(this, _descriptor);
        else
            _events!.Readable();
    }

    /// <summary>What the owner will send when it ends its turn, where one array holds all of it; else nothing.</summary>
    public ArraySegment<byte> PeekUnsent() => _isClosed ? default : _events!.PeekUnsent();

    /// <summary>Says what a send of <see cref="PeekUnsent"/> has brought: how many bytes, or minus the error.</summary>
    public void SentAhead(int result) => _sentAhead = result;

    private ReceiveResult TakeReadAhead(ReadAhead ahead, int limit)
    {
        var bytes = ahead.Take(limit);
        if (ahead.IsTaken)
            _readAhead = null;
        _mayHoldMore = ahead.Result == ReadAhead.Size;
        _readsAhead = ahead.Result <= ReadAhead.Size / 2;
        return bytes.Length > 0 ? ReceiveResult.Received(ReceiveBuffer.Copy(bytes), bytes.Length) : WithoutBytes(ahead.Result);
    }

    private int TakeSentAhead()
    {
        var sent = _sentAhead;
        _sentAhead = Unmade;
        return sent;
    }
}
