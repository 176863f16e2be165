using System.Collections.Immutable;
using System.Net.Sockets;

namespace ActorEcho.Actors.Transports.Connecting;

/// <summary>A socket in the file system: <c>unix://PATH</c>.</summary>
internal sealed class UnixClientTransport(IClientNetwork network) : IClientTransport
{
    public string Scheme => "unix";

    public int Priority => 0;

    public ImmutableArray<TransportNeed> Needs { get; } = [TransportNeed.Required(Endpoint.Path)];

    public async Task<ClientStream> ConnectAsync(EndpointValues values, CancellationToken cancellationToken)
    {
        var path = values.Get(Endpoint.Path);
        var peer = $"{Scheme}://{path}";
        try
        {
            return await network.ConnectAsync(new UnixDomainSocketEndPoint(path), peer, cancellationToken);
        }
        catch (SocketException exception)
        {
            // The framework names a missing file as if it were an address that this machine does not have.
            var reason = File.Exists(path) ? ConnectReason.Of(exception) : "there is no such file";
            throw new ConnectFailedException(peer, [new ConnectAttempt(peer, reason)]);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new ConnectFailedException(
                peer, [new ConnectAttempt(peer, "the path is longer than the system allows for a socket (about 100 bytes)")]);
        }
    }
}
