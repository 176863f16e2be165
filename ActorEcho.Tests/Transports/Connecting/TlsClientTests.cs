using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ActorEcho.Actors.Transports.Connecting;
using ActorEcho.Tests.Transports.Tls;

namespace ActorEcho.Tests.Transports.Connecting;

public sealed class TlsClientTests : IDisposable
{
    private static readonly TestAuthority Authority = new();
    private static readonly X509Certificate2 Signed = Authority.Issue("localhost", "127.0.0.1");
    private static readonly X509Certificate2 SelfSigned = TestAuthority.SelfSigned("elsewhere.example");

    private readonly CertificateFiles _files = new();

    public void Dispose() => _files.Dispose();

    private static string Fingerprint(X509Certificate2 certificate) => certificate.GetCertHashString(HashAlgorithmName.SHA256);

    private static async Task<string> TalkAsync(int port, TlsClientSettings settings, string host = "127.0.0.1")
    {
        var transports = ClientTransports.BuiltIn;
        var target = ConnectTarget.Parse($"tls://{host}:{port}", transports).With(Endpoint.Tls, settings);
        await using var connection = await new Connector(transports, TimeProvider.System).ConnectAsync(target, CancellationToken.None);
        await connection.WriteAsync("hello"u8.ToArray());
        await connection.CompleteWritesAsync();
        using var reader = new StreamReader(connection);
        return await reader.ReadToEndAsync();
    }

    private static LoopbackServer Start(X509Certificate2 certificate) =>
        LoopbackServer.StartTls(new SslServerAuthenticationOptions { ServerCertificate = certificate }, LoopbackServer.EchoAsync);

    private static async Task<ConnectAttempt> RefusalAsync(X509Certificate2 certificate, TlsClientSettings settings)
    {
        await using var server = Start(certificate);
        var exception = await Assert.ThrowsAsync<ConnectFailedException>(() => TalkAsync(server.Port, settings));
        var attempt = exception.Attempts.Single();
        Assert.Equal(Fingerprint(certificate), attempt.RefusedCertificate);
        return attempt;
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task A_certificate_of_a_trusted_authority_for_the_host_is_accepted_and_half_close_works(string host)
    {
        await using var server = Start(Signed);

        Assert.Equal("hello", await TalkAsync(server.Port, TlsClientSettings.Default with { Authorities = [Authority.Certificate] }, host));
    }

    [Fact]
    public async Task By_default_an_unknown_authority_is_refused()
    {
        var attempt = await RefusalAsync(Signed, TlsClientSettings.Default);

        Assert.StartsWith("the certificate is not trusted: ", attempt.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_for_another_name_is_refused_and_both_names_are_told()
    {
        var settings = TlsClientSettings.Default with { Authorities = [Authority.Certificate], ServerName = "other.example" };

        var attempt = await RefusalAsync(Signed, settings);

        Assert.Equal("the certificate is not for other.example but for localhost, 127.0.0.1", attempt.Reason);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Names_in_a_refused_certificate_are_shown_without_what_terminals_act_upon_and_shortened(bool alternative)
    {
        var name = "evil\e]0;owned\a\n" + new string('x', 1000);

        var attempt = await RefusalAsync(
            alternative ? TestAuthority.SelfSignedAlternative(name) : TestAuthority.SelfSignedSubject(name), TlsClientSettings.Default);

        Assert.Contains("evil?]0;owned??xxx", attempt.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(attempt.Reason, char.IsControl);
        Assert.DoesNotContain(new string('x', 200), attempt.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_server_name_is_asked_for_and_looked_for_instead_of_the_host()
    {
        string? asked = null;
        var certificate = Authority.Issue("echo.example");
        var options = new SslServerAuthenticationOptions
        {
            ServerCertificateSelectionCallback = (_, name) =>
            {
                asked = name;
                return certificate;
            },
        };
        await using var server = LoopbackServer.StartTls(options, LoopbackServer.EchoAsync);

        var answer = await TalkAsync(
            server.Port, TlsClientSettings.Default with { Authorities = [Authority.Certificate], ServerName = "echo.example" });

        Assert.Equal(("hello", "echo.example"), (answer, asked));
    }

    [Fact]
    public async Task A_pinned_certificate_is_trusted_whoever_signed_it()
    {
        await using var server = Start(SelfSigned);

        var pin = TlsClientFiles.ParsePin(Fingerprint(SelfSigned));

        Assert.Equal("hello", await TalkAsync(server.Port, TlsClientSettings.Default with { Pin = pin }));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_certificate_that_is_not_the_pinned_one_is_refused_even_where_anything_goes(bool insecure)
    {
        var pin = TlsClientFiles.ParsePin(new string('0', 64));

        var attempt = await RefusalAsync(SelfSigned, TlsClientSettings.Default with { Pin = pin, Insecure = insecure });

        Assert.Contains(Fingerprint(SelfSigned), attempt.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pin_beside_an_authority_needs_both()
    {
        var settings = TlsClientSettings.Default with
        {
            Pin = TlsClientFiles.ParsePin(Fingerprint(SelfSigned)),
            Authorities = [Authority.Certificate],
        };

        await RefusalAsync(SelfSigned, settings);
    }

    [Fact]
    public async Task Insecure_accepts_anything()
    {
        await using var server = Start(SelfSigned);

        Assert.Equal("hello", await TalkAsync(server.Port, TlsClientSettings.Default with { Insecure = true }));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_server_that_asks_gets_the_clients_certificate(bool inOneFile)
    {
        string? subject = null;
        var options = new SslServerAuthenticationOptions
        {
            ServerCertificate = Signed,
            ClientCertificateRequired = true,
            RemoteCertificateValidationCallback = (_, certificate, _, _) =>
            {
                subject = certificate?.Subject;
                return certificate is not null;
            },
        };
        await using var server = LoopbackServer.StartTls(options, LoopbackServer.EchoAsync);
        var client = _files.WritePem("client", Authority.Issue("client.example"));
        var both = _files.Write("both.pem", await File.ReadAllTextAsync(client.Certificate) + "\n" + await File.ReadAllTextAsync(client.Key));
        var settings = (TlsClientSettings.Default with { Insecure = true }).WithCertificate(
            inOneFile ? both : client.Certificate, inOneFile ? null : client.Key);

        Assert.Equal("hello", await TalkAsync(server.Port, settings));
        Assert.Equal("CN=client.example", subject);
    }

    [Fact]
    public async Task A_server_that_speaks_no_tls_is_told_as_such()
    {
        await using var server = LoopbackServer.Start(async stream =>
        {
            await stream.WriteAsync("hello, this is no TLS\r\n"u8.ToArray());
            await LoopbackServer.EchoAsync(stream);
        });

        var exception = await Assert.ThrowsAsync<ConnectFailedException>(() => TalkAsync(server.Port, TlsClientSettings.Default));

        var attempt = exception.Attempts.Single();
        Assert.StartsWith($"tls://127.0.0.1:{server.Port}: the TLS handshake ", attempt.ToString(), StringComparison.Ordinal);
        Assert.Null(attempt.RefusedCertificate);
    }

    [Fact]
    public void Pem_files_are_read_and_faults_name_the_file()
    {
        var certificate = _files.Write("authority.pem", Authority.Pem);
        var empty = _files.Write("empty.pem", "nothing");
        var missing = $"{empty}.missing";

        Assert.Equal(Authority.Certificate.Thumbprint, TlsClientFiles.ReadAuthorities(certificate).Single().Thumbprint);
        foreach (var (file, read) in new (string, Action)[]
        {
            (empty, () => TlsClientFiles.ReadAuthorities(empty)),
            (missing, () => TlsClientFiles.ReadAuthorities(missing)),
            (certificate, () => TlsClientSettings.Default.WithCertificate(certificate, keyFile: null)),
            (empty, () => TlsClientSettings.Default.WithCertificate(certificate, empty)),
        })
        {
            Assert.StartsWith($"{file}: ", Assert.Throws<FormatException>(read).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_pin_is_64_hexadecimal_digits_with_or_without_colons()
    {
        var bytes = Enumerable.Range(0, 32).Select(i => (byte)i).ToArray();

        Assert.Equal(bytes, TlsClientFiles.ParsePin(Convert.ToHexString(bytes)));
        Assert.Equal(bytes, TlsClientFiles.ParsePin(BitConverter.ToString(bytes).Replace('-', ':').ToLowerInvariant()));
        foreach (var wrong in new[] { "", "00", new string('0', 62), new string('0', 66), new string('g', 64) })
        {
            Assert.Throws<FormatException>(() => TlsClientFiles.ParsePin(wrong));
        }
    }
}
