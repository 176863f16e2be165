using System.Net.Sockets;

namespace ActorEcho.Actors.Transports.Connecting;

/// <summary>A connection over a socket: TCP's or one of the file system's. Half-close is a FIN.</summary>
/// <param name="socket">A connected socket; the stream owns it.</param>
/// <param name="peer">See <see cref="ClientStream.Peer"/>.</param>
public sealed class SocketClientStream(Socket socket, string peer)
    : ClientStream(new NetworkStream(socket, ownsSocket: true), peer)
{
    /// <inheritdoc/>
    public override ValueTask CompleteWritesAsync(CancellationToken cancellationToken = default)
    {
        socket.Shutdown(SocketShutdown.Send);
        return ValueTask.CompletedTask;
    }
}
