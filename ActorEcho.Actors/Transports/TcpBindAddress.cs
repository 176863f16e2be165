using System.Net;
using System.Net.Sockets;

namespace ActorEcho.Actors.Transports;

/// <summary>An address of TCP: a host and a port.</summary>
/// <param name="Host">An IPv4 or IPv6 address without brackets, or a host name.</param>
/// <param name="Port">0 to 65535; 0 lets the operating system choose.</param>
public sealed record TcpBindAddress(string Host, int Port) : BindAddress
{
    /// <summary>The scheme of plain TCP.</summary>
    public const string TcpScheme = "tcp";

    /// <inheritdoc/>
    public override string Scheme => TcpScheme;

    /// <inheritdoc/>
    public override EndPoint EndPoint =>
        IPAddress.TryParse(Host, out var address) ? new IPEndPoint(address, Port) : new DnsEndPoint(Host, Port);

    /// <inheritdoc/>
    public override bool Collides(BindAddress other) =>
        other is TcpBindAddress tcp && Port != 0 && tcp.EndPoint.Equals(EndPoint);

    /// <inheritdoc/>
    public override BindAddress BoundAs(EndPoint bound) =>
        bound is IPEndPoint ip ? this with { Port = ip.Port } : this;

    /// <inheritdoc/>
    public override string ToString() =>
        IPAddress.TryParse(Host, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6
            ? $"{TcpScheme}://[{Host}]:{Port}"
            : $"{TcpScheme}://{Host}:{Port}";
}
