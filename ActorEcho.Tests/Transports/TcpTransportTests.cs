using System.Net;
using ActorEcho.Actors.Transports;

namespace ActorEcho.Tests.Transports;

public class TcpTransportTests
{
    private readonly TcpTransport _tcp = new();

    [Theory]
    [InlineData("tcp://127.0.0.1:9000", "127.0.0.1", 9000)]
    [InlineData("tcp://0.0.0.0:0", "0.0.0.0", 0)]
    [InlineData("tcp://[::]:65535", "::", 65535)]
    [InlineData("tcp://[::1]:1", "::1", 1)]
    [InlineData("tcp://localhost:80", "localhost", 80)]
    [InlineData("tcp://echo-1.example.org:80", "echo-1.example.org", 80)]
    public void A_well_formed_uri_is_read_and_written_back(string uri, string host, int port)
    {
        Assert.True(_tcp.TryParseBind(uri, out var address));

        Assert.Equal(new TcpBindAddress(host, port), address);
        Assert.Equal(uri, address!.ToString());
    }

    [Theory]
    [InlineData("tcp://")]
    [InlineData("tcp://127.0.0.1")]
    [InlineData("tcp://:9000")]
    [InlineData("tcp://127.0.0.1:")]
    [InlineData("tcp://127.0.0.1:65536")]
    [InlineData("tcp://127.0.0.1:-1")]
    [InlineData("tcp://127.0.0.1:+1")]
    [InlineData("tcp://127.0.0.1: 1")]
    [InlineData("tcp://127.0.0.1:9000/")]
    [InlineData("tcp://127.0.0.256:9000")]
    [InlineData("tcp://1.2.3:9000")]
    [InlineData("tcp://::1:9000")]
    [InlineData("tcp://[::1:9000")]
    [InlineData("tcp://[127.0.0.1]:9000")]
    [InlineData("tcp://a b:9000")]
    [InlineData("tcp://user@host:9000")]
    [InlineData("tcp://*:9000")]
    public void A_malformed_uri_is_refused(string uri)
    {
        Assert.False(_tcp.TryParseBind(uri, out var address));
        Assert.Null(address);
    }

    [Fact]
    public void An_address_is_an_ip_end_point_and_a_name_one_to_resolve()
    {
        Assert.Equal(new IPEndPoint(IPAddress.Loopback, 7), new TcpBindAddress("127.0.0.1", 7).EndPoint);
        Assert.Equal(new IPEndPoint(IPAddress.IPv6Any, 7), new TcpBindAddress("::", 7).EndPoint);
        Assert.Equal(new DnsEndPoint("localhost", 7), new TcpBindAddress("localhost", 7).EndPoint);
    }

    [Fact]
    public void Addresses_collide_when_host_and_port_are_one_unless_the_system_chooses_the_port()
    {
        var one = new TcpBindAddress("127.0.0.1", 7);

        Assert.True(one.Collides(new TcpBindAddress("127.0.0.1", 7)));
        Assert.False(one.Collides(new TcpBindAddress("127.0.0.1", 8)));
        Assert.False(one.Collides(new TcpBindAddress("127.0.0.2", 7)));
        Assert.False(new TcpBindAddress("127.0.0.1", 0).Collides(new TcpBindAddress("127.0.0.1", 0)));
    }

    [Fact]
    public void What_was_bound_gives_the_real_port() =>
        Assert.Equal(
            "tcp://localhost:4711",
            new TcpBindAddress("localhost", 0).BoundAs(new IPEndPoint(IPAddress.Loopback, 4711)).ToString());

    [Fact]
    public void Further_transports_are_registered_beside_the_built_in_ones()
    {
        var registry = TransportRegistry.BuiltIn.With(new OtherTransport());

        Assert.Equal(["tcp", "tls", "unix", "other"], registry.Schemes);
        Assert.IsType<OtherTransport>(registry.Find("OTHER"));
        Assert.Null(TransportRegistry.BuiltIn.Find("other"));
        Assert.Throws<ArgumentException>(() => registry.With(new OtherTransport()));
    }

    private sealed class OtherTransport : ITransport
    {
        public string Scheme => "other";

        public string BindForm => "other://ANYTHING";

        public bool TryParseBind(string uri, out BindAddress? address)
        {
            address = null;
            return false;
        }
    }
}
