using System.Net.Sockets;
using System.Security.Authentication;

namespace ActorEcho.Actors.Transports.Connecting;

/// <summary>Says in a few words why an attempt to connect failed.</summary>
internal static class ConnectReason
{
    public static string Of(Exception exception) => exception switch
    {
        ServerNotTrustedException => exception.Message,
        SocketException => exception.Message,
        AuthenticationException => $"the TLS handshake failed: {(exception.InnerException ?? exception).Message}",
        IOException { InnerException: SocketException inner } => $"the TLS handshake was cut: {inner.Message}",
        IOException => $"the TLS handshake was cut: {exception.Message.Trim()}",
        _ => exception.Message,
    };

    /// <summary>The errors by which an attempt fails, as opposed to those that are faults of the program.</summary>
    public static bool IsFailure(Exception exception) =>
        exception is SocketException or IOException or AuthenticationException or OperationCanceledException;
}
