using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using ActorEcho.Actors.Settings;
using ActorEcho.Actors.Transports.Tls;
using ActorEcho.Actors.Transports.Unix;
using ActorEcho.Tests.Transports.Interoperation;
using ActorEcho.Tests.Transports.Tls;
using Akka.Configuration;

namespace ActorEcho.Tests.Settings;

public sealed class TransportSettingsTests : IDisposable
{
    private readonly CertificateFiles _files = new();

    [Fact]
    public void Every_setting_of_tls_is_read()
    {
        using var authority = new TestAuthority();
        var pem = _files.WritePem("server", authority.Issue("server.test"));
        var other = _files.WritePem("other", authority.Issue("other.test"));
        var ca = _files.Write("ca.pem", authority.Pem);
        var tls = Tls($$"""
            certificate = "{{pem.Certificate}}", key = "{{pem.Key}}", certificates { other { certificate = "{{other.Certificate}}", key = "{{other.Key}}" } }
            versions = ["1.3"], client-certificates = require, client-ca = "{{ca}}", alpn = [h2, "http/1.1"], reload-interval = infinite
            """);
        Assert.Equal(
            [new PemCertificate(pem.Certificate, pem.Key), new PemCertificate(other.Certificate, other.Key)],
            tls.Certificates.AsEnumerable());
        Assert.Equal((SslProtocols.Tls13, ClientCertificates.Require, ca), (tls.Versions, tls.ClientCertificates, tls.ClientAuthorityFile));
        Assert.Equal([SslApplicationProtocol.Http2, SslApplicationProtocol.Http11], tls.ApplicationProtocols.AsEnumerable());
        Assert.Equal(Timeout.InfiniteTimeSpan, tls.ReloadInterval);
    }

    [Fact]
    public void A_pfx_file_is_known_by_its_ending_and_its_password_may_be_in_a_file()
    {
        using var authority = new TestAuthority();
        var pfx = _files.WritePfx("server", authority.Issue("server.test"), "secret");
        var password = _files.Write("password", "secret\n");
        var tls = Tls($"""certificate = "{pfx}", key-password-file = "{password}" """);
        Assert.Equal([new PfxCertificate(pfx, new KeyPassword(password, null))], tls.Certificates.AsEnumerable());
    }

    [Fact]
    public void An_encrypted_key_is_opened_with_the_password_of_an_environment_variable()
    {
        const string variable = "ACTORECHO_TESTS_KEY_PASSWORD";
        using var authority = new TestAuthority();
        var pem = _files.WritePem("server", authority.Issue("server.test"), password: "secret");
        Environment.SetEnvironmentVariable(variable, "secret");
        try
        {
            Tls($"""certificate = "{pem.Certificate}", key = "{pem.Key}", key-password-env = {variable}""");
        }
        finally
        {
            Environment.SetEnvironmentVariable(variable, null);
        }
    }

    [Fact]
    public void What_defaults_say_of_tls_holds_for_every_listener() =>
        Assert.IsType<DevelopmentCertificate>(Assert.Single(Assert.IsType<TlsSettings>(
            Read("actor-echo { defaults.tls.certificate = development, listeners.it { protocol = echo, bind = \"tls://127.0.0.1:0\" } }").Transport).Certificates));

    [Fact]
    public void A_unix_listener_has_a_mode()
    {
        var unix = Read("actor-echo.listeners.it { protocol = echo, bind = \"unix:///run/it.sock\", unix.mode = 600 }");
        Assert.Equal(new UnixBindAddress("/run/it.sock"), unix.Bind);
        Assert.Equal(new UnixSettings { Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite }, unix.Transport);
    }

    [Fact]
    public void Proxies_networks_are_read() =>
        Assert.Equal(
            [IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("::1/128")],
            Read("actor-echo.listeners.it { protocol = echo, bind = \"tcp://127.0.0.1:0\", proxy-protocol-from = [\"10.0.0.0/8\", \"::1/128\"] }").ProxyNetworks.AsEnumerable());

    [Fact]
    public void A_proxys_ipv4_network_may_be_written_as_ipv6_has_it() =>
        Assert.Equal(
            [IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("0.0.0.0/0"), IPNetwork.Parse("::/0")],
            Read("actor-echo.listeners.it { protocol = echo, bind = \"tcp://127.0.0.1:0\", proxy-protocol-from = [\"::ffff:10.0.0.0/104\", \"::ffff:0:0/96\", \"::/0\"] }").ProxyNetworks.AsEnumerable());

    [Fact]
    public void A_unix_listener_has_no_use_for_proxies_networks_of_its_own()
    {
        const string bind = "protocol = echo, bind = \"unix:///run/it.sock\"";
        var exception = Assert.Throws<InvalidSettingsException>(() => Read($"actor-echo.listeners.it {{ {bind}, proxy-protocol-from = \"10.0.0.0/8\" }}"));
        Assert.Contains(
            "it.proxy-protocol-from: names networks, but clients of unix:///run/it.sock come from none", Assert.Single(exception.Problems).ToString(), StringComparison.Ordinal);
        Assert.NotEmpty(Read($"actor-echo {{ defaults.proxy-protocol-from = \"10.0.0.0/8\", listeners.it {{ {bind} }} }}").ProxyNetworks);
        Assert.Empty(Read($"actor-echo {{ defaults.proxy-protocol-from = \"10.0.0.0/8\", listeners.it {{ {bind}, proxy-protocol-from = [] }} }}").ProxyNetworks);
    }

    [ToolFact("openssl")]
    public async Task A_certificate_that_tls_has_no_use_for_is_told_at_its_key()
    {
        var dsa = await _files.WriteDsaAsync("server");
        var exception = Assert.Throws<InvalidSettingsException>(() => Tls($"""certificate = "{dsa.Certificate}", key = "{dsa.Key}" """));
        Assert.StartsWith($"actor-echo.listeners.it.tls.certificate: cannot use {dsa.Certificate}: ", Assert.Single(exception.Problems) is var problem ? $"{problem.Path}: {problem.Text}" : "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tls {}", ":2:5: actor-echo.listeners.it.tls.certificate: missing; allowed: a PEM or PFX file")]
    [InlineData("tls.certificate = \"/nowhere/a.pem\"", ":2:19: actor-echo.listeners.it.tls.certificate: cannot read /nowhere/a.pem")]
    [InlineData("tls { certificate = development, client-certificates = require }", "tls.client-ca: missing")]
    [InlineData("tls { certificate = development, client-certificates = allow, client-ca = \"/nowhere/ca.pem\" }", "tls.client-ca: cannot read /nowhere/ca.pem")]
    [InlineData("tls { certificate = development, versions = [\"1.1\"] }", "tls.versions: found \"1.1\"; allowed: a list of 1.2 and 1.3")]
    [InlineData("tls { certificate = development, certificat = x }", "tls.certificat: unknown key; did you mean \"certificate\"?")]
    [InlineData("tls { certificate = development, key-password-env = A, key-password-file = b }", "found both key-password-file and key-password-env")]
    [InlineData("tls { certificate = development, certificates { more {} } }", "tls.certificates.more.certificate: missing")]
    [InlineData("tls.certificate = development, unix.mode = 600", "it.unix: settings of unix://, but this listener binds tls://127.0.0.1:0")]
    [InlineData("tls.certificate = development, acceptors = 2", "several acceptors cannot share port 0")]
    [InlineData("tls.certificate = development, proxy-protocol-from = \"10.0.0.0/33\"", "proxy-protocol-from: found \"10.0.0.0/33\"; allowed: a list of networks")]
    [InlineData("tls.certificate = development, max-handshakes = 0", "max-handshakes: found \"0\"")]
    public void What_is_wrong_is_told_with_its_place(string settings, string problem)
    {
        var exception = Assert.Throws<InvalidSettingsException>(() => Read($$"""
            actor-echo.listeners.it { protocol = echo, bind = "tls://127.0.0.1:0"
            {{settings}}
            }
            """));
        Assert.Contains(exception.Problems, found => found.ToString().Contains(problem, StringComparison.Ordinal));
    }

    [Fact]
    public void One_port_cannot_be_bound_over_two_transports()
    {
        var exception = Assert.Throws<InvalidSettingsException>(() => ServerConfiguration.Read(ConfigurationFactory.ParseString("""
            actor-echo.listeners {
              one { protocol = echo, bind = "tcp://127.0.0.1:4343" }
              two { protocol = echo, bind = "tls://127.0.0.1:4343", tls.certificate = development }
            }
            """)));
        Assert.Contains("an address that is not taken by listener one", Assert.Single(exception.Problems).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unix://run/it.sock")]
    [InlineData("unix:///")]
    [InlineData("unix:///run/")]
    [InlineData("unix://")]
    [InlineData("unix:///a/path/that/is/longer/than/any/system/allows/a/socket/to/have/for/its/name/which/would/be/cut/off/somewhere.sock")]
    [InlineData("tls://127.0.0.1")]
    [InlineData("tls://127.0.0.1:65536")]
    [InlineData("tls://[127.0.0.1]:4343")]
    public void An_address_that_is_none_is_told(string uri)
    {
        var exception = Assert.Throws<InvalidSettingsException>(() =>
            Read($$"""actor-echo { defaults.tls.certificate = development, listeners.it { protocol = echo, bind = "{{uri}}" } }"""));
        Assert.Contains($"it.bind: found \"{uri}\"; allowed: {uri[..uri.IndexOf(':', StringComparison.Ordinal)]}://", Assert.Single(exception.Problems).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_of_another_certificate_is_told_at_the_key()
    {
        using var authority = new TestAuthority();
        var one = _files.WritePem("one", authority.Issue("one.test"));
        var other = _files.WritePem("other", authority.Issue("other.test"));
        var exception = Assert.Throws<InvalidSettingsException>(() => Tls($"""certificate = "{one.Certificate}", key = "{other.Key}" """));
        Assert.StartsWith($"actor-echo.listeners.it.tls.key: cannot use {other.Key}", Assert.Single(exception.Problems) is var problem ? $"{problem.Path}: {problem.Text}" : "", StringComparison.Ordinal);
    }

    [Fact]
    public void An_encrypted_key_without_a_password_is_told_at_the_key()
    {
        using var authority = new TestAuthority();
        var pem = _files.WritePem("server", authority.Issue("server.test"), password: "secret");
        var exception = Assert.Throws<InvalidSettingsException>(() => Tls($"""certificate = "{pem.Certificate}", key = "{pem.Key}" """));
        Assert.Contains("is encrypted; say where its password is", Assert.Single(exception.Problems).Text, StringComparison.Ordinal);
    }

    public void Dispose() => _files.Dispose();

    private static ListenerSettings Read(string hocon) =>
        ServerConfiguration.Read(ConfigurationFactory.ParseString(hocon)).Settings.Listeners.Single();

    private static TlsSettings Tls(string settings) => Assert.IsType<TlsSettings>(
        Read($$"""actor-echo.listeners.it { protocol = echo, bind = "tls://127.0.0.1:0", tls { {{settings}} } }""").Transport);
}
