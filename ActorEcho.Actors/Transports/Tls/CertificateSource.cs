using System.Security.Cryptography.X509Certificates;

namespace ActorEcho.Actors.Transports.Tls;

/// <summary>Where a server's certificate comes from. Immutable; <see cref="Load"/> reads anew each time.</summary>
public abstract record CertificateSource
{
    /// <summary>The files it is read from.</summary>
    public abstract IReadOnlyList<string> Files { get; }

    /// <summary>Reads the certificate, with its private key, and the chain that is sent along.</summary>
    /// <returns>The certificate first, then those of the authorities between it and the root.</returns>
    /// <exception cref="TransportException">It cannot be read or used; says which setting is to blame.</exception>
    internal abstract X509Certificate2Collection Load();
}
