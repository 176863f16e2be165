using System.Net.Security;
using ActorEcho.Actors.Transports.Connecting;
using ActorEcho.Tests.Transports.Tls;

namespace ActorEcho.Tests.Transports.Connecting;

public class ServerNameTests
{
    public static TheoryData<string> NoHosts =>
    [
        "", "a..b", ".x", "a b", "a\nb", "1.2.3", "[::1]", "*.example",
        new string('a', 64), new string('a', 300), string.Join('.', Enumerable.Repeat("name", 60)),
    ];

    [Theory]
    [InlineData("echo.example")]
    [InlineData("echo.example.")]
    [InlineData("ü.example")]
    [InlineData("xn--tda.example")]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public async Task A_server_can_be_asked_for_by_any_host(string name)
    {
        var options = new SslServerAuthenticationOptions { ServerCertificate = TestAuthority.SelfSigned("elsewhere.example") };
        await using var server = LoopbackServer.StartTls(options, LoopbackServer.EchoAsync);

        await using var connection = await ConnectAsync(server.Port, TlsClientFiles.ParseServerName(name));

        Assert.Equal($"tls://127.0.0.1:{server.Port}", connection.Peer);
    }

    [Theory]
    [MemberData(nameof(NoHosts))]
    public async Task What_is_no_host_is_refused_in_one_line_before_anybody_is_asked_for_it(string name)
    {
        var fault = Assert.Throws<FormatException>(() => TlsClientFiles.ParseServerName(name)).Message;
        var failure = await Assert.ThrowsAsync<ConnectFailedException>(() => ConnectAsync(port: 1, name));

        Assert.Contains(" is no name that a server can have over TLS; allowed: ", fault, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault);
        Assert.Equal(fault, Assert.Single(failure.Attempts).Reason);
    }

    private static Task<ClientStream> ConnectAsync(int port, string serverName)
    {
        var transports = ClientTransports.BuiltIn;
        var target = ConnectTarget.Parse($"tls://127.0.0.1:{port}", transports)
            .With(Endpoint.Tls, TlsClientSettings.Default with { Insecure = true, ServerName = serverName });
        return new Connector(transports, TimeProvider.System).ConnectAsync(target, CancellationToken.None);
    }
}
