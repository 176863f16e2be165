using System.Globalization;
using System.Net;
using ActorEcho.Actors.Connections;
using ActorEcho.Actors.Protocols;
using ActorEcho.Actors.Settings;
using Akka.Actor;
using Akka.Event;
using Akka.IO;

namespace ActorEcho.Actors.Listening;

/// <summary>
/// One listener: binds, accepts, gives every client an actor of its own, refuses clients above the limit, and drains
/// when it is to stop. Tells its parent <see cref="BoundListener"/> once, or <see cref="ListenerFailure"/> and stops.
/// </summary>
/// <remarks>
/// A client counts until its socket is closed. A connection's failure stops that connection and nothing else; the loss
/// of a listening socket stops the listener, so that its parent starts it again.
/// </remarks>
public sealed partial class ListenerActor : UntypedActor
{
    /// <summary>
    /// How many clients a listening socket may accept before this actor asks for more: enough that accepting never
    /// waits for the round trip, few enough that a flood waits in the kernel's backlog and not in a mailbox.
    /// </summary>
    private const int AcceptBatch = 64;

    private static readonly SupervisorStrategy StopTheOne = new OneForOneStrategy(_ => Directive.Stop);

    private readonly ListenerSettings _settings;
    private readonly IActorRef _tcp;
    private readonly ConnectionSetup _connections;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly HashSet<IActorRef> _acceptors = [];
    private readonly List<IActorRef> _upkeep = [];
    private ClientPreparation _preparation = null!;
    private long _accepted;
    private int _acceptedInBatch;
    private int _open;
    private int _refused;
    private ICancelable? _idleChecks;

    /// <summary>Made by <see cref="Props"/>.</summary>
    /// <param name="settings">Where it listens and what it allows.</param>
    /// <param name="protocol">What its connections speak.</param>
    /// <param name="tcp">Who binds.</param>
    public ListenerActor(ListenerSettings settings, HostedProtocol protocol, IActorRef tcp)
    {
        _settings = settings;
        _tcp = tcp;
        _connections = new ConnectionSetup(protocol, settings.Limits, _log);
    }

    /// <summary>How the actor is made.</summary>
    /// <param name="settings">Where it listens and what it allows.</param>
    /// <param name="protocol">What its connections speak.</param>
    /// <param name="tcp">Who binds: the manager of Akka.IO's TCP, or one that takes the same messages.</param>
    /// <returns>Its props.</returns>
    public static Props Props(ListenerSettings settings, HostedProtocol protocol, IActorRef tcp)
    {
        var props = Akka.Actor.Props.Create(() => new ListenerActor(settings, protocol, tcp));
        // Among the event loops a client is met without a change of thread; what blocks has no place there.
        return settings.Transport.MayBlockOpening ? props : props.WithDispatcher(ConnectionSetup.Dispatcher);
    }

    /// <inheritdoc/>
    protected override SupervisorStrategy SupervisorStrategy() => StopTheOne;

    /// <inheritdoc/>
    protected override void PreStart()
    {
        if (!TryOpenLayers()) return;
        ScheduleIdleChecks();
        var limits = _settings.Limits;
        var options = SocketOptions();
        for (var i = 0; i < limits.Acceptors; i++)
            _tcp.Tell(new Tcp.Bind(Self, _settings.Bind.EndPoint, limits.Backlog, options, pullMode: true), Self);
    }

    /// <inheritdoc/>
    protected override void PostStop()
    {
        _idleChecks?.Cancel();
        _deadline?.Cancel();
    }

    /// <inheritdoc/>
    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Tcp.Connected connected:
                OnConnected(connected);
                break;
            case LayerReady ready:
                OnReady(ready);
                break;
            case Terminated terminated:
                OnTerminated(terminated.ActorRef);
                break;
            case IdleCheck:
                foreach (var client in Clients()) client.Tell(message, Self);
                break;
            case SocketLeft left:
                _open++;
                Context.Watch(left.Socket);
                break;
            case ReloadCertificates:
                foreach (var upkeep in _upkeep) upkeep.Tell(message, Self);
                break;
            case Tcp.Bound bound:
                OnBound(bound);
                break;
            case Tcp.CommandFailed { Cmd: Tcp.Bind } failed:
                OnBindFailed(failed);
                break;
            case StopListening stop:
                OnStop(stop);
                break;
            case Tcp.Unbound:
                Context.Unwatch(Sender);
                OnUnbound(Sender);
                StopWhenDone();
                break;
            case DeadlinePassed:
                _log.Warning("{0} cuts off clients that have not finished in time: {1}", _settings.Name, _open);
                CutOffAll();
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void ScheduleIdleChecks()
    {
        if (_settings.Limits.IdleTimeout == Timeout.InfiniteTimeSpan) return;
        var interval = _settings.Limits.IdleTimeout / IdleCheck.PerTimeout;
        _idleChecks = Context.System.Scheduler.ScheduleTellRepeatedlyCancelable(interval, interval, Self, IdleCheck.Instance, Self);
    }

    private void OnConnected(Tcp.Connected connected)
    {
        if (_isStopping) Refuse(Sender, connected.RemoteAddress);
        else Meet(Sender, new ConnectionInfo(connected.RemoteAddress, connected.LocalAddress));
        // Which socket accepted is not known; when all together have accepted a batch, one of them may have run out.
        if (++_acceptedInBatch < AcceptBatch) return;
        _acceptedInBatch = 0;
        foreach (var acceptor in _acceptors) acceptor.Tell(new Tcp.ResumeAccepting(AcceptBatch), Self);
    }

    private void Meet(IActorRef socket, ConnectionInfo client)
    {
        if (_open >= _settings.Limits.MaxConnections)
        {
            RefuseForPlaces(socket, client.RemoteAddress);
        }
        else if (!_preparation.Concerns(client))
        {
            // Its actor's end stands for the socket's, and to watch a child costs nothing.
            Context.Watch(Serve(socket, client, ++_accepted));
        }
        else if (_preparation.TryBegin(Context, socket, client, _accepted + 1))
        {
            Context.Watch(socket);
            _accepted++;
        }
        else
        {
            Refuse(socket, client.RemoteAddress);
        }
    }

    private void OnReady(LayerReady ready)
    {
        if (_isStopping)
        {
            Refuse(Sender, ready.Info.RemoteAddress);
        }
        else if (_preparation.Advance(Context, Sender, ready) is { } number)
        {
            if (_open >= _settings.Limits.MaxConnections)
            {
                RefuseForPlaces(Sender, ready.Info.RemoteAddress);
                return;
            }

            _preparation.Remove(ready.Socket);
            Serve(Sender, ready.Info, number);
        }
    }

    private IActorRef Serve(IActorRef connection, ConnectionInfo client, long number)
    {
        if (_refused > 0)
        {
            _log.Warning("{0} takes clients again; {1} were refused", _settings.Name, _refused);
            _refused = 0;
        }

        _open++;
        return Context.ActorOf(_connections.ConnectionProps(connection, client), "c" + number.ToString(CultureInfo.InvariantCulture));
    }

    private void RefuseForPlaces(IActorRef connection, EndPoint client)
    {
        if (_refused++ == 0)
            _log.Warning("{0} has {1} clients, its max-connections, and refuses more", _settings.Name, _open);
        Refuse(connection, client);
    }

    private void Refuse(IActorRef connection, EndPoint client)
    {
        _log.Debug("{0} refuses {1}", _settings.Name, client);
        connection.Tell(Tcp.Close.Instance, Self);
    }

    private void OnTerminated(IActorRef actor)
    {
        if (!OnUnbound(actor) && !_preparation.Remove(actor)) _open--;
        StopWhenDone();
    }

    /// <summary>Says whether it was a socket's actor that ended or gave up.</summary>
    private bool OnUnbound(IActorRef actor)
    {
        if (!_acceptors.Remove(actor)) return false;
        if (!_isStopping) throw new InvalidOperationException($"{_settings.Name} has lost its listening socket on {_settings.Bind}.");
        return true;
    }
}
