using ActorEcho.Actors.Settings.Reading;
using Akka.Configuration.Hocon;

namespace ActorEcho.Actors.Transports.Tls;

/// <summary>Reads what a configuration says of one certificate, and whether its files can be used.</summary>
internal static class CertificateReader
{
    /// <summary>The certificate of a section; null when it names none, or when it cannot be used.</summary>
    public static CertificateSource? Read(SectionReader section)
    {
        var file = section.Text(PemCertificate.CertificateKey, "", $"a PEM or PFX file, or \"{DevelopmentCertificate.Word}\"");
        var key = section.Text(PemCertificate.KeyKey, "", "a PEM file");
        var passwordFile = section.Text(KeyPassword.FileKey, "", "a file whose first line is the password");
        var passwordVariable = section.Text(KeyPassword.VariableKey, "", "the name of an environment variable");
        if (passwordFile.Length > 0 && passwordVariable.Length > 0)
            section.RejectSection($"found both {KeyPassword.FileKey} and {KeyPassword.VariableKey}; allowed: one of them");
        if (file.Length == 0) return null;

        CertificateSource source;
        if (file == DevelopmentCertificate.Word)
        {
            source = new DevelopmentCertificate();
        }
        else
        {
            var password = passwordFile.Length > 0 ? new KeyPassword(passwordFile, null)
                : passwordVariable.Length > 0 ? new KeyPassword(null, passwordVariable)
                : null;
            source = Path.GetExtension(file).ToUpperInvariant() is ".PFX" or ".P12"
                ? new PfxCertificate(file, password)
                : new PemCertificate(file, key.Length > 0 ? key : file, password);
        }

        section.Try(() => source.LoadContext());
        return source;
    }

    /// <summary>A certificate that has a section of its own.</summary>
    public static CertificateSource? ReadNamed(SectionReader certificates, HoconField field)
    {
        var section = certificates.Section(field.Key);
        var source = Read(section);
        if (source is null) section.RejectMissing(PemCertificate.CertificateKey, "a PEM or PFX file");
        section.RejectUnknownKeys();
        return source;
    }
}
