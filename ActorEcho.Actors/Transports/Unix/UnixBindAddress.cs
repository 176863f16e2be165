using System.Net;
using System.Net.Sockets;

namespace ActorEcho.Actors.Transports.Unix;

/// <summary>The address of a unix socket: a file.</summary>
/// <param name="Path">The file's absolute path.</param>
public sealed record UnixBindAddress(string Path) : BindAddress
{
    /// <summary>The scheme of unix sockets.</summary>
    public const string UnixScheme = "unix";

    /// <inheritdoc/>
    public override string Scheme => UnixScheme;

    /// <inheritdoc/>
    public override EndPoint EndPoint => new UnixDomainSocketEndPoint(Path);

    /// <inheritdoc/>
    public override bool Collides(BindAddress other) => other is UnixBindAddress unix && unix.Path == Path;

    /// <inheritdoc/>
    public override BindAddress BoundAs(EndPoint bound) => this;

    /// <inheritdoc/>
    public override string ToString() => $"{UnixScheme}://{Path}";
}
