using System.Collections.Immutable;
using System.Net.Security;
using System.Security.Authentication;
using ActorEcho.Actors.Connections;

namespace ActorEcho.Actors.Transports.Tls;

/// <summary>What a listener over TLS is told. A new instance holds the defaults; this is where they live.</summary>
public sealed record TlsSettings : TransportSettings
{
    /// <summary>The defaults; they lack a certificate.</summary>
    public static TlsSettings Default { get; } = new();

    /// <summary>
    /// The certificates, at least one. A client gets the first that is made out to the name it asks for (SNI), or else the
    /// first of all. There is no default.
    /// </summary>
    public ImmutableArray<CertificateSource> Certificates { get; init; } = [];

    /// <summary>The versions that are spoken. By default TLS 1.2 and 1.3: everything older is broken.</summary>
    public SslProtocols Versions { get; init; } = SslProtocols.Tls12 | SslProtocols.Tls13;

    /// <summary>Whether clients show certificates. By default they do not.</summary>
    public ClientCertificates ClientCertificates { get; init; }

    /// <summary>
    /// The PEM file with the authorities that may vouch for clients; needed where clients show certificates, and nobody else is
    /// trusted. Empty without.
    /// </summary>
    public string ClientAuthorityFile { get; init; } = "";

    /// <summary>
    /// The application protocols (ALPN), the server's favourite first. By default none: then what a client offers is not looked
    /// at. Otherwise a client that offers protocols, and none of these, is refused.
    /// </summary>
    public ImmutableArray<SslApplicationProtocol> ApplicationProtocols { get; init; } = [];

    /// <summary>
    /// How often the files are looked at for changes, 1 s to 1 day or infinite. By default 10 s: it costs a read of a few
    /// kilobytes, and certificates are renewed weeks before they end.
    /// </summary>
    public TimeSpan ReloadInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Every file that the handshakes depend on.</summary>
    internal IEnumerable<string> Files =>
        Certificates.SelectMany(static certificate => certificate.Files)
            .Concat(ClientAuthorityFile.Length > 0 ? [ClientAuthorityFile] : []);

    /// <inheritdoc/>
    public override ConnectionLayer OpenLayer() => new TlsLayer(this);

    /// <inheritdoc/>
    public override IEnumerable<string> Doubts(DateTimeOffset moment) => TlsTerms.Load(this).OutOfDate(moment);
}
