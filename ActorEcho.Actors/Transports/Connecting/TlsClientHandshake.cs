using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace ActorEcho.Actors.Transports.Connecting;

/// <summary>Turns a connection into one over TLS, as the client. TLS 1.2 or 1.3.</summary>
/// <param name="settings">Whom to trust.</param>
/// <param name="serverName">The name to ask for and to find in the certificate.</param>
internal sealed class TlsClientHandshake(TlsClientSettings settings, string serverName)
{
    /// <summary>Shakes hands.</summary>
    /// <param name="carrier">The connection; disposed of when the handshake fails.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ServerNotTrustedException">The server's certificate is refused.</exception>
    /// <exception cref="AuthenticationException">No agreement was reached.</exception>
    /// <exception cref="IOException">The server does not speak TLS, or broke off.</exception>
    public async Task<ClientStream> RunAsync(ClientStream carrier, CancellationToken cancellationToken)
    {
        var check = new ServerCertificateCheck(settings, serverName);
        var tls = new SslStream(carrier, leaveInnerStreamOpen: false);
        try
        {
            await tls.AuthenticateAsClientAsync(Options(check), cancellationToken);
            return new TlsClientStream(tls, carrier);
        }
        catch (Exception exception)
        {
            await tls.DisposeAsync();
            if (check.Refusal is { } refusal && exception is AuthenticationException) throw refusal;
            throw;
        }
    }

    private SslClientAuthenticationOptions Options(ServerCertificateCheck check)
    {
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = serverName,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
                check.Accepts(certificate as X509Certificate2, chain, errors),
        };
        if (settings.Authorities.Length > 0)
        {
            options.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                // Authorities of one's own seldom publish revocations.
                RevocationMode = X509RevocationMode.NoCheck,
            };
            options.CertificateChainPolicy.CustomTrustStore.AddRange(settings.Authorities.ToArray());
        }

        if (settings.Certificate is { } certificate)
        {
            options.ClientCertificateContext = SslStreamCertificateContext.Create(
                certificate, [.. settings.Intermediates], offline: true);
        }

        return options;
    }
}
