using System.Net.Security;

namespace ActorEcho.Actors.Transports.Connecting;

/// <summary>A connection over TLS. Half-close is a close_notify, then the end of what carries it.</summary>
/// <param name="tls">A stream whose handshake is done, over <paramref name="carrier"/>, which it owns.</param>
/// <param name="carrier">What carries it.</param>
public sealed class TlsClientStream(SslStream tls, ClientStream carrier) : ClientStream(tls, carrier.Peer)
{
    /// <inheritdoc/>
    public override async ValueTask CompleteWritesAsync(CancellationToken cancellationToken = default)
    {
        await tls.ShutdownAsync();
        await carrier.CompleteWritesAsync(cancellationToken);
    }
}
