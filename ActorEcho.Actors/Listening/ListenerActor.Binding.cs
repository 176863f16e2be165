using ActorEcho.Actors.Transports;
using Akka.Event;
using Akka.IO;

namespace ActorEcho.Actors.Listening;

// How a listener comes to listen: its layers open, its sockets are bound, and its parent hears of it, or why not.
public sealed partial class ListenerActor
{
    private bool TryOpenLayers()
    {
        try
        {
            var layers = _settings.OpenLayers();
            _preparation = new ClientPreparation(_settings, layers, _log);
            foreach (var layer in layers)
            {
                if (layer.UpkeepProps(_settings.Name) is { } upkeep) _upkeep.Add(Context.ActorOf(upkeep, layer.Name));
            }

            return true;
        }
        catch (TransportException exception)
        {
            Fail(exception.Message);
            return false;
        }
    }

    private void Fail(string reason)
    {
        Context.Parent.Tell(new ListenerFailure(_settings.Name, _settings.Bind, reason), Self);
        Context.Stop(Self);
    }

    private void OnBound(Tcp.Bound bound)
    {
        _acceptors.Add(Sender);
        Context.Watch(Sender);
        if (_isStopping)
        {
            Sender.Tell(Tcp.Unbind.Instance, Self);
            return;
        }

        Sender.Tell(new Tcp.ResumeAccepting(AcceptBatch), Self);
        if (_acceptors.Count < _settings.Limits.Acceptors) return;
        var address = _settings.Bind.BoundAs(bound.LocalAddress);
        _log.Info("{0} ({1}) listens on {2}", _settings.Name, _settings.Protocol.Name, address);
        Context.Parent.Tell(new BoundListener(_settings.Name, _settings.Protocol.Name, address), Self);
    }

    private void OnBindFailed(Tcp.CommandFailed failed)
    {
        var reason = failed.Cause.HasValue ? failed.Cause.Value.Message : "the system gave no reason";
        Fail(reason);
    }
}
