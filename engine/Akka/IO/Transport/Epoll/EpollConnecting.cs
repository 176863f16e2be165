using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Akka.IO.Transport.Epoll;

/// <summary>One attempt to connect.</summary>
internal sealed class EpollConnecting : ITransportConnecting, IReadinessSource
{
    private readonly Lock _gate = new();
    private readonly int _descriptor;
    private readonly EndPoint _remoteAddress;
    private readonly IEnumerable<Inet.SocketOption> _options;
    private readonly IConnectingEvents _events;
    private readonly EventLoopGroup _loops;
    private readonly TransportCounters _counters;
    private EventLoop? _loop;
    private bool _isEstablished;
    private bool _isOver;

    private EpollConnecting(int descriptor, EndPoint remoteAddress, IEnumerable<Inet.SocketOption> options, IConnectingEvents events, EventLoopGroup loops, TransportCounters counters)
    {
        _descriptor = descriptor;
        _remoteAddress = remoteAddress;
        _options = options;
        _events = events;
        _loops = loops;
        _counters = counters;
        counters.ConnectionOpened();
    }

    public ulong Token { get; set; }

    /// <summary>Takes a descriptor over, closing it when it cannot begin; the events tell how it ended, even where it ends at once.</summary>
    public static EpollConnecting Begin(int descriptor, EndPoint remoteAddress, IEnumerable<Inet.SocketOption> options,
        IConnectingEvents events, EventLoopGroup loops, TransportCounters counters)
    {
        var connecting = new EpollConnecting(descriptor, remoteAddress, options, events, loops, counters);
        try
        {
            var error = Descriptor.Connect(descriptor, remoteAddress);
            // An interrupted connect goes on by itself, as one that was not. EAGAIN is none of these: nothing is under way, since the
            // backlog of a unix socket is full, or no port is free.
            if (error is Errno.InProgress or Errno.Interrupted)
                connecting.Watch();
            else
                connecting.Ended(error);
            return connecting;
        }
        catch
        {
            connecting.Dispose();
            throw;
        }
    }

    private void Watch()
    {
        lock (_gate)
        {
            _loop = _loops.CurrentOrNext;
            _loop.Watch(_descriptor, Readiness.Out, this);
        }
    }

    void IReadinessSource.OnReady(Readiness readiness)
    {
        int error;
        lock (_gate)
        {
            if (_isOver || _isEstablished)
                return;
            error = Descriptor.PendingError(_descriptor);
        }
        Ended(error);
    }

    private void Ended(int error)
    {
        lock (_gate)
        {
            if (_isOver || _isEstablished)
                return;
            if (error == 0)
                _isEstablished = true;
            else
                Close();
        }
        if (error == 0)
            _events.Connected();
        else
            _events.ConnectFailed(Errno.ToException(error));
    }

    public bool TryTake([NotNullWhen(true)] out ITransportConnection? connection)
    {
        connection = null;
        lock (_gate)
        {
            if (!_isEstablished || _isOver)
                return false;
            _isOver = true;
            Unwatch();
        }
        connection = EpollConnection.Open(_descriptor, _remoteAddress, null, _options, _loops.CurrentOrNext, _counters);
        return true;
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (!_isOver)
                Close();
        }
    }

    private void Close()
    {
        _isOver = true;
        if (_loop is not null)
            _loop.Forget(Token);
        Libc.Close(_descriptor);
        _counters.ConnectionClosed();
    }

    // The connection joins a loop of its own choice, so the descriptor leaves this one's table first.
    private void Unwatch()
    {
        if (_loop is null)
            return;
        _loop.Forget(Token);
        _loop.Unwatch(_descriptor);
    }
}
