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

    private List<Inet.SocketOption> SocketOptions()
    {
        var options = new List<Inet.SocketOption>();
        if (_settings.Limits.Acceptors > 1) options.Add(new ReusePort());
        // Elsewhere the idle timeout finds out who has vanished.
        if (_settings.Limits.IdleTimeout == Timeout.InfiniteTimeSpan && _settings.Bind is HostBindAddress) options.Add(new KeepAlive());
        options.AddRange(_settings.Transport.SocketOptions(_settings.Bind));
        return options;
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
