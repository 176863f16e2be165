using System.Collections.Immutable;
using System.Net;
using ActorEcho.Actors.Connections;
using ActorEcho.Actors.Transports;
using ActorEcho.Actors.Transports.Proxy;

namespace ActorEcho.Actors.Settings;

/// <summary>One listener: where it listens, what it speaks, how much it allows. Immutable.</summary>
/// <param name="Name">Its name: the key under <c>actor-echo.listeners</c>, fit to name an actor.</param>
/// <param name="Bind">Where it listens.</param>
/// <param name="Protocol">What it speaks.</param>
/// <param name="Limits">How much it allows, whatever it speaks.</param>
public sealed record ListenerSettings(
    string Name, BindAddress Bind, ProtocolSettings Protocol, ListenerLimits Limits)
{
    /// <summary>What the transport of <see cref="Bind"/> is told. By default nothing.</summary>
    public TransportSettings Transport { get; init; } = TransportSettings.None;

    /// <summary>
    /// The networks whose connections come from proxies and begin with a header of the PROXY protocol, version 1 or 2, that
    /// names the client. By default none: whoever may write the header may claim any address.
    /// </summary>
    public ImmutableArray<IPNetwork> ProxyNetworks { get; init; } = [];

    /// <summary>What stands between the sockets and the protocol, from the network upwards.</summary>
    /// <exception cref="TransportException">Something that the transport needs is not there.</exception>
    internal ImmutableArray<ConnectionLayer> OpenLayers()
    {
        var layers = ImmutableArray.CreateBuilder<ConnectionLayer>();
        if (!ProxyNetworks.IsEmpty) layers.Add(new ProxyLayer(ProxyNetworks));
        if (Transport.OpenLayer() is { } layer) layers.Add(layer);
        return layers.ToImmutable();
    }
}
