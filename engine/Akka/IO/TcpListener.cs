using System.Net;
using Akka.Actor;
using Akka.Dispatch;
using Akka.Event;
using Akka.IO.Transport;

namespace Akka.IO;

/// <summary>
/// The actor of a listening socket, and the parent of the connections it accepts. Once it has unbound it stays until
/// the last of them has ended.
/// </summary>
internal sealed partial class TcpListener : ActorBase, IRequiresMessageQueue<IUnboundedMessageQueueSemantics>
{
    private static readonly TimeSpan StatisticsInterval = TimeSpan.FromSeconds(1);

    private readonly ITransport _transport;
    private readonly Tcp.Bind _bind;
    private readonly IActorRef _commander;
    private readonly TcpSettings _settings;
    private readonly TcpIncomingConnection.Origin _origin;
    private readonly ListenerStatistics _statistics = new();
    private ILoggingAdapter? _log;
    private ITransportListener? _socket;
    private ICancelable? _publishing;
    private int _openConnections;
    private bool _isUnbound;

    public TcpListener(ITransport transport, Tcp.Bind bind, IActorRef commander, TcpSettings settings)
    {
        _transport = transport;
        _bind = bind;
        _commander = commander;
        _settings = settings;
        _origin = new TcpIncomingConnection.Origin(bind.Handler, settings, bind.PullMode);
    }

    private ILoggingAdapter Log => _log ??= Context.GetLogger();

    protected override SupervisorStrategy SupervisorStrategy() => new ConnectionSupervision(this);

    protected override void PreStart()
    {
        Context.Watch(_bind.Handler);
        if (_bind.LocalAddress is not DnsEndPoint name)
            Listen(_bind.LocalAddress);
        else if (Dns.ResolveName(name.Host, Context.System, Self) is { } cached)
            OnResolved(name, cached);
    }

    protected override bool Receive(object message)
    {
        switch (message)
        {
            case ListenerSignals.Accepted:
                OnAccepted();
                return true;
            case ListenerSignals.Failed failed:
                OnAcceptFailed(failed.Cause);
                return true;
            case Terminated terminated:
                OnTerminated(terminated.ActorRef);
                return true;
            case Tcp.ResumeAccepting resume:
                if (_bind.PullMode)
                    Accept(resume.BatchSize);
                return true;
            case RetryAccepting:
                _statistics.OnRetried();
                Accept(_allowed + _failedOfAllowed);
                return true;
            case Tcp.Unbind:
                Unbind();
                Sender.Tell(Tcp.Unbound.Instance, Self);
                return true;
            case Dns.Resolved resolved when _socket is null && _bind.LocalAddress is DnsEndPoint name:
                OnResolved(name, resolved);
                return true;
            case Tcp.SubscribeToTcpListenerStats subscribe:
                Context.Watch(subscribe.Subscriber);
                _statistics.Subscribe(subscribe.Subscriber, Self);
                _publishing ??= Context.System.Scheduler.ScheduleTellRepeatedlyCancelable(
                    StatisticsInterval, StatisticsInterval, Self, PublishStatistics.Instance, ActorRefs.NoSender);
                return true;
            case Tcp.UnsubscribeFromTcpListenerStats unsubscribe:
                Unsubscribe(unsubscribe.Subscriber);
                return true;
            case PublishStatistics:
                _statistics.PublishIfChanged(Self);
                return true;
            default:
                return false;
        }
    }

    protected override void PostStop()
    {
        _retry?.Cancel();
        _publishing?.Cancel();
        _socket?.Dispose();
    }

    private void OnResolved(DnsEndPoint name, Dns.Resolved resolved)
    {
        if (!resolved.IsSuccess)
            FailToBind(new ConnectException($"Could not resolve host name [{name.Host}]: {resolved.Exception?.Message}", resolved.Exception));
        else if (resolved.AddressesFor(name).FirstOrDefault() is { } address)
            Listen(new IPEndPoint(address, name.Port));
        else
            FailToBind(new ConnectException($"The host name [{name.Host}] has no address of a usable family."));
    }

    private void Listen(EndPoint address)
    {
        try
        {
            _socket = _transport.Bind(address, _bind.Backlog, _bind.Options, new ListenerSignals(Self));
        }
        catch (Exception e)
        {
            FailToBind(e);
            return;
        }

        _commander.Tell(new Tcp.Bound(_socket.LocalAddress), Self);
        if (!_bind.PullMode)
            Accept(_settings.BatchAcceptLimit);
    }

    private void FailToBind(Exception cause)
    {
        // Whoever asked hears the cause, and knows whether it is bad news.
        Log.Debug("Bind to [{0}] failed: {1}", _bind.LocalAddress, cause.Message);
        _commander.Tell(_bind.FailureMessage.WithCause(cause), Self);
        Context.Stop(Self);
    }

    private void OnTerminated(IActorRef actor)
    {
        if (!actor.Equals(_bind.Handler))
        {
            Unsubscribe(actor);
            return;
        }
        Unbind();
        foreach (var connection in Context.GetChildren())
            connection.Tell(ListenerSignals.HandlerEnded.Instance, Self);
    }

    private void OnConnectionEnded()
    {
        _openConnections--;
        _statistics.OnClosed();
        StopWhenDone();
    }

    private void Unsubscribe(IActorRef subscriber)
    {
        Context.Unwatch(subscriber);
        _statistics.Unsubscribe(subscriber);
        if (_statistics.HasSubscribers)
            return;
        _publishing?.Cancel();
        _publishing = null;
    }

    private void Unbind()
    {
        _isUnbound = true;
        _retry?.Cancel();
        _socket?.Dispose();
        StopWhenDone();
    }

    private void StopWhenDone()
    {
        if (_isUnbound && _openConnections == 0)
            Context.Stop(Self);
    }

    // A parent is told of its children's ends in any case; to watch them too would cost each client two messages more.
    private sealed class ConnectionSupervision(TcpListener listener) : OneForOneStrategy(listener.OnConnectionFailed)
    {
        public override void HandleChildTerminated(IActorContext actorContext, IActorRef child, IEnumerable<IInternalActorRef> children) =>
            listener.OnConnectionEnded();
    }

    /// <summary>Time to tell the subscribers what has changed.</summary>
    private sealed class PublishStatistics : INoSerializationVerificationNeeded, IDeadLetterSuppression
    {
        public static readonly PublishStatistics Instance = new();
    }

    /// <summary>Makes the actor.</summary>
    internal sealed class Producer(ITransport transport, Tcp.Bind bind, IActorRef commander, TcpSettings settings)
        : IIndirectActorProducer
    {
        public Type ActorType => typeof(TcpListener);

        public ActorBase Produce() => new TcpListener(transport, bind, commander, settings);

        public void Release(ActorBase actor)
        {
            // The actor has closed its socket in PostStop; there is nothing else to give back.
        }
    }
}
