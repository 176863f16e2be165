using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ActorEcho.Actors.Protocols;

namespace ActorEcho.Actors.Transports.Connecting;

/// <summary>Decides on the certificate that a server shows, and keeps the reason when it is refused.</summary>
/// <param name="settings">Whom to trust.</param>
/// <param name="serverName">The name that the certificate must bear.</param>
internal sealed class ServerCertificateCheck(TlsClientSettings settings, string serverName)
{
    /// <summary>Why the certificate was refused; null while it was not.</summary>
    public ServerNotTrustedException? Refusal { get; private set; }

    /// <summary>Whether the certificate will do.</summary>
    /// <param name="certificate">What the server showed.</param>
    /// <param name="chain">How it leads to an authority.</param>
    /// <param name="errors">What the framework finds wrong with it.</param>
    public bool Accepts(X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        var fingerprint = certificate?.GetCertHash(HashAlgorithmName.SHA256) ?? [];
        var reason = Objection(certificate, fingerprint, chain, errors);
        if (reason is not null) Refusal = new ServerNotTrustedException(reason, Convert.ToHexString(fingerprint));
        return reason is null;
    }

    private string? Objection(X509Certificate2? certificate, byte[] fingerprint, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null) return "the server shows no certificate";
        if (settings.Pin.Length > 0 && !settings.Pin.AsSpan().SequenceEqual(fingerprint))
        {
            return $"the certificate is not the pinned one: its SHA-256 is {Convert.ToHexString(fingerprint)}, " +
                $"the pin {Convert.ToHexString(settings.Pin.AsSpan())}";
        }

        var isPinnedAlone = settings.Pin.Length > 0 && settings.Authorities.IsEmpty;
        if (settings.Insecure || isPinnedAlone || errors == SslPolicyErrors.None) return null;
        var objections = new List<string>();
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            objections.Add($"the certificate is not for {serverName} but for {Names(certificate)}");
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors))
        {
            objections.Add($"the certificate is not trusted: {ChainFaults(chain)}");
        }

        return string.Join("; ", objections.DefaultIfEmpty(errors.ToString()));
    }

    /// <summary>Whom the certificate is made out to. Whoever answered wrote that, so it is shown as what it may hold: anything.</summary>
    private static string Names(X509Certificate2 certificate)
    {
        var alternatives = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault();
        var names = alternatives is null
            ? []
            : alternatives.EnumerateDnsNames().Concat(alternatives.EnumerateIPAddresses().Select(ip => ip.ToString())).ToArray();
        return TlsSession.Printable(names.Length > 0 ? string.Join(", ", names) : certificate.Subject);
    }

    private static string ChainFaults(X509Chain? chain)
    {
        var faults = chain?.ChainStatus.Select(status => status.StatusInformation.Trim().TrimEnd('.')).Distinct().ToArray() ?? [];
        return faults.Length > 0 ? string.Join(", ", faults) : "it leads to no trusted authority";
    }
}
