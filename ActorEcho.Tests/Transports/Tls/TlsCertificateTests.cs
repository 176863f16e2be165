using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using ActorEcho.Actors.Listening;
using ActorEcho.Actors.Transports.Tls;
using ActorEcho.Tests.Transports.Behaviour;
using ActorEcho.Tests.Transports.Interoperation;

namespace ActorEcho.Tests.Transports.Tls;

public class TlsCertificateTests : TransportTest
{
    private readonly CertificateFiles _files = new();
    private readonly TestAuthority _authority = new();

    [Theory]
    [InlineData("b.test", "b.test")]
    [InlineData("x.wild.test", "*.wild.test")]
    [InlineData("unknown.test", "a.test")]
    [InlineData("bücher.test", "xn--bcher-kva.test")]
    public async Task A_client_gets_the_certificate_of_the_name_it_asks_for(string asked, string shown)
    {
        var server = await ServeTlsAsync(new TlsSettings { Certificates = [Pem("a.test"), Pem("b.test"), Pem("*.wild.test"), Pem("xn--bcher-kva.test")] });
        Assert.Equal($"CN={shown}", await CertificateOfAsync(server, asked));
        Assert.Equal(asked, (await NextClientAsync()).Tls?.ServerName);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a..b")]
    [InlineData("ü..b")]
    [InlineData("b test")]
    public void What_is_no_name_of_a_host_is_answered_with_the_first_certificate(string asked)
    {
        var terms = TlsTerms.Load(new TlsSettings { Certificates = [Pem("a.test"), Pem("b.test")] });
        Assert.Same(terms.For("a.test"), terms.For(asked));
    }

    [Fact]
    public async Task A_client_that_trusts_the_authority_verifies_the_whole()
    {
        var server = await ServeTlsAsync(new TlsSettings { Certificates = [Pem("server.test")] });
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = "server.test",
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
                CustomTrustStore = { _authority.Certificate },
            },
        };
        await using var peer = await Peer.ConnectTlsAsync(server, options);
        await peer.SendAsync("hello");
        await peer.ExpectAsync("hello");
    }

    [Theory]
    [InlineData(ClientCertificates.Allow)]
    [InlineData(ClientCertificates.Require)]
    public async Task A_clients_certificate_is_verified_and_its_subject_is_known(ClientCertificates mode)
    {
        var server = await ServeTlsAsync(Asking(mode));
        await EventFilter.Debug(contains: "as \"CN=alice\"").ExpectOneAsync(async () =>
        {
            await using var peer = await Peer.ConnectTlsAsync(server, Showing(_authority.Issue("alice")));
            await peer.SendAsync("hello");
            await peer.ExpectAsync("hello");
        });
        Assert.Equal("CN=alice", (await NextClientAsync()).Tls?.ClientSubject);
    }

    [Fact]
    public async Task Where_certificates_are_allowed_a_client_without_one_is_served()
    {
        var server = await ServeTlsAsync(Asking(ClientCertificates.Allow));
        await using var peer = await Peer.ConnectTlsAsync(server);
        await peer.SendAsync("hello");
        await peer.ExpectAsync("hello");
        Assert.Null((await NextClientAsync()).Tls?.ClientSubject);
    }

    [Fact]
    public async Task Where_certificates_are_required_a_client_without_one_is_refused()
    {
        var server = await ServeTlsAsync(Asking(ClientCertificates.Require));
        await ExpectRefusalAsync("the client has shown no certificate, and one is required", () => FailAsync(server, Peer.AnyCertificate()));
    }

    [Theory]
    [InlineData(ClientCertificates.Allow)]
    [InlineData(ClientCertificates.Require)]
    public async Task A_certificate_of_an_authority_that_is_not_trusted_is_refused(ClientCertificates mode)
    {
        using var stranger = new TestAuthority("Stranger");
        var server = await ServeTlsAsync(Asking(mode));
        await ExpectRefusalAsync("the client's certificate \"CN=mallory\" is not good", () => FailAsync(server, Showing(stranger.Issue("mallory"))));
    }

    [Fact]
    public async Task Handshakes_leave_no_trace_in_the_terms_they_share()
    {
        var options = TlsTerms.Load(Asking(ClientCertificates.Require)).For("");
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        for (var i = 0; i < 3; i++)
        {
            var connecting = Peer.HandshakeAsync(listener.LocalEndPoint!, Showing(_authority.Issue("alice")));
            await using var server = new TlsServerStream(new NetworkStream(await listener.AcceptAsync(), ownsSocket: true));
            await server.AuthenticateAsServerAsync(options).WaitAsync(Patience);
            await (await connecting).Stream.DisposeAsync();
        }

        var judgedBy = options.CertificateChainPolicy!;
        Assert.Empty(judgedBy.ExtraStore);
        Assert.Empty(judgedBy.ApplicationPolicy);
        Assert.Single(judgedBy.CustomTrustStore);
    }

    [Fact]
    public async Task Changed_files_are_used_for_new_clients_and_open_connections_stay()
    {
        var server = await ServeTlsAsync(new TlsSettings { Certificates = [Pem("old.test", "server")], ReloadInterval = TimeSpan.FromSeconds(1) });
        await using var open = await Peer.ConnectTlsAsync(server);
        Assert.Equal("CN=old.test", await CertificateOfAsync(server, "server"));
        await EventFilter.Info(contains: "has read its certificates again: CN=new.test").ExpectOneAsync(() =>
        {
            Pem("new.test", "server");
            return Task.CompletedTask;
        });
        Assert.Equal("CN=new.test", await CertificateOfAsync(server, "server"));
        await open.SendAsync("still here");
        await open.ExpectAsync("still here");
    }

    [Fact]
    public async Task A_bad_new_file_is_reported_and_the_old_certificate_stays()
    {
        var pem = Pem("old.test", "server");
        var server = await ServeTlsAsync(new TlsSettings { Certificates = [pem], ReloadInterval = Timeout.InfiniteTimeSpan });
        _files.Write("server.pem", "no certificate");
        await EventFilter.Warning(contains: "keeps the certificates it has: found no certificate in").ExpectOneAsync(() =>
        {
            Listeners.Tell(ReloadCertificates.Instance, TestActor);
            return Task.CompletedTask;
        });
        Assert.Equal("CN=old.test", await CertificateOfAsync(server, "server"));
    }

    [ToolFact("openssl")]
    public async Task A_certificate_that_tls_has_no_use_for_is_reported_and_a_good_one_after_it_is_used()
    {
        var server = await ServeTlsAsync(new TlsSettings { Certificates = [Pem("old.test", "server")], ReloadInterval = Timeout.InfiniteTimeSpan });
        await _files.WriteDsaAsync("server");
        await EventFilter.Warning(contains: "keeps the certificates it has: cannot use").ExpectOneAsync(() =>
        {
            Listeners.Tell(ReloadCertificates.Instance, TestActor);
            return Task.CompletedTask;
        });
        Pem("new.test", "server");
        await EventFilter.Info(contains: "has read its certificates again: CN=new.test").ExpectOneAsync(() =>
        {
            Listeners.Tell(ReloadCertificates.Instance, TestActor);
            return Task.CompletedTask;
        });
        Assert.Equal("CN=new.test", await CertificateOfAsync(server, "server"));
    }

    [Fact]
    public async Task A_listener_whose_files_have_gone_bad_cannot_start_and_says_why()
    {
        var pem = Pem("old.test", "server");
        _files.Write("server.key", "no key");
        var answer = await TryServeAsync(new ActorEcho.Actors.Settings.ListenerSettings(
            "test", new TlsBindAddress("127.0.0.1", 0), ActorEcho.Actors.Settings.EchoSettings.Default, ActorEcho.Actors.Settings.ListenerLimits.Default)
        {
            Transport = new TlsSettings { Certificates = [pem] },
        });
        Assert.StartsWith($"cannot use {pem.KeyFile}", Assert.Single(Assert.IsType<ListenersFailed>(answer).Failures).Reason, StringComparison.Ordinal);
    }

    protected override void AfterAll()
    {
        base.AfterAll();
        _files.Dispose();
        _authority.Dispose();
    }

    private static SslClientAuthenticationOptions Showing(X509Certificate2 certificate)
    {
        var options = Peer.AnyCertificate();
        options.ClientCertificates = [certificate];
        // Which issuers the server names is not looked at: a stranger's certificate is to be shown too.
        options.LocalCertificateSelectionCallback = (_, _, _, _, _) => certificate;
        return options;
    }

    private static async Task<string> CertificateOfAsync(EndPoint server, string name)
    {
        var (tls, _) = await Peer.HandshakeAsync(server, Peer.AnyCertificate(name));
        var subject = tls.RemoteCertificate!.Subject;
        await tls.DisposeAsync();
        return subject;
    }

    /// <summary>With TLS 1.3 a client learns that it was refused only when it reads.</summary>
    private static async Task FailAsync(EndPoint server, SslClientAuthenticationOptions options) =>
        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await using var peer = await Peer.ConnectTlsAsync(server, options);
            await peer.SendAsync("hello");
            await peer.ExpectAsync("hello");
        });

    private PemCertificate Pem(string name, string? file = null)
    {
        var (certificate, key) = _files.WritePem((file ?? name).Replace('*', '_'), _authority.Issue(name));
        return new PemCertificate(certificate, key);
    }

    private TlsSettings Asking(ClientCertificates mode) => new()
    {
        Certificates = [Pem("server.test")],
        ClientCertificates = mode,
        ClientAuthorityFile = _files.Write("ca.pem", _authority.Pem),
    };
}
