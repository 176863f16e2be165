using System.Security.Cryptography.X509Certificates;

namespace ActorEcho.Actors.Transports.Tls;

/// <summary>A certificate, its key and its chain in one PFX file (PKCS #12).</summary>
/// <param name="File">The file.</param>
/// <param name="Password">Its password; null when it has none.</param>
public sealed record PfxCertificate(string File, KeyPassword? Password = null) : CertificateSource
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Files => Password?.File is { } password ? [File, password] : [File];

    /// <inheritdoc/>
    private protected override X509Certificate2Collection Load()
    {
        const string setting = PemCertificate.CertificateKey;
        var bytes = CertificateText.ReadBytes(setting, File);
        var password = Password?.Read();
        var loaded = CertificateText.Parse(setting, File, () => X509CertificateLoader.LoadPkcs12Collection(bytes, password));
        var own = loaded.FirstOrDefault(static certificate => certificate.HasPrivateKey)
            ?? throw new TransportException(setting, $"found no certificate with a private key in {File}");
        return [own, .. loaded.Where(certificate => certificate != own)];
    }
}
