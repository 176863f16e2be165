using ActorEcho.Actors.Transports.Connecting;

namespace ActorEcho.Tests.Transports.Connecting;

public class ConnectTargetTests
{
    private static ConnectTarget Parse(string uri) => ConnectTarget.Parse(uri, ClientTransports.BuiltIn);

    [Theory]
    [InlineData("tcp://localhost:9000", "tcp", "localhost", 9000)]
    [InlineData("TLS://localhost:4343/", "tls", "localhost", 4343)]
    [InlineData("tls://[::1]:1", "tls", "::1", 1)]
    [InlineData("127.0.0.1:65535", null, "127.0.0.1", 65535)]
    public void A_host_with_a_port_is_both(string uri, string? scheme, string host, int port)
    {
        var target = Parse(uri);

        Assert.Equal((scheme, host, port), (target.Scheme, target.Values.Get(Endpoint.Host), target.Values.Get(Endpoint.Port)));
    }

    [Theory]
    [InlineData("tcp://localhost", "localhost")]
    [InlineData("tls://[fe80::1]/", "fe80::1")]
    [InlineData("echo-1.example.org", "echo-1.example.org")]
    public void A_host_alone_leaves_the_port_to_the_transport(string uri, string host)
    {
        var target = Parse(uri);

        Assert.Equal(host, target.Values.Get(Endpoint.Host));
        Assert.False(target.Values.Knows(Endpoint.Port));
    }

    [Theory]
    [InlineData("unix:///run/echo.sock", "/run/echo.sock")]
    [InlineData("unix://echo.sock", "echo.sock")]
    [InlineData("/run/echo.sock", "/run/echo.sock")]
    [InlineData("./echo.sock", "./echo.sock")]
    public void A_path_is_a_path(string uri, string path) => Assert.Equal(path, Parse(uri).Values.Get(Endpoint.Path));

    [Theory]
    [InlineData("")]
    [InlineData("tcp://")]
    [InlineData("unix://")]
    [InlineData("tcp://:80")]
    [InlineData("tcp://localhost:")]
    [InlineData("tcp://localhost:0")]
    [InlineData("tcp://localhost:65536")]
    [InlineData("tcp://127.0.0.256:80")]
    [InlineData("tcp://::1:80")]
    [InlineData("tcp://user@host:80")]
    [InlineData("tcp://localhost/path")]
    [InlineData("localhost:http")]
    [InlineData("[fe80::1%]")]
    public void What_leads_nowhere_is_told_with_what_is_allowed(string uri)
    {
        var exception = Assert.Throws<FormatException>(() => Parse(uri));

        Assert.StartsWith($"{uri}: ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_zone_that_is_no_interface_is_told()
    {
        var exception = Assert.Throws<FormatException>(() => Parse("tcp://[fe80::1%no-such]:80"));

        Assert.StartsWith("tcp://[fe80::1%no-such]:80: \"no-such\" is no network interface of this machine", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_scheme_is_told_with_those_there_are()
    {
        var exception = Assert.Throws<FormatException>(() => Parse("ssh://localhost"));

        Assert.Equal("ssh://localhost: there is no transport \"ssh\"; there are tls, tcp, unix.", exception.Message);
    }

    [Fact]
    public void A_transport_of_ones_own_is_read_by_what_it_needs()
    {
        var transports = ClientTransports.BuiltIn.With(new ScriptedTransport("pipe", 0, [TransportNeed.Required(Endpoint.Path)]));

        Assert.Equal("a b", ConnectTarget.Parse("pipe://a b", transports).Values.Get(Endpoint.Path));
    }
}
