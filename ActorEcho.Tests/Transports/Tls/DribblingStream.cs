using System.Net.Sockets;

namespace ActorEcho.Tests.Transports.Tls;

/// <summary>Sends what is written a few bytes at a time, each part on its own.</summary>
/// <param name="socket">Where it sends; owned.</param>
/// <param name="bytesAtOnce">How many bytes leave together.</param>
internal sealed class DribblingStream(Socket socket, int bytesAtOnce) : NetworkStream(socket, ownsSocket: true)
{
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        for (var at = 0; at < buffer.Length; at += bytesAtOnce)
        {
            await base.WriteAsync(buffer.Slice(at, Math.Min(bytesAtOnce, buffer.Length - at)), cancellationToken);
            // Lets the server read what is there before more comes.
            await Task.Yield();
        }
    }
}
