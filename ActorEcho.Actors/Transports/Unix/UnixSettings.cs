using Akka.IO;

namespace ActorEcho.Actors.Transports.Unix;

/// <summary>What a listener on a unix socket may be told. A new instance holds the defaults; this is where they live.</summary>
public sealed record UnixSettings : TransportSettings
{
    /// <summary>The defaults.</summary>
    public static UnixSettings Default { get; } = new();

    /// <summary>
    /// The socket file's mode; who may write to the file may connect. By default 660: the server's own user and group, as a
    /// service behind a proxy on the same machine wants it.
    /// </summary>
    public UnixFileMode Mode { get; init; } =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;

    /// <inheritdoc/>
    public override bool MayBlockOpening => false;

    /// <inheritdoc/>
    public override IReadOnlyList<Inet.SocketOption> SocketOptions(BindAddress bind) =>
        bind is UnixBindAddress unix ? [new SocketFile(unix.Path, Mode)] : [];
}
