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

    private readonly ImmutableArray<Offer> _offers;

    private TlsTerms(ImmutableArray<Offer> offers) => _offers = offers;

    /// <summary>The certificate of those who ask for no name, or one that none is made out to.</summary>
    public X509Certificate2 Default => _offers[0].Certificate;

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
        if (_offers.Length > 1 && NameInCertificates(serverName) is { } name)
        {
            foreach (var offer in _offers)
            {
                if (offer.Certificate.MatchesHostname(name)) return offer.Options;
            }
        }

        return _offers[0].Options;
    }

    /// <summary>The certificates whose dates have clients refuse them at a moment: a text on each, with its file and the date.</summary>
    public IEnumerable<string> OutOfDate(DateTimeOffset moment)
    {
        foreach (var (file, certificate, _) in _offers)
        {
            if (moment > certificate.NotAfter)
                yield return $"the certificate in {file} has expired: it was valid until {CertificateText.Of(certificate.NotAfter)}, and clients refuse it";
            if (moment < certificate.NotBefore)
                yield return $"the certificate in {file} is not valid before {CertificateText.Of(certificate.NotBefore)}, and clients refuse it until then";
        }
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

    private static Offer Load(CertificateSource source, TlsSettings settings, ClientTrust? clients)
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
        return new Offer(source.Name, context.TargetCertificate, options);
    }

    /// <summary>A certificate, where it is from, and what goes with it in a handshake.</summary>
    private readonly record struct Offer(string File, X509Certificate2 Certificate, SslServerAuthenticationOptions Options);
}
