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
            throw new ConnectFailedException(peer, [new ConnectAttempt(peer, Reason(path, exception))]);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new ConnectFailedException(
                peer, [new ConnectAttempt(peer, "the path is longer than the system allows for a socket (about 100 bytes)")]);
        }
    }

    /// <summary>In the system's words a directory refuses, and in the framework's what is missing is an address of another machine.</summary>
    private static string Reason(string path, SocketException exception) =>
        Directory.Exists(path) ? "it is a directory, and no socket"
        : !File.Exists(path) ? "there is no such file"
        : ConnectReason.Of(exception);
}
