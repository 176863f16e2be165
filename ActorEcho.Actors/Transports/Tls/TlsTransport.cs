using System.Collections.Immutable;
using System.Net.Security;
using System.Security.Authentication;
using System.Text;
using ActorEcho.Actors.Settings.Reading;

namespace ActorEcho.Actors.Transports.Tls;

/// <summary>TLS over TCP: <c>tls://HOST:PORT</c>.</summary>
public sealed class TlsTransport : ITransport
{
    internal const string ClientAuthorities = "client-ca";
    private const string Certificates = "certificates";
    private const string ClientCertificatesKey = "client-certificates";

    /// <summary>ALPN gives a name one byte for its length (RFC 7301, section 3.1).</summary>
    private const int MaxProtocolNameBytes = 255;

    /// <inheritdoc/>
    public string Scheme => TlsBindAddress.TlsScheme;

    /// <inheritdoc/>
    public string BindForm => "tls://HOST:PORT with an IPv4 address, an IPv6 address in brackets or a host name, and a port from 0 to 65535";

    /// <inheritdoc/>
    public bool TryParseBind(string uri, out BindAddress? address) => TlsBindAddress.TryParse(uri, out address);

    /// <inheritdoc/>
    public bool HasSettings => true;

    /// <inheritdoc/>
    public TransportSettings ReadDefaults(SectionReader section) => Read(section, TlsSettings.Default);

    /// <inheritdoc/>
    public TransportSettings ReadSettings(SectionReader section, TransportSettings defaults)
    {
        var settings = Read(section, (TlsSettings)defaults);
        if (settings.Certificates.IsEmpty)
        {
            section.RejectMissing(
                PemCertificate.CertificateKey,
                $"a PEM or PFX file, or \"{DevelopmentCertificate.Word}\" for one that is made up at every start");
        }

        CheckFiles(section, settings);
        return settings;
    }

    private static TlsSettings Read(SectionReader section, TlsSettings defaults)
    {
        var own = CertificateReader.Read(section);
        var named = section.Section(Certificates);
        var more = named.Fields.Select(field => CertificateReader.ReadNamed(named, field)).OfType<CertificateSource>();
        var found = own is null ? [.. more] : ImmutableArray.Create(own).AddRange(more);
        return new TlsSettings
        {
            Certificates = found.IsEmpty ? defaults.Certificates : found,
            Versions = ReadVersions(section, defaults.Versions),
            ClientCertificates = section.Choice(
                ClientCertificatesKey,
                defaults.ClientCertificates,
                ("none", ClientCertificates.None),
                ("allow", ClientCertificates.Allow),
                ("require", ClientCertificates.Require)),
            ClientAuthorityFile = section.Text(ClientAuthorities, defaults.ClientAuthorityFile, "a PEM file with certificates"),
            ApplicationProtocols = section.List(
                "alpn",
                defaults.ApplicationProtocols,
                $"a list of protocol names of 1 to {MaxProtocolNameBytes} bytes, such as [\"h2\", \"http/1.1\"]",
                static name => Encoding.UTF8.GetByteCount(name) is > 0 and <= MaxProtocolNameBytes ? new SslApplicationProtocol(name) : (SslApplicationProtocol?)null),
            ReloadInterval = section.Duration(
                "reload-interval", defaults.ReloadInterval, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1), allowInfinite: true),
        };
    }

    private static SslProtocols ReadVersions(SectionReader section, SslProtocols fallback)
    {
        var versions = section.List(
            "versions", [], "a list of 1.2 and 1.3, one or both, such as [\"1.2\", \"1.3\"]", static version => version switch
            {
                "1.2" => SslProtocols.Tls12,
                "1.3" => SslProtocols.Tls13,
                _ => (SslProtocols?)null,
            });
        return versions.IsEmpty ? fallback : versions.Aggregate(static (all, version) => all | version);
    }

    /// <summary>Reads every file once, so that a start fails where the configuration is wrong and not at the first client.</summary>
    private static void CheckFiles(SectionReader section, TlsSettings settings)
    {
        if (settings.ClientCertificates == ClientCertificates.None) return;
        if (settings.ClientAuthorityFile.Length == 0)
        {
            section.RejectMissing(ClientAuthorities, "a PEM file with the authorities that clients' certificates are issued by");
            return;
        }

        section.Try(() => ClientTrust.Load(settings));
    }
}
