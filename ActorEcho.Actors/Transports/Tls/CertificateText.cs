using System.Globalization;
using System.Security.Cryptography;

namespace ActorEcho.Actors.Transports.Tls;

/// <summary>Reads the files that certificates are made of, in words that name the file when one cannot be read, and writes their dates.</summary>
internal static class CertificateText
{
    /// <summary>Larger than any chain; a device or a log file named by mistake is not swallowed whole.</summary>
    private const long MaxBytes = 1 << 20;

    public static byte[] ReadBytes(string setting, string file)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            if (stream.Length > MaxBytes)
                throw new TransportException(setting, $"{file} has {stream.Length} bytes, far too many for a certificate or a key");
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new TransportException(setting, $"cannot read {file}: {exception.Message}", exception);
        }
    }

    public static string ReadText(string setting, string file) =>
        System.Text.Encoding.UTF8.GetString(ReadBytes(setting, file));

    /// <summary>A date as all that is told of certificates has it.</summary>
    public static string Of(DateTime date) => date.ToUniversalTime().ToString("u", CultureInfo.InvariantCulture);

    /// <summary>Does what may fail for what a file holds.</summary>
    public static T Parse<T>(string setting, string file, Func<T> parse)
    {
        try
        {
            return parse();
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException or NotSupportedException)
        {
            throw new TransportException(setting, $"cannot use {file}: {exception.Message}", exception);
        }
    }
}
