using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace ActorEcho.Actors.Transports.Tls;

/// <summary>Where a server's certificate comes from. Immutable; <see cref="LoadContext"/> reads anew each time.</summary>
public abstract record CertificateSource
{
    /// <summary>The files it is read from.</summary>
    public abstract IReadOnlyList<string> Files { get; }

    /// <summary>What it is called in texts: its file.</summary>
    internal string Name => Files.FirstOrDefault(DevelopmentCertificate.Word);

    /// <summary>Reads the certificate, with its private key, and the chain that is sent along.</summary>
    /// <returns>The certificate first, then those of the authorities between it and the root.</returns>
    /// <exception cref="TransportException">It cannot be read or used; says which setting is to blame.</exception>
    private protected abstract X509Certificate2Collection Load();

    /// <summary>Reads the certificate as handshakes take it.</summary>
    /// <exception cref="TransportException">It cannot be read or used; says which setting is to blame.</exception>
    internal SslStreamCertificateContext LoadContext()
    {
        var chain = Load();
        return CertificateText.Parse(
            PemCertificate.CertificateKey,
            Name,
            // Offline: nobody is asked for certificates that the file lacks while clients wait.
            () => SslStreamCertificateContext.Create(chain[0], chain, offline: true));
    }
}
