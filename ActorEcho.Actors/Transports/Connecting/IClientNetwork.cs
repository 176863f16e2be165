using System.Net;

namespace ActorEcho.Actors.Transports.Connecting;

/// <summary>What a client needs of the operating system. Thread-safe.</summary>
public interface IClientNetwork
{
    /// <summary>The addresses of a host name, in the order in which the system prefers them (RFC 6724).</summary>
    /// <param name="host">The name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The addresses.</returns>
    /// <exception cref="System.Net.Sockets.SocketException">The name has none, or cannot be resolved now.</exception>
    Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken);

    /// <summary>Opens a stream connection to one address.</summary>
    /// <param name="address">An <see cref="IPEndPoint"/> or a <see cref="System.Net.Sockets.UnixDomainSocketEndPoint"/>.</param>
    /// <param name="peer">The address as a URI: <see cref="ClientStream.Peer"/> of the result.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The connection.</returns>
    /// <exception cref="System.Net.Sockets.SocketException">Nobody is there, or the way is closed.</exception>
    Task<ClientStream> ConnectAsync(EndPoint address, string peer, CancellationToken cancellationToken);
}
