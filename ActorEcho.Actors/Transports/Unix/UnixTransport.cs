using System.Text;
using ActorEcho.Actors.Settings.Reading;

namespace ActorEcho.Actors.Transports.Unix;

/// <summary>Unix sockets: <c>unix:///PATH</c>, for clients on the same machine that the file system lets in.</summary>
public sealed class UnixTransport : ITransport
{
    /// <summary>What every system's <c>sun_path</c> holds, with its final zero byte: 104 on macOS and the BSDs, 108 on Linux.</summary>
    private const int MaxPathBytes = 103;

    /// <inheritdoc/>
    public string Scheme => UnixBindAddress.UnixScheme;

    /// <inheritdoc/>
    public string BindForm => $"unix:///PATH with an absolute path of {MaxPathBytes} bytes at most, such as unix:///run/actorecho/echo.sock";

    /// <inheritdoc/>
    public bool TryParseBind(string uri, out BindAddress? address)
    {
        ArgumentNullException.ThrowIfNull(uri);
        var path = uri[(Scheme.Length + "://".Length)..];
        var isFile = path is ['/', _, ..] && path[^1] != '/' && !path.Contains('\0', StringComparison.Ordinal)
            && Encoding.UTF8.GetByteCount(path) <= MaxPathBytes;
        address = isFile ? new UnixBindAddress(path) : null;
        return isFile;
    }

    /// <inheritdoc/>
    public bool HasSettings => true;

    /// <inheritdoc/>
    public TransportSettings ReadDefaults(SectionReader section) => Read(section, UnixSettings.Default);

    /// <inheritdoc/>
    public TransportSettings ReadSettings(SectionReader section, TransportSettings defaults) =>
        Read(section, (UnixSettings)defaults);

    private static UnixSettings Read(SectionReader section, UnixSettings defaults) => new()
    {
        Mode = section.FileMode("mode", defaults.Mode),
    };
}
