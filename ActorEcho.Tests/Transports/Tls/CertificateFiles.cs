using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ActorEcho.Tests.Transports.Tls;

/// <summary>A directory for a test's certificates, gone with the test.</summary>
internal sealed class CertificateFiles : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("actorecho-");

    public string Write(string name, string text)
    {
        var file = Path.Combine(_directory.FullName, name);
        // As renewal does it: never is a file there that is half written.
        File.WriteAllText($"{file}.new", text);
        File.Move($"{file}.new", file, overwrite: true);
        return file;
    }

    public (string Certificate, string Key) WritePem(string name, X509Certificate2 certificate, string? password = null)
    {
        using var key = certificate.GetECDsaPrivateKey()!;
        var keyText = password is null
            ? key.ExportPkcs8PrivateKeyPem()
            : key.ExportEncryptedPkcs8PrivateKeyPem(password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000));
        var keyFile = Write($"{name}.key", keyText);
        return (Write($"{name}.pem", certificate.ExportCertificatePem()), keyFile);
    }

    public string WritePfx(string name, X509Certificate2 certificate, string password)
    {
        var file = Path.Combine(_directory.FullName, $"{name}.pfx");
        File.WriteAllBytes(file, certificate.Export(X509ContentType.Pkcs12, password));
        return file;
    }

    public void Dispose() => _directory.Delete(recursive: true);
}
