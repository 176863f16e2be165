using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ActorEcho.Actors.Transports.Connecting;

/// <summary>Reads what <see cref="TlsClientSettings"/> are made of from PEM files and from text.</summary>
public static class TlsClientFiles
{
    private const int PinBytes = SHA256.HashSizeInBytes;

    /// <summary>Reads the authorities to trust.</summary>
    /// <param name="file">A PEM file with at least one certificate.</param>
    /// <returns>The certificates.</returns>
    /// <exception cref="FormatException">The file cannot be read or holds none; the message names it.</exception>
    public static ImmutableArray<X509Certificate2> ReadAuthorities(string file) =>
        Reading(file, () =>
        {
            var certificates = new X509Certificate2Collection();
            certificates.ImportFromPemFile(file);
            return certificates.Count > 0
                ? certificates.ToImmutableArray()
                : throw new FormatException($"{file}: it holds no certificate (-----BEGIN CERTIFICATE-----).");
        });

    /// <summary>Reads the client's own certificate.</summary>
    /// <param name="settings">The settings to complete.</param>
    /// <param name="certificateFile">A PEM file: the certificate first, then those between it and its authority.</param>
    /// <param name="keyFile">A PEM file with the unencrypted key; null when it stands in <paramref name="certificateFile"/>.</param>
    /// <returns>The settings with the certificate and its intermediates.</returns>
    /// <exception cref="FormatException">A file cannot be read, or the two do not belong together.</exception>
    public static TlsClientSettings WithCertificate(this TlsClientSettings settings, string certificateFile, string? keyFile)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var chain = ReadAuthorities(certificateFile);
        return settings with
        {
            Certificate = Reading(keyFile ?? certificateFile, () => X509Certificate2.CreateFromPemFile(certificateFile, keyFile)),
            Intermediates = chain[1..],
        };
    }

    /// <summary>Reads a pin.</summary>
    /// <param name="text">64 hexadecimal digits in any casing; colons may stand between, as openssl writes them.</param>
    /// <returns>32 bytes.</returns>
    /// <exception cref="FormatException">It is none.</exception>
    public static ImmutableArray<byte> ParsePin(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var pin = new byte[PinBytes];
        var digits = text.Replace(":", string.Empty, StringComparison.Ordinal);
        var read = Convert.FromHexString(digits, pin, out _, out var written);
        return digits.Length == 2 * PinBytes && read == System.Buffers.OperationStatus.Done && written == PinBytes
            ? [.. pin]
            : throw new FormatException(
                $"\"{text}\" is no SHA-256: {2 * PinBytes} hexadecimal digits, as `openssl x509 -fingerprint -sha256` prints them.");
    }

    /// <summary>Reads a name to ask for instead of the host's.</summary>
    /// <param name="text">A host name or an address, IPv6 without brackets.</param>
    /// <returns>The same.</returns>
    /// <exception cref="FormatException">It is none.</exception>
    public static string ParseServerName(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return ServerName.IsUsable(text) ? text : throw new FormatException(ServerName.Fault(text));
    }

    private static T Reading<T>(string file, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new FormatException($"{file}: it cannot be read: {exception.Message}", exception);
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            throw new FormatException(
                $"{file}: it is not as expected (PEM, the key unencrypted and of this certificate): {exception.Message}", exception);
        }
    }
}
