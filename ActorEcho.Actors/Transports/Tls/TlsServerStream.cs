using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using ActorEcho.Actors.Protocols;

namespace ActorEcho.Actors.Transports.Tls;

/// <summary>The framework's TLS on the server's side, with what was found out about the client beside it.</summary>
internal sealed class TlsServerStream(Stream wire) : SslStream(wire, leaveInnerStreamOpen: false)
{
    private bool _hasReadHello;

    /// <summary>Why the client's certificate was not accepted; null when it was, or none was asked for.</summary>
    public string? ClientCertificateProblem { get; set; }

    /// <summary>Shakes hands, on the terms that hold when the client's hello has come.</summary>
    public Task ShakeHandsAsync(TlsLayer layer) => AuthenticateAsServerAsync(OnHello, layer, CancellationToken.None);

    /// <summary>What the handshake has settled.</summary>
    public TlsSession Session() => new(SslProtocol)
    {
        ServerName = TargetHostName is { Length: > 0 } name ? name : null,
        ApplicationProtocol = NegotiatedApplicationProtocol.Protocol.IsEmpty ? null : NegotiatedApplicationProtocol.ToString(),
        ClientSubject = (RemoteCertificate as X509Certificate2)?.SubjectName.Name,
    };

    /// <summary>Why a handshake or a read has failed, in one line: the framework's words and, where it says no more, OpenSSL's.</summary>
    public string Explain(Exception failure)
    {
        if (ClientCertificateProblem is { } problem) return problem;
        // Without a hello the framework has no certificate to go on with, and blames the server for that.
        if (!_hasReadHello && failure is not (AuthenticationException or IOException)) return "the client's ClientHello cannot be read";
        var innermost = failure.GetBaseException();
        var text = failure is AuthenticationException or IOException && innermost != failure
            ? $"{failure.Message} {innermost.Message}"
            : failure.Message;
        return text.ReplaceLineEndings(" ");
    }

    private static ValueTask<SslServerAuthenticationOptions> OnHello(
        SslStream stream, SslClientHelloInfo hello, object? layer, CancellationToken cancellationToken)
    {
        ((TlsServerStream)stream)._hasReadHello = true;
        return new ValueTask<SslServerAuthenticationOptions>(((TlsLayer)layer!).Terms.For(hello.ServerName));
    }
}
