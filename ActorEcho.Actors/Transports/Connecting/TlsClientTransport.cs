using System.Collections.Immutable;

namespace ActorEcho.Actors.Transports.Connecting;

/// <summary>TLS over TCP: <c>tls://HOST[:PORT]</c>, port 4343 by default. Comes before plain TCP.</summary>
internal sealed class TlsClientTransport(HostDialer dialer) : IClientTransport
{
    /// <summary>mimic's port for TLS.</summary>
    public const int DefaultPort = 4343;

    public string Scheme => "tls";

    public int Priority => 10;

    public ImmutableArray<TransportNeed> Needs { get; } =
    [
        TransportNeed.Required(Endpoint.Host),
        TransportNeed.WithDefault(Endpoint.Port, DefaultPort),
        TransportNeed.WithDefault(Endpoint.Tls, TlsClientSettings.Default),
    ];

    public Task<ClientStream> ConnectAsync(EndpointValues values, CancellationToken cancellationToken)
    {
        var host = values.Get(Endpoint.Host);
        var settings = values.Get(Endpoint.Tls);
        var name = settings.ServerName ?? host;
        if (!ServerName.IsUsable(name))
            throw new ConnectFailedException(Scheme, [new ConnectAttempt(Scheme, ServerName.Fault(name)) { WasMade = false }]);
        var handshake = new TlsClientHandshake(settings, name);
        return dialer.DialAsync(Scheme, host, values.Get(Endpoint.Port), handshake.RunAsync, cancellationToken);
    }
}
