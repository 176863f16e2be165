namespace ActorEcho.Actors.Transports;

/// <summary>Plain TCP: <c>tcp://HOST:PORT</c>.</summary>
public sealed class TcpTransport : ITransport
{
    /// <inheritdoc/>
    public string Scheme => TcpBindAddress.TcpScheme;

    /// <inheritdoc/>
    public string BindForm => "tcp://HOST:PORT with an IPv4 address, an IPv6 address in brackets or a host name, and a port from 0 to 65535";

    /// <inheritdoc/>
    public bool TryParseBind(string uri, out BindAddress? address) => TcpBindAddress.TryParse(uri, out address);
}
