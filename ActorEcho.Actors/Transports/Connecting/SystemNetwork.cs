using System.Net;
using System.Net.Sockets;

namespace ActorEcho.Actors.Transports.Connecting;

/// <summary>The operating system's resolver and sockets.</summary>
public sealed class SystemNetwork : IClientNetwork
{
    private SystemNetwork()
    {
    }

    /// <summary>The only one.</summary>
    public static SystemNetwork Instance { get; } = new();

    /// <inheritdoc/>
    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) =>
        Dns.GetHostAddressesAsync(host, cancellationToken);

    /// <inheritdoc/>
    public async Task<ClientStream> ConnectAsync(EndPoint address, string peer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        var isUnix = address.AddressFamily == AddressFamily.Unix;
        var socket = new Socket(address.AddressFamily, SocketType.Stream, isUnix ? ProtocolType.Unspecified : ProtocolType.Tcp);
        try
        {
            // Answers are small and awaited: they must not wait for Nagle's algorithm.
            if (!isUnix) socket.NoDelay = true;
            await socket.ConnectAsync(address, cancellationToken);
            return new SocketClientStream(socket, peer);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
