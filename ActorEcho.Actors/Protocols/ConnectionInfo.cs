using System.Net;
using System.Net.Sockets;

namespace ActorEcho.Actors.Protocols;

/// <summary>What is known of a client when its connection opens. Immutable.</summary>
/// <param name="RemoteAddress">
/// The client's address: the one a trusted proxy names, where the listener has one, and else the one the operating system
/// tells. A client of a unix socket has no address of its own.
/// </param>
/// <param name="LocalAddress">The address that the client reached.</param>
public sealed record ConnectionInfo(EndPoint RemoteAddress, EndPoint LocalAddress)
{
    /// <summary>The proxy that named <see cref="RemoteAddress"/>; null when the client connected by itself.</summary>
    public EndPoint? Proxy { get; init; }

    /// <summary>What TLS knows; null on a connection without it.</summary>
    public TlsSession? Tls { get; init; }

    /// <summary>The client in a few words, for the log.</summary>
    /// <returns>For example <c>192.0.2.7:50123 by proxy 10.0.0.1:4711 over Tls13 as "CN=alice"</c>.</returns>
    public override string ToString()
    {
        var text = RemoteAddress is UnixDomainSocketEndPoint ? "a local process" : RemoteAddress.ToString()!;
        if (Proxy is not null) text += $" by proxy {Proxy}";
        return Tls is null ? text : $"{text} over {Tls}";
    }
}
