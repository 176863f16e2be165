using System.Net;

namespace ActorEcho.Actors.Transports.Proxy;

/// <summary>What a proxy says of the client it connects for.</summary>
/// <param name="Source">The client's address; null when the proxy speaks for itself, or cannot tell.</param>
/// <param name="Destination">The address that the client reached; null together with <paramref name="Source"/>.</param>
internal sealed record ProxyHeader(IPEndPoint? Source, IPEndPoint? Destination)
{
    /// <summary>No client is named: the proxy's own health check, or a client whose address it does not know.</summary>
    public static ProxyHeader Unnamed { get; } = new(null, null);
}
