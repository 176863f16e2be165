namespace ActorEcho.Actors.Transports.Connecting;

/// <summary>The values that the built-in transports need. A transport of one's own may add to them.</summary>
public static class Endpoint
{
    /// <summary>A host name, or an IPv4 or IPv6 address without brackets.</summary>
    public static EndpointValue<string> Host { get; } = new("host");

    /// <summary>A port, 1 to 65535.</summary>
    public static EndpointValue<int> Port { get; } = new("port");

    /// <summary>A path in the file system.</summary>
    public static EndpointValue<string> Path { get; } = new("path");

    /// <summary>Whom to trust, and as whom to appear, over TLS.</summary>
    public static EndpointValue<TlsClientSettings> Tls { get; } = new("TLS settings");
}
