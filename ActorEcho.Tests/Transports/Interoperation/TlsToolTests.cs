using System.Globalization;
using System.Net;
using System.Security.Authentication;
using ActorEcho.Actors.Transports.Tls;
using ActorEcho.Tests.Transports.Tls;

namespace ActorEcho.Tests.Transports.Interoperation;

/// <summary>TLS with the programs that people try it with.</summary>
public class TlsToolTests : TransportTest
{
    private readonly CertificateFiles _files = new();
    private readonly TestAuthority _authority = new();
    private readonly string _authorityFile;

    public TlsToolTests() => _authorityFile = _files.Write("ca.pem", _authority.Pem);

    [ToolFact("openssl")]
    public async Task Openssl_s_client_verifies_the_server_and_gets_its_answers()
    {
        var server = await ServeTlsAsync(Settings());
        using var openssl = OpenSsl(server, "-CAfile", _authorityFile, "-verify_return_error", "-verify_hostname", "server.test", "-no_ign_eof");
        await openssl.SendAsync("hello\n");
        Assert.Equal("hello", await openssl.ReadLineAsync());
        openssl.EndInput();
        Assert.Equal(0, (await openssl.EndAsync()).ExitCode);
        Assert.Equal((SslProtocols.Tls13, "server.test"), ((await NextClientAsync()).Tls is { } tls) ? (tls.Version, tls.ServerName) : default);
    }

    [ToolFact("openssl")]
    public async Task Openssl_s_client_speaks_tls_1_2_too()
    {
        var server = await ServeTlsAsync(Settings());
        using var openssl = OpenSsl(server, "-tls1_2", "-no_ign_eof");
        await openssl.SendAsync("hello\n");
        Assert.Equal("hello", await openssl.ReadLineAsync());
        openssl.EndInput();
        Assert.Equal(0, (await openssl.EndAsync()).ExitCode);
        Assert.Equal(SslProtocols.Tls12, (await NextClientAsync()).Tls?.Version);
    }

    [ToolFact("openssl")]
    public async Task Openssl_s_client_shows_its_certificate()
    {
        var client = _files.WritePem("alice", _authority.Issue("alice"));
        var server = await ServeTlsAsync(Settings() with { ClientCertificates = ClientCertificates.Require, ClientAuthorityFile = _authorityFile });
        using var openssl = OpenSsl(server, "-cert", client.Certificate, "-key", client.Key, "-no_ign_eof");
        await openssl.SendAsync("hello\n");
        Assert.Equal("hello", await openssl.ReadLineAsync());
        openssl.EndInput();
        await openssl.EndAsync();
        Assert.Equal("CN=alice", (await NextClientAsync()).Tls?.ClientSubject);
    }

    [ToolFact("openssl")]
    public async Task Openssl_s_client_without_a_certificate_gets_no_further_where_one_is_required()
    {
        var server = await ServeTlsAsync(Settings() with { ClientCertificates = ClientCertificates.Require, ClientAuthorityFile = _authorityFile });
        await ExpectRefusalAsync("the client has shown no certificate, and one is required", async () =>
        {
            using var openssl = OpenSsl(server, "-ign_eof");
            Assert.Equal("", (await openssl.EndAsync()).Output);
        });
    }

    [ToolFact("openssl")]
    public async Task A_client_that_does_not_trust_the_certificate_says_so()
    {
        var server = await ServeTlsAsync(Settings());
        await ExpectRefusalAsync("unknown ca", async () =>
        {
            using var openssl = OpenSsl(server, "-verify_return_error", "-no-CAfile", "-no-CApath", "-no-CAstore");
            Assert.NotEqual(0, (await openssl.EndAsync()).ExitCode);
        });
    }

    [ToolFact("openssl")]
    public async Task A_session_that_is_resumed_still_says_who_the_client_is()
    {
        var client = _files.WritePem("alice", _authority.Issue("alice"));
        var server = await ServeTlsAsync(Settings() with { ClientCertificates = ClientCertificates.Require, ClientAuthorityFile = _authorityFile });
        var session = _files.Write("session", "");
        using (var first = OpenSsl(server, "-cert", client.Certificate, "-key", client.Key, "-sess_out", session, "-no_ign_eof"))
        {
            await first.SendAsync("hello\n");
            Assert.Equal("hello", await first.ReadLineAsync());
            first.EndInput();
            await first.EndAsync();
        }

        using var second = ToolProcess.Start("openssl", ["s_client", "-connect", $"{server}", "-servername", "server.test", "-sess_in", session]);
        await NextClientAsync();
        Assert.Equal("CN=alice", (await NextClientAsync()).Tls?.ClientSubject);
        second.EndInput();
        Assert.Contains("Reused, TLSv1.3", (await second.EndAsync()).Output, StringComparison.Ordinal);
    }

    [ToolFact("socat")]
    public async Task Socat_ends_its_input_and_gets_the_rest()
    {
        var server = await ServeTlsAsync(Settings());
        using var socat = ToolProcess.Start("socat", "-t", "10", "-", $"OPENSSL:{server},cafile={_authorityFile},commonname=server.test");
        var text = string.Concat(Enumerable.Range(0, 20_000).Select(static i => i.ToString(CultureInfo.InvariantCulture) + "\n"));
        var sending = Task.Run(async () =>
        {
            await socat.SendAsync(text);
            socat.EndInput();
        });
        Assert.Equal(text, (await socat.EndAsync()).Output);
        await sending;
    }

    protected override void AfterAll()
    {
        base.AfterAll();
        _files.Dispose();
        _authority.Dispose();
    }

    private static ToolProcess OpenSsl(EndPoint server, params string[] options) =>
        ToolProcess.Start("openssl", ["s_client", "-connect", $"{server}", "-servername", "server.test", "-quiet", .. options]);

    private TlsSettings Settings()
    {
        var (certificate, key) = _files.WritePem("server", _authority.Issue("server.test"));
        return new TlsSettings { Certificates = [new PemCertificate(certificate, key)] };
    }
}
