using System.Collections.Immutable;
using ActorEcho.Actors.Connections;
using ActorEcho.Actors.Settings;
using Akka.Actor;
using Akka.Event;

namespace ActorEcho.Actors.Listening;

/// <summary>
/// All listeners: starts them together or not at all, starts one again that ends unasked, with a growing delay, and
/// stops them in order. Takes <see cref="AwaitListeners"/>, <see cref="GetListenersHealth"/>, <see cref="ReloadCertificates"/> and
/// <see cref="StopListeners"/>.
/// </summary>
public sealed class ListenersSupervisor : UntypedActor, IWithTimers
{
    private static readonly SupervisorStrategy StopTheOne = new OneForOneStrategy(_ => Directive.Stop);

    private readonly Func<ListenerSettings, HostedProtocol> _host;
    private readonly IActorRef _tcp;
    private readonly ImmutableArray<Listener> _listeners;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly List<IActorRef> _awaitingStart = [];
    private readonly List<IActorRef> _awaitingStop = [];
    private Phase _phase = Phase.Starting;

    /// <summary>Made by <see cref="Props"/>.</summary>
    /// <param name="listeners">The listeners.</param>
    /// <param name="host">What a listener's connections speak.</param>
    /// <param name="tcp">Who binds.</param>
    public ListenersSupervisor(
        ImmutableArray<ListenerSettings> listeners, Func<ListenerSettings, HostedProtocol> host, IActorRef tcp)
    {
        _listeners = [.. listeners.Select(settings => new Listener(settings))];
        _host = host;
        _tcp = tcp;
    }

    private enum Phase
    {
        /// <summary>Not every listener has told how its binding went.</summary>
        Starting,
        Running,

        /// <summary>One could not be bound; the others are being stopped.</summary>
        Unwinding,

        /// <summary>One could not be bound, and none is left.</summary>
        Failed,
        Stopping,
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>How the actor is made.</summary>
    /// <param name="listeners">The listeners; their names differ.</param>
    /// <param name="host">What a listener's connections speak.</param>
    /// <param name="tcp">Who binds: the manager of Akka.IO's TCP, or one that takes the same messages.</param>
    /// <returns>Its props.</returns>
    public static Props Props(
        ImmutableArray<ListenerSettings> listeners, Func<ListenerSettings, HostedProtocol> host, IActorRef tcp) =>
        Akka.Actor.Props.Create(() => new ListenersSupervisor(listeners, host, tcp));

    /// <inheritdoc/>
    protected override SupervisorStrategy SupervisorStrategy() => StopTheOne;

    /// <inheritdoc/>
    protected override void PreStart()
    {
        foreach (var listener in _listeners) Start(listener);
        ConcludeStart();
    }

    /// <inheritdoc/>
    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case AwaitListeners when _phase != Phase.Stopping:
                _awaitingStart.Add(Sender);
                AnswerStart();
                break;
            case BoundListener bound:
                OnBound(Find(Sender), bound);
                break;
            case ListenerFailure failure:
                OnFailure(Find(Sender), failure);
                break;
            case Terminated terminated:
                OnTerminated(Find(terminated.ActorRef));
                break;
            case Restart restart when _phase == Phase.Running:
                Start(restart.Listener);
                break;
            case ReloadCertificates:
                foreach (var listener in _listeners) listener.Actor?.Tell(message, Self);
                break;
            case GetListenersHealth:
                Sender.Tell(Health(), Self);
                break;
            case StopListeners stop:
                OnStop(stop);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private Listener Find(IActorRef actor) => _listeners.First(listener => actor.Equals(listener.Actor));

    private void Start(Listener listener)
    {
        // A listener that comes back is to be found where it was, also when the system had chosen the port.
        var settings = listener.Bound is { } bound ? listener.Settings with { Bind = bound.Address } : listener.Settings;
        listener.Actor = Context.Watch(Context.ActorOf(ListenerActor.Props(settings, _host(settings), _tcp), settings.Name));
        listener.BoundAt = null;
    }

    private void OnBound(Listener listener, BoundListener bound)
    {
        listener.Bound = bound;
        listener.BoundAt = Context.System.Scheduler.MonotonicClock;
        ConcludeStart();
    }

    private void OnFailure(Listener listener, ListenerFailure failure)
    {
        if (_phase == Phase.Starting)
        {
            // Whoever asks hears of it, and can tell it where its users look.
            listener.Failure = failure;
            ConcludeStart();
        }
        else
        {
            _log.Error("{0} cannot listen on {1}: {2}", failure.Name, failure.Address, failure.Reason);
        }
    }

    private void OnTerminated(Listener listener)
    {
        listener.Actor = null;
        switch (_phase)
        {
            case Phase.Starting when listener.Failure is null:
                listener.Failure = new ListenerFailure(
                    listener.Settings.Name, listener.Settings.Bind, "the listener ended unexpectedly; the log says why");
                ConcludeStart();
                break;
            case Phase.Running:
                RestartLater(listener);
                break;
            case Phase.Unwinding:
                AnswerStart();
                break;
            case Phase.Stopping:
                AnswerStop();
                break;
        }
    }

    private void RestartLater(Listener listener)
    {
        var stood = listener.BoundAt is { } since ? Context.System.Scheduler.MonotonicClock - since : TimeSpan.Zero;
        var delay = listener.RestartDelay.Next(stood);
        Timers.StartSingleTimer(listener.Settings.Name, new Restart(listener), delay);
        _log.Warning("{0} has ended; it is started again in {1}", listener.Settings.Name, delay);
    }

    private void ConcludeStart()
    {
        if (_phase != Phase.Starting) return;
        if (_listeners.Any(listener => listener is { Bound: null, Failure: null })) return;
        _phase = _listeners.All(listener => listener.Failure is null) ? Phase.Running : Phase.Unwinding;
        if (_phase == Phase.Unwinding) StopAll(TimeSpan.Zero);
        AnswerStart();
    }

    private void AnswerStart()
    {
        if (_phase == Phase.Unwinding && _listeners.All(listener => listener.Actor is null)) _phase = Phase.Failed;
        object? answer = _phase switch
        {
            Phase.Running => new ListenersBound([.. _listeners.Select(listener => listener.Bound!)]),
            Phase.Failed => new ListenersFailed([.. _listeners.Select(listener => listener.Failure).OfType<ListenerFailure>()]),
            _ => null,
        };
        if (answer is null) return;
        foreach (var asker in _awaitingStart) asker.Tell(answer, Self);
        _awaitingStart.Clear();
    }

    private ListenersHealth Health()
    {
        if (_phase == Phase.Stopping) return new ListenersHealth(false, "the node is stopping");
        string[] down = [.. _listeners.Where(static listener => listener is { Actor: null } or { BoundAt: null }).Select(static listener => listener.Settings.Name)];
        return down.Length == 0
            ? new ListenersHealth(true, $"all {_listeners.Length} listen")
            : new ListenersHealth(false, $"{down.Length} of {_listeners.Length} do not listen: {string.Join(", ", down)}");
    }

    private void OnStop(StopListeners stop)
    {
        _awaitingStop.Add(Sender);
        if (_phase != Phase.Stopping)
        {
            _phase = Phase.Stopping;
            Timers.CancelAll();
            StopAll(stop.Within);
        }

        AnswerStop();
    }

    private void StopAll(TimeSpan within)
    {
        foreach (var listener in _listeners) listener.Actor?.Tell(new StopListening(within), Self);
    }

    private void AnswerStop()
    {
        if (_listeners.Any(listener => listener.Actor is not null)) return;
        foreach (var asker in _awaitingStop) asker.Tell(ListenersStopped.Instance, Self);
        _awaitingStop.Clear();
    }

    /// <summary>One listener and what has become of it.</summary>
    private sealed class Listener(ListenerSettings settings)
    {
        public ListenerSettings Settings { get; } = settings;

        public RestartDelay RestartDelay { get; } = new();

        /// <summary>Its actor while it lives.</summary>
        public IActorRef? Actor { get; set; }

        /// <summary>Where it listened last.</summary>
        public BoundListener? Bound { get; set; }

        /// <summary>Why it could not be bound at the start.</summary>
        public ListenerFailure? Failure { get; set; }

        /// <summary>Since when it has been bound.</summary>
        public TimeSpan? BoundAt { get; set; }
    }

    private sealed record Restart(Listener Listener);
}
