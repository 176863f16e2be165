using ActorEcho.Actors.Connections;
using Akka.Actor;
using Akka.Event;
using Akka.IO;

namespace ActorEcho.Actors.Listening;

// How a listener stops: it accepts no more, gives its clients the time to finish, and cuts off who has not.
public sealed partial class ListenerActor
{
    private bool _isStopping;
    private ICancelable? _deadline;

    private void OnStop(StopListening stop)
    {
        if (_isStopping) return;
        _isStopping = true;
        if (_open == 0) _log.Info("{0} stops", _settings.Name);
        else _log.Info("{0} stops; clients that have {1} to finish: {2}", _settings.Name, stop.Within, _open);
        foreach (var acceptor in _acceptors) acceptor.Tell(Tcp.Unbind.Instance, Self);
        if (stop.Within <= TimeSpan.Zero)
        {
            CutOffAll();
        }
        else
        {
            foreach (var client in Clients()) client.Tell(new FinishConnection("the server stops"), Self);
            _deadline = Context.System.Scheduler.ScheduleTellOnceCancelable(stop.Within, Self, DeadlinePassed.Instance, Self);
        }

        StopWhenDone();
    }

    private void CutOffAll()
    {
        foreach (var client in Clients()) Context.Stop(client);
    }

    /// <summary>Everybody's actors, those of the layers included.</summary>
    private IEnumerable<IActorRef> Clients() => Context.GetChildren().Except(_upkeep);

    /// <summary>The end comes when every socket is closed: the listening ones and the clients'.</summary>
    private void StopWhenDone()
    {
        if (_isStopping && _acceptors.Count == 0 && _open == 0 && _preparation.Count == 0) Context.Stop(Self);
    }

    private sealed class DeadlinePassed : INoSerializationVerificationNeeded, IDeadLetterSuppression
    {
        public static readonly DeadlinePassed Instance = new();
    }
}
