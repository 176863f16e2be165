using System.Security.Cryptography.X509Certificates;

namespace ActorEcho.Actors.Transports.Tls;

/// <summary>A certificate and its key in PEM files, as most authorities and tools hand them out.</summary>
/// <param name="CertificateFile">The certificate, and behind it the chain.</param>
/// <param name="KeyFile">The private key; may be the same file.</param>
/// <param name="Password">The key's password; null when the key is not encrypted.</param>
public sealed record PemCertificate(string CertificateFile, string KeyFile, KeyPassword? Password = null) : CertificateSource
{
    internal const string CertificateKey = "certificate";
    internal const string KeyKey = "key";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Files =>
        Password?.File is { } password ? [CertificateFile, KeyFile, password] : [CertificateFile, KeyFile];

    /// <inheritdoc/>
    private protected override X509Certificate2Collection Load()
    {
        var text = CertificateText.ReadText(CertificateKey, CertificateFile);
        var chain = CertificateText.Parse(CertificateKey, CertificateFile, () =>
        {
            var certificates = new X509Certificate2Collection();
            certificates.ImportFromPem(text);
            return certificates;
        });
        if (chain.Count == 0) throw new TransportException(CertificateKey, $"found no certificate in {CertificateFile}; it has none between BEGIN CERTIFICATE and END CERTIFICATE");
        chain[0] = WithKey(text);
        return chain;
    }

    private X509Certificate2 WithKey(string certificate)
    {
        var key = CertificateText.ReadText(KeyKey, KeyFile);
        var isEncrypted = key.Contains("ENCRYPTED", StringComparison.Ordinal);
        if (isEncrypted && Password is null)
            throw new TransportException(KeyKey, $"the key in {KeyFile} is encrypted; say where its password is with {KeyPassword.FileKey} or {KeyPassword.VariableKey}");
        if (isEncrypted && !key.Contains("BEGIN ENCRYPTED PRIVATE KEY", StringComparison.Ordinal))
            throw new TransportException(KeyKey, $"the key in {KeyFile} is encrypted in OpenSSL's old form; bring it to PKCS #8 with \"openssl pkcs8 -topk8\"");
        var password = isEncrypted ? Password!.Read() : null;
        var loaded = CertificateText.Parse(
            KeyKey,
            KeyFile,
            () => password is null ? X509Certificate2.CreateFromPem(certificate, key) : X509Certificate2.CreateFromEncryptedPem(certificate, key, password));
        // Windows' own TLS cannot use a key that lives in memory alone.
        return OperatingSystem.IsWindows() ? X509CertificateLoader.LoadPkcs12(loaded.Export(X509ContentType.Pkcs12), null) : loaded;
    }
}
