using System.Net;

namespace ActorEcho.Actors.Transports;

/// <summary>An address of a transport over IP: a host and a port.</summary>
/// <param name="Host">An IPv4 or IPv6 address without brackets, or a host name.</param>
/// <param name="Port">0 to 65535; 0 lets the operating system choose.</param>
public abstract record HostBindAddress(string Host, int Port) : BindAddress
{
    /// <inheritdoc/>
    public override EndPoint EndPoint =>
        IPAddress.TryParse(Host, out var address) ? new IPEndPoint(address, Port) : new DnsEndPoint(Host, Port);

    /// <inheritdoc/>
    public override bool Collides(BindAddress other) =>
        other is HostBindAddress host && Port != 0 && host.EndPoint.Equals(EndPoint);

    /// <inheritdoc/>
    public override BindAddress BoundAs(EndPoint bound) =>
        bound is IPEndPoint ip ? this with { Port = ip.Port } : this;

    /// <inheritdoc/>
    public sealed override string ToString() => $"{Scheme}://{HostAndPort.Format(Host, Port)}";

    /// <summary>Reads the <c>HOST:PORT</c> behind a URI's scheme.</summary>
    private protected static bool TryParse(string uri, string scheme, out string host, out int port)
    {
        ArgumentNullException.ThrowIfNull(uri);
        (host, port) = (string.Empty, 0);
        var prefix = scheme.Length + "://".Length;
        if (uri.Length <= prefix || !HostAndPort.TryParse(uri.AsSpan(prefix), out var authority) || authority.Port is not { } number)
        {
            return false;
        }

        (host, port) = (authority.Host, number);
        return true;
    }
}
