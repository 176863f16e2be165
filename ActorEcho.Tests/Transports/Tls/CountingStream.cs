using System.Net.Sockets;

namespace ActorEcho.Tests.Transports.Tls;

/// <summary>Counts what is read.</summary>
/// <param name="socket">Where it reads; owned.</param>
internal sealed class CountingStream(Socket socket) : NetworkStream(socket, ownsSocket: true)
{
    public long BytesRead { get; private set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await base.ReadAsync(buffer, cancellationToken);
        BytesRead += count;
        return count;
    }
}
