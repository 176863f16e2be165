namespace ActorEcho.Actors.Transports;

/// <summary>An address of plain TCP.</summary>
/// <param name="Host"><inheritdoc cref="HostBindAddress(string, int)" path="/param[@name='Host']"/></param>
/// <param name="Port"><inheritdoc cref="HostBindAddress(string, int)" path="/param[@name='Port']"/></param>
public sealed record TcpBindAddress(string Host, int Port) : HostBindAddress(Host, Port)
{
    /// <summary>The scheme of plain TCP.</summary>
    public const string TcpScheme = "tcp";

    /// <inheritdoc/>
    public override string Scheme => TcpScheme;

    internal static bool TryParse(string uri, out BindAddress? address)
    {
        address = TryParse(uri, TcpScheme, out var host, out var port) ? new TcpBindAddress(host, port) : null;
        return address is not null;
    }
}
