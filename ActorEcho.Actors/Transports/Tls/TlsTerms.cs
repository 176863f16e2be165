using System.Collections.Immutable;
using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace ActorEcho.Actors.Transports.Tls;

/// <summary>
/// What a server agrees to in handshakes, read from its files at one moment. Immutable; a handshake keeps to what it began with.
/// </summary>
internal sealed class TlsTerms
{
    private static readonly IdnMapping International = new();

    private readonly ImmutableArray<(X509Certificate2 Certificate, SslServerAuthenticationOptions Options)> _byCertificate;

    private TlsTerms(ImmutableArray<(X509Certificate2 Certificate, SslServerAuthenticationOptions Options)> byCertificate) =>
        _byCertificate = byCertificate;

    /// <summary>The certificate of those who ask for no name, or one that none is made out to.</summary>
    public X509Certificate2 Default => _byCertificate[0].Certificate;

    /// <summary>Reads the files.</summary>
    /// <exception cref="TransportException">One of them cannot be used.</exception>
    public static TlsTerms Load(TlsSettings settings)
    {
        var clients = settings.ClientCertificates == ClientCertificates.None ? null : ClientTrust.Load(settings);
        return new TlsTerms([.. settings.Certificates.Select(source => Load(source, settings, clients))]);
    }

    /// <summary>What is offered to a client that asks for a name.</summary>
    /// <remarks>The same object for all of them, since the framework keeps what it has worked out with it.</remarks>
    public SslServerAuthenticationOptions For(string serverName)
    {
        if (_byCertificate.Length > 1 && NameInCertificates(serverName) is { } name)
        {
            foreach (var (certificate, options) in _byCertificate)
            {
                if (certificate.MatchesHostname(name)) return options;
            }
        }

        return _byCertificate[0].Options;
    }

    /// <summary>
    /// The name as certificates have it: the framework has decoded what an international name is sent as. Null for what is no name
    /// of a host, which no certificate can be made out to.
    /// </summary>
    private static string? NameInCertificates(string serverName)
    {
        var name = serverName;
        try
        {
            name = International.GetAscii(serverName);
        }
        catch (ArgumentException)
        {
            // It may be a name all the same, if an unusual one.
        }

        return Uri.CheckHostName(name) is UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6 ? name : null;
    }

    private static (X509Certificate2 Certificate, SslServerAuthenticationOptions Options) Load(
        CertificateSource source, TlsSettings settings, ClientTrust? clients)
    {
        var context = source.LoadContext();
        var options = new SslServerAuthenticationOptions
        {
            ServerCertificateContext = context,
            EnabledSslProtocols = settings.Versions,
            AllowRenegotiation = false,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            ApplicationProtocols = settings.ApplicationProtocols.IsEmpty ? null : [.. settings.ApplicationProtocols],
        };
        clients?.ApplyTo(options);
        return (context.TargetCertificate, options);
    }
}
