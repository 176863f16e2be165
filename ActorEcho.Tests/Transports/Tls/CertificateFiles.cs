using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ActorEcho.Tests.Transports.Interoperation;

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

    /// <summary>A certificate and its key that are in order, and of a kind that TLS has no use for.</summary>
    public async Task<(string Certificate, string Key)> WriteDsaAsync(string name)
    {
        var file = Path.Combine(_directory.FullName, name);
        var (certificate, key) = ($"{file}.pem", $"{file}.key");
        await RunAsync("dsaparam", "-genkey", "-noout", "-out", key, "1024");
        await RunAsync("req", "-x509", "-key", key, "-subj", "/CN=dsa.test", "-days", "2", "-out", certificate);
        return (certificate, key);

        static async Task RunAsync(params string[] arguments)
        {
            using var openssl = ToolProcess.Start("openssl", arguments);
            var (_, errors, exitCode) = await openssl.EndAsync();
            Assert.True(exitCode == 0, errors);
        }
    }

    public string WritePfx(string name, X509Certificate2 certificate, string password)
    {
        var file = Path.Combine(_directory.FullName, $"{name}.pfx");
        File.WriteAllBytes(file, certificate.Export(X509ContentType.Pkcs12, password));
        return file;
    }

    public void Dispose() => _directory.Delete(recursive: true);
}
