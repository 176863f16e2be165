using System.Security.Authentication;

namespace ActorEcho.Actors.Transports.Connecting;

/// <summary>The server showed a certificate that is not to be trusted, or none.</summary>
/// <param name="message">Why.</param>
/// <param name="fingerprint">The SHA-256 of the certificate in hexadecimal digits, empty when it showed none.</param>
public sealed class ServerNotTrustedException(string message, string fingerprint) : AuthenticationException(message)
{
    /// <summary>The SHA-256 of the refused certificate in hexadecimal digits; empty when there was none.</summary>
    public string Fingerprint { get; } = fingerprint;
}
