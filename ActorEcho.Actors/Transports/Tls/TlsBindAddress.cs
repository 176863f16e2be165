namespace ActorEcho.Actors.Transports.Tls;

/// <summary>An address of TLS over TCP.</summary>
/// <param name="Host"><inheritdoc cref="HostBindAddress(string, int)" path="/param[@name='Host']"/></param>
/// <param name="Port"><inheritdoc cref="HostBindAddress(string, int)" path="/param[@name='Port']"/></param>
public sealed record TlsBindAddress(string Host, int Port) : HostBindAddress(Host, Port)
{
    /// <summary>The scheme of TLS over TCP.</summary>
    public const string TlsScheme = "tls";

    /// <inheritdoc/>
    public override string Scheme => TlsScheme;

    internal static bool TryParse(string uri, out BindAddress? address)
    {
        address = TryParse(uri, TlsScheme, out var host, out var port) ? new TlsBindAddress(host, port) : null;
        return address is not null;
    }
}
