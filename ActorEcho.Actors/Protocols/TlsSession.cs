using System.Security.Authentication;

namespace ActorEcho.Actors.Protocols;

/// <summary>What a TLS handshake has settled. Immutable.</summary>
/// <param name="Version">TLS 1.2 or TLS 1.3.</param>
public sealed record TlsSession(SslProtocols Version)
{
    /// <summary>The host name that the client asked for (SNI); null when it named none.</summary>
    public string? ServerName { get; init; }

    /// <summary>The protocol settled by ALPN, such as <c>h2</c>; null when none was.</summary>
    public string? ApplicationProtocol { get; init; }

    /// <summary>
    /// The subject of the client's verified certificate, as in RFC 4514 (<c>CN=alice, O=Example</c>); null when it has shown
    /// none.
    /// </summary>
    public string? ClientSubject { get; init; }

    /// <summary>The session in a few words, for the log.</summary>
    /// <returns>The version, and the client's subject where there is one.</returns>
    public override string ToString() => ClientSubject is null ? $"{Version}" : $"{Version} as \"{ClientSubject}\"";
}
