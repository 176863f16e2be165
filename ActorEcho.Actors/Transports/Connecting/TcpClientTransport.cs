using System.Collections.Immutable;

namespace ActorEcho.Actors.Transports.Connecting;

/// <summary>Plain TCP: <c>tcp://HOST[:PORT]</c>, port 8080 by default.</summary>
internal sealed class TcpClientTransport(HostDialer dialer) : IClientTransport
{
    /// <summary>mimic's port for plain TCP.</summary>
    public const int DefaultPort = 8080;

    public string Scheme => TcpBindAddress.TcpScheme;

    public int Priority => 0;

    public ImmutableArray<TransportNeed> Needs { get; } =
        [TransportNeed.Required(Endpoint.Host), TransportNeed.WithDefault(Endpoint.Port, DefaultPort)];

    public Task<ClientStream> ConnectAsync(EndpointValues values, CancellationToken cancellationToken) => dialer.DialAsync(
        Scheme,
        values.Get(Endpoint.Host),
        values.Get(Endpoint.Port),
        static (connection, _) => Task.FromResult(connection),
        cancellationToken);
}
