using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ActorEcho.Tests.Transports.Connecting;

/// <summary>Certificates made for a test.</summary>
internal static class Certificates
{
    private static readonly DateTimeOffset From = DateTimeOffset.UtcNow.AddDays(-1);
    private static readonly DateTimeOffset Until = DateTimeOffset.UtcNow.AddDays(30);

    public static X509Certificate2 Authority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        return request.CreateSelfSigned(From, Until);
    }

    /// <summary>A certificate for names and addresses; self-signed without an authority.</summary>
    public static X509Certificate2 For(X509Certificate2? authority, params string[] names)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={names[0]}", key, HashAlgorithmName.SHA256);
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            if (IPAddress.TryParse(name, out var address)) alternatives.AddIpAddress(address);
            else alternatives.AddDnsName(name);
        }

        request.CertificateExtensions.Add(alternatives.Build());
        if (authority is null) return request.CreateSelfSigned(From, Until);
        using var signed = request.Create(authority, From, Until.AddDays(-1), RandomNumberGenerator.GetBytes(8));
        return signed.CopyWithPrivateKey(key);
    }

    public static string Fingerprint(X509Certificate2 certificate) => certificate.GetCertHashString(HashAlgorithmName.SHA256);

    /// <summary>A file with a certificate's PEM, and its key's.</summary>
    public static string Write(string directory, string name, X509Certificate2 certificate, bool withKey)
    {
        var file = Path.Combine(directory, name);
        var key = withKey ? "\n" + certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem() : string.Empty;
        File.WriteAllText(file, certificate.ExportCertificatePem() + key);
        return file;
    }
}
