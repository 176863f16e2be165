using System.Collections.Immutable;
using ActorEcho.Actors.Connections;
using ActorEcho.Actors.Protocols;
using ActorEcho.Actors.Settings;
using Akka.Actor;
using Akka.Event;

namespace ActorEcho.Actors.Listening;

/// <summary>
/// The clients of a listener that have layers to pass before they are served, such as a TLS handshake. They take none of the
/// places of those that are served; so many may be at it, and no more. Belongs to the listener's actor.
/// </summary>
/// <param name="settings">The listener's.</param>
/// <param name="layers">The layers, the one next to the network first.</param>
/// <param name="log">The listener's.</param>
internal sealed class ClientPreparation(ListenerSettings settings, ImmutableArray<ConnectionLayer> layers, ILoggingAdapter log)
{
    private readonly Dictionary<IActorRef, Client> _bySocket = [];
    private int _refused;

    /// <summary>How many are at it.</summary>
    public int Count => _bySocket.Count;

    /// <summary>Whether a client has any layer to pass.</summary>
    public bool Concerns(ConnectionInfo info) => NextLayer(info, 0) is not null;

    /// <summary>Leads a client to its first layer; false when too many are at it.</summary>
    /// <param name="context">The listener's, to make the layer's actor.</param>
    /// <param name="socket">The connection as the network sees it.</param>
    /// <param name="info">What is known of the client.</param>
    /// <param name="number">Its place among all that were accepted; names its actors.</param>
    public bool TryBegin(IActorContext context, IActorRef socket, ConnectionInfo info, long number)
    {
        if (Count >= settings.Limits.MaxHandshakes)
        {
            if (_refused++ == 0)
                log.Warning("{0} has {1} handshakes under way, its max-handshakes, and refuses more clients", settings.Name, Count);
            return false;
        }

        var client = new Client(number);
        _bySocket.Add(socket, client);
        Pass(context, client, NextLayer(info, 0)!, socket, socket, info);
        return true;
    }

    /// <summary>Leads a client on that has passed a layer.</summary>
    /// <param name="context">The listener's.</param>
    /// <param name="layer">The layer's actor.</param>
    /// <param name="ready">What it has told.</param>
    /// <returns>The client's number when it has passed the last one; null while it has not, or when it has gone meanwhile.</returns>
    public long? Advance(IActorContext context, IActorRef layer, LayerReady ready)
    {
        if (!_bySocket.TryGetValue(ready.Socket, out var client)) return null;
        if (NextLayer(ready.Info, client.LayersPassed) is not { } next) return client.Number;
        Pass(context, client, next, ready.Socket, layer, ready.Info);
        return null;
    }

    /// <summary>Takes a client out, because it is served from now on or has gone; false when it was not at it.</summary>
    public bool Remove(IActorRef socket)
    {
        if (!_bySocket.Remove(socket)) return false;
        if (_refused > 0) log.Warning("{0} takes clients for handshakes again; {1} were refused", settings.Name, _refused);
        _refused = 0;
        return true;
    }

    private void Pass(
        IActorContext context, Client client, ConnectionLayer layer, IActorRef socket, IActorRef below, ConnectionInfo info)
    {
        client.LayersPassed = layers.IndexOf(layer) + 1;
        var setup = new LayerSetup(settings.Name, context.Self, socket, below, info, settings.Limits.HandshakeTimeout);
        context.ActorOf(layer.Props(setup), $"c{client.Number}-{layer.Name}");
    }

    /// <summary>The first layer, from a place on, that a client has to pass; null when none is left.</summary>
    private ConnectionLayer? NextLayer(ConnectionInfo info, int from)
    {
        for (var i = from; i < layers.Length; i++)
        {
            if (layers[i].Concerns(info)) return layers[i];
        }

        return null;
    }

    private sealed class Client(long number)
    {
        public long Number { get; } = number;

        /// <summary>How many of the listener's layers it has passed or is at.</summary>
        public int LayersPassed { get; set; }
    }
}
