using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.Event;
using Akka.IO.Transport;

namespace Akka.IO;

/// <summary>The actor of a connection we make: resolves the name, tries its addresses in turn, then is a connection.</summary>
internal sealed class TcpOutgoingConnection : TcpConnection
{
    private readonly ITransport _transport;
    private readonly Tcp.Connect _connect;
    private readonly IActorRef _commander;
    private readonly TcpSettings _settings;
    private readonly Queue<EndPoint> _addresses = new();
    private ITransportConnecting? _connecting;
    private ICancelable? _timeout;
    private Exception? _lastFailure;
    private bool _isConnected;

    public TcpOutgoingConnection(ITransport transport, Tcp.Connect connect, IActorRef commander, TcpSettings settings)
        : base(settings, connect.PullMode)
    {
        _transport = transport;
        _connect = connect;
        _commander = commander;
        _settings = settings;
    }

    protected override void PreStart()
    {
        Context.Watch(_commander);
        if (_connect.Timeout is { } timeout)
            _timeout = Context.System.Scheduler.ScheduleTellOnceCancelable(timeout, Self, TimedOut.Instance, ActorRefs.NoSender);

        if (_connect.RemoteAddress is DnsEndPoint name)
        {
            if (Dns.ResolveName(name.Host, Context.System, Self) is { } cached)
                OnResolved(name, cached);
        }
        else
        {
            _addresses.Enqueue(_connect.RemoteAddress);
            TryNext();
        }
    }

    protected override bool Receive(object message) => _isConnected ? base.Receive(message) : WhileConnecting(message);

    protected override void PostStop()
    {
        _timeout?.Cancel();
        _connecting?.Dispose();
        base.PostStop();
    }

    private bool WhileConnecting(object message)
    {
        switch (message)
        {
            case Dns.Resolved resolved when _connect.RemoteAddress is DnsEndPoint name:
                OnResolved(name, resolved);
                return true;
            case ConnectingSignals.Established:
                OnEstablished();
                return true;
            case ConnectingSignals.Failed failed:
                TryNext(failed.Cause);
                return true;
            case TimedOut:
                Fail(new ConnectException($"Connect timeout of [{_connect.Timeout}] to [{_connect.RemoteAddress}] expired", _lastFailure));
                return true;
            case Terminated:
                Context.Stop(Self);
                return true;
            case Tcp.CloseCommand close:
                Sender.Tell(close.Event, Self);
                Context.Stop(Self);
                return true;
            case Tcp.WriteCommand write:
                Sender.Tell(write.FailureMessage.WithCause(new InvalidOperationException("The connection is not established yet.")), Self);
                return true;
            default:
                return false;
        }
    }

    private void OnResolved(DnsEndPoint name, Dns.Resolved resolved)
    {
        if (!resolved.IsSuccess)
        {
            Fail(new ConnectException($"Could not resolve host name [{name.Host}]: {resolved.Exception?.Message}", resolved.Exception));
            return;
        }

        foreach (var address in resolved.AddressesFor(name).Where(IsUsable))
            _addresses.Enqueue(new IPEndPoint(address, name.Port));
        TryNext();
    }

    private bool IsUsable(IPAddress address) =>
        !_settings.OutgoingSocketForceIpv4 || address.AddressFamily == AddressFamily.InterNetwork;

    private void TryNext(Exception? failure = null)
    {
        _connecting = null;
        _lastFailure = failure;
        while (_addresses.TryDequeue(out var address))
        {
            try
            {
                _connecting = _transport.Connect(address, _connect.LocalAddress, _connect.Options, new ConnectingSignals(Self));
                return;
            }
            catch (Exception e)
            {
                Log.Debug("Could not begin to connect to [{0}]: {1}", address, e.Message);
                _lastFailure = e;
            }
        }

        var reason = _lastFailure?.Message ?? "the name has no address of a usable family";
        Fail(new ConnectException($"Could not connect to [{_connect.RemoteAddress}]: {reason}", _lastFailure));
    }

    private void OnEstablished()
    {
        try
        {
            if (_connecting is null || !_connecting.TryTake(out var connection))
                return;
            _connecting = null;
            Begin(connection, _commander);
            _isConnected = true;
            _timeout?.Cancel();
        }
        catch (Exception e)
        {
            // The options are somebody else's, and may fail in any way.
            TryNext(e);
        }
    }

    private void Fail(ConnectException cause)
    {
        _commander.Tell(_connect.FailureMessage.WithCause(cause), Self);
        Context.Stop(Self);
    }

    /// <summary>The time for connecting is over.</summary>
    private sealed class TimedOut : INoSerializationVerificationNeeded, IDeadLetterSuppression
    {
        public static readonly TimedOut Instance = new();
    }

    /// <summary>Makes the actor.</summary>
    internal sealed class Producer(ITransport transport, Tcp.Connect connect, IActorRef commander, TcpSettings settings)
        : IIndirectActorProducer
    {
        public Type ActorType => typeof(TcpOutgoingConnection);

        public ActorBase Produce() => new TcpOutgoingConnection(transport, connect, commander, settings);

        public void Release(ActorBase actor)
        {
            // The actor has closed its socket in PostStop; there is nothing else to give back.
        }
    }
}
