using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using ActorEcho.Actors.Protocols;

namespace ActorEcho.Actors.Transports.Tls;

/// <summary>Which clients' certificates are good: those that one of the named authorities has issued. Immutable.</summary>
internal sealed class ClientTrust
{
    private readonly X509Certificate2Collection _authorities;
    private readonly bool _isRequired;

    private ClientTrust(X509Certificate2Collection authorities, bool isRequired)
    {
        _authorities = authorities;
        _isRequired = isRequired;
    }

    /// <summary>Reads the authorities.</summary>
    /// <exception cref="TransportException">They cannot be read.</exception>
    public static ClientTrust Load(TlsSettings settings)
    {
        const string setting = TlsTransport.ClientAuthorities;
        var file = settings.ClientAuthorityFile;
        var text = CertificateText.ReadText(setting, file);
        var authorities = CertificateText.Parse(setting, file, () =>
        {
            var read = new X509Certificate2Collection();
            read.ImportFromPem(text);
            return read;
        });
        if (authorities.Count == 0) throw new TransportException(setting, $"found no certificate in {file}; it has none between BEGIN CERTIFICATE and END CERTIFICATE");
        return new ClientTrust(authorities, settings.ClientCertificates == ClientCertificates.Require);
    }

    /// <summary>Has a handshake ask for a certificate and judge it.</summary>
    public void ApplyTo(SslServerAuthenticationOptions options)
    {
        options.ClientCertificateRequired = true;
        options.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            // A client could otherwise have the server fetch an address of its choice, and wait for it.
            DisableCertificateDownloads = true,
        };
        options.CertificateChainPolicy.CustomTrustStore.AddRange(_authorities);
        options.RemoteCertificateValidationCallback = Judge;
    }

    private bool Judge(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        var tls = (TlsServerStream)sender;
        if (certificate is null)
        {
            if (_isRequired) tls.ClientCertificateProblem = "the client has shown no certificate, and one is required";
            return !_isRequired;
        }

        if (errors == SslPolicyErrors.None) return true;
        var reasons = chain?.ChainStatus.Select(static status => status.StatusInformation.Trim()).Distinct() ?? [];
        tls.ClientCertificateProblem = $"the client's certificate \"{TlsSession.Printable(certificate.Subject)}\" is not good: {string.Join("; ", reasons.DefaultIfEmpty($"{errors}"))}";
        return false;
    }
}
