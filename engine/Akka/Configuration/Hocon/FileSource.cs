using System.Text;

namespace Akka.Configuration.Hocon;

/// <summary>A file and the files around it.</summary>
internal sealed class FileSource(string path) : HoconSource(path, Path.GetFullPath(path))
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The files that an include names from a directory; a relative name needs one.</summary>
    /// <remarks>
    /// A name without an extension stands for name.json and name.conf, of which the latter wins (the specification's
    /// "file formats and extensions"), and for a file of that very name.
    /// </remarks>
    public static IReadOnlyList<HoconSource> Locate(IncludeStatement include, string? directory)
    {
        var name = include.Name;
        if (!include.IsFile && Uri.TryCreate(name, UriKind.Absolute, out var uri) && name.Contains("://", StringComparison.Ordinal))
        {
            name = uri.IsFile
                ? uri.LocalPath
                : throw new HoconParserException(
                    include.Origin, $"Expected a file to include, found the URL \"{name}\"; only file: URLs are supported.");
        }

        if (directory is null && !Path.IsPathFullyQualified(name))
        {
            throw new HoconParserException(
                include.Origin,
                $"The include \"{name}\" is relative, but this text lies in no directory; give an absolute path, or parse a file.");
        }

        var full = Path.GetFullPath(name, directory ?? Path.GetPathRoot(name)!);
        string[] candidates = Path.HasExtension(full) ? [full] : [full, full + ".json", full + ".conf"];
        return [.. candidates.Where(System.IO.File.Exists).Select(file => new FileSource(file))];
    }

    internal override IReadOnlyList<HoconSource> Locate(IncludeStatement include) =>
        Locate(include, Path.GetDirectoryName(Identity));

    internal override string Read()
    {
        try
        {
            return StrictUtf8.GetString(ReadBytes());
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(
                $"{Description}: The configuration file cannot be read: {unreadable.Message}", unreadable);
        }
        catch (DecoderFallbackException malformed)
        {
            throw new ConfigurationException(
                $"{Description}: Expected UTF-8 text, found a malformed sequence at byte {malformed.Index}; save the file as UTF-8.",
                malformed);
        }
    }

    private byte[] ReadBytes()
    {
        using var file = System.IO.File.OpenRead(Identity);
        using var bytes = new MemoryStream();
        var chunk = new byte[16 * 1024];
        for (var read = file.Read(chunk); read > 0; read = file.Read(chunk))
        {
            bytes.Write(chunk, 0, read);
            if (bytes.Length > HoconLimits.MaxFileBytes)
            {
                throw new ConfigurationException(
                    $"{Description}: The configuration file has more than {HoconLimits.MaxFileBytes} bytes; name a smaller one.");
            }
        }

        return bytes.ToArray();
    }
}
