using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ActorEcho.Actors.Transports.Tls;

/// <summary>
/// A certificate that vouches for itself, made in memory when it is first needed and gone with the process: enough to try TLS
/// with, and no proof of anything to a client that does not know its fingerprint.
/// </summary>
public sealed record DevelopmentCertificate : CertificateSource
{
    /// <summary>What the configuration says to get one.</summary>
    public const string Word = "development";

    /// <summary>Above every clock's error, so that no client finds it not valid yet.</summary>
    private static readonly TimeSpan Before = TimeSpan.FromDays(1);

    private static readonly TimeSpan After = TimeSpan.FromDays(365);

    // Made once: a listener that is started again shows the same fingerprint.
    private readonly Lazy<X509Certificate2> _certificate = new(Make);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Files => [];

    /// <summary>The certificate's SHA-256 fingerprint, as OpenSSL prints it: pairs of hexadecimal digits with colons between.</summary>
    public string Fingerprint
    {
        get
        {
            var digits = _certificate.Value.GetCertHashString(HashAlgorithmName.SHA256);
            return string.Join(':', Enumerable.Range(0, digits.Length / 2).Select(i => digits.Substring(i * 2, 2)));
        }
    }

    /// <inheritdoc/>
    private protected override X509Certificate2Collection Load() => [_certificate.Value];

    private static X509Certificate2 Make()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=ActorEcho development", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1", "serverAuth")], false));
        var now = DateTimeOffset.UtcNow;
        var made = request.CreateSelfSigned(now - Before, now + After);
        return OperatingSystem.IsWindows() ? X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null) : made;
    }
}
