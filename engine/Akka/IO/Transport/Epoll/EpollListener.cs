using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using Akka.Dispatch;

namespace Akka.IO.Transport.Epoll;

/// <summary>A listening socket. Its loop's thread accepts, as many at a time as the owner allows.</summary>
internal sealed unsafe class EpollListener : ITransportListener, IReadinessSource, IRunnable
{
    private readonly Lock _gate = new();
    private readonly int _descriptor;
    private readonly EventLoopGroup _loops;
    private readonly EventLoop _loop;
    private readonly Inet.SocketOption[] _options;
    private readonly IListenerEvents _events;
    private readonly TransportCounters _counters;
    private readonly EndPoint? _acceptedLocalAddress;
    private readonly ConcurrentQueue<(int Descriptor, EndPoint Remote)> _accepted = new();
    private IPAddress? _lastHost;
    private int _allowed;
    private bool _isClosed;

    public EpollListener(int descriptor, IEnumerable<Inet.SocketOption> options, IListenerEvents events, EventLoopGroup loops, TransportCounters counters)
    {
        _descriptor = descriptor;
        _options = Descriptor.ThoseForConnections(options);
        _events = events;
        _loops = loops;
        _counters = counters;
        LocalAddress = SocketAddresses.LocalOf(descriptor);
        // Only a socket bound to one address knows beforehand which one its connections have.
        _acceptedLocalAddress = LocalAddress is IPEndPoint ip && (ip.Address.Equals(IPAddress.Any) || ip.Address.Equals(IPAddress.IPv6Any)) ? null : LocalAddress;
        _loop = loops.CurrentOrNext;
        _loop.Watch(descriptor, Readiness.In, this);
        counters.ListenerOpened();
    }

    public EndPoint LocalAddress { get; }

    public ulong Token { get; set; }

    public void Accept(int limit)
    {
        lock (_gate)
            _allowed = limit;
        // On the loop itself others come first: a crowd that is accepted would otherwise keep it from looking at their sockets.
        if (ReferenceEquals(EventLoop.Current, _loop))
            _loop.ExecuteAfterBatch(this);
        else
            _loop.Execute(this);
    }

    void IRunnable.Run() => AcceptWhileAllowed();

    void IReadinessSource.OnReady(Readiness readiness) => AcceptWhileAllowed();

    public bool TryTake([NotNullWhen(true)] out ITransportConnection? connection)
    {
        connection = _accepted.TryDequeue(out var accepted)
            ? EpollConnection.Open(accepted.Descriptor, accepted.Remote, _acceptedLocalAddress, _options, _loops.Next, _counters)
            : null;
        return connection is not null;
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_isClosed)
                return;
            _isClosed = true;
        }
        BoundFile.Remove(LocalAddress);
        _loop.Forget(Token);
        Libc.Close(_descriptor);
        _counters.ListenerClosed();
        while (_accepted.TryDequeue(out var accepted))
        {
            Libc.Close(accepted.Descriptor);
            _counters.ConnectionClosed();
        }
    }

    // First all are accepted and then each is told of: kernel and program would drive each other's code out of the cache for every client.
    private void AcceptWhileAllowed()
    {
        int accepted, error;
        lock (_gate)
            accepted = AcceptAll(out error);
        while (accepted-- > 0)
            _events.Accepted();
        if (error != 0)
            _events.AcceptFailed(Errno.ToException(error));
    }

    // How many, and the error that ended it, or 0. Whoever allows more meanwhile has it done again; and so has whoever connects meanwhile.
    private int AcceptAll(out int error)
    {
        error = 0;
        var accepted = 0;
        for (var may = HowManyMayBeAccepted(); accepted < may;)
        {
            switch (AcceptOne())
            {
                case 0:
                    accepted++;
                    break;
                case Errno.Interrupted:
                    break;
                case Errno.WouldBlock:
                    return accepted;
                case var failure:
                    error = failure;
                    _allowed = 0;
                    return accepted;
            }
        }
        return accepted;
    }

    // To find nobody costs an accept as much as to find somebody, since the kernel makes the new socket first.
    private int HowManyMayBeAccepted() =>
        _isClosed ? 0
        : _allowed > 0 && Descriptor.WaitingToBeAccepted(_descriptor) is { } waiting ? Math.Min(_allowed, waiting)
        : _allowed;

    private int AcceptOne()
    {
        var address = stackalloc byte[SocketAddresses.MaxLength];
        var length = SocketAddresses.MaxLength;
        var descriptor = Libc.Accept(_descriptor, address, &length, Libc.NonBlocking | Libc.CloseOnExec);
        if (descriptor < 0)
            return -descriptor;
        if (DescriptorReserve.Holds(descriptor))
        {
            Libc.Close(descriptor);
            return Errno.TooManyOpenFiles;
        }
        _allowed--;
        _counters.ConnectionOpened();
        var remote = SocketAddresses.Read(new ReadOnlySpan<byte>(address, Math.Min(length, SocketAddresses.MaxLength)), _lastHost);
        _lastHost = (remote as IPEndPoint)?.Address;
        _accepted.Enqueue((descriptor, remote));
        return 0;
    }
}
