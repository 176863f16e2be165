using System.Net;
using System.Text;
using ActorEcho.Actors.Settings;
using ActorEcho.Actors.Transports;
using ActorEcho.Actors.Transports.Tls;
using ActorEcho.Tests.EndToEnd;
using ActorEcho.Tests.Transports.Behaviour;

namespace ActorEcho.Tests.Transports.Proxy;

public class ProxyListenerTests : TransportTest
{
    private const string Line = "PROXY TCP4 192.0.2.1 198.51.100.2 56324 443\r\n";

    private static readonly ListenerSettings Plain = new("test", new TcpBindAddress("127.0.0.1", 0), EchoSettings.Default, ListenerLimits.Default)
    {
        ProxyNetworks = [IPNetwork.Parse("127.0.0.0/8")],
    };

    [Fact]
    public async Task The_address_behind_a_trusted_proxy_is_the_one_that_is_seen_and_logged()
    {
        var server = await ServeAsync(Plain);
        using var client = await Client.ConnectAsync(server);
        await EventFilter.Debug(contains: "connected from 192.0.2.1:56324 by proxy 127.0.0.1:").ExpectOneAsync(() => client.SendAsync(Line + "hello"));
        await client.ExpectAsync("hello");
        var seen = await NextClientAsync();
        Assert.Equal((IPEndPoint.Parse("192.0.2.1:56324"), IPEndPoint.Parse("198.51.100.2:443")), (seen.RemoteAddress, seen.LocalAddress));
        client.HalfClose();
        await client.ExpectEndAsync();
    }

    [Fact]
    public async Task A_header_may_come_in_pieces_and_the_rest_with_it()
    {
        var server = await ServeAsync(Plain);
        using var client = await Client.ConnectAsync(server);
        foreach (var piece in (Line + "hello").Chunk(7)) await client.SendAsync(new string(piece));
        client.HalfClose();
        Assert.Equal("hello", Encoding.ASCII.GetString(await client.ReceiveToEndAsync()));
    }

    [Fact]
    public async Task A_trusted_proxy_that_sends_no_header_is_refused()
    {
        var server = await ServeAsync(Plain);
        await ExpectRefusalAsync("the PROXY header failed: it does not begin with a PROXY header", async () =>
        {
            using var client = await Client.ConnectAsync(server);
            await client.SendAsync("hello");
            await client.AwaitEndAsync();
        });
    }

    [Fact]
    public async Task A_trusted_proxy_that_stalls_is_told_of()
    {
        var server = await ServeAsync(Plain with { Limits = new ListenerLimits { HandshakeTimeout = TimeSpan.FromMilliseconds(200) } });
        await ExpectRefusalAsync("the PROXY header failed: it did not end within 0.2 s", async () =>
        {
            using var client = await Client.ConnectAsync(server);
            await client.SendAsync("PROXY ");
            await client.AwaitEndAsync();
        });
    }

    [Fact]
    public async Task A_trusted_proxy_that_leaves_is_told_of()
    {
        var server = await ServeAsync(Plain);
        await ExpectRefusalAsync("the PROXY header failed: the connection was closed before its end", async () =>
        {
            using var client = await Client.ConnectAsync(server);
            await client.SendAsync("PROXY ");
            client.HalfClose();
            await client.AwaitEndAsync();
        });
    }

    [Fact]
    public async Task From_others_a_header_is_taken_for_what_any_client_sends()
    {
        var server = await ServeAsync(Plain with { ProxyNetworks = [IPNetwork.Parse("10.0.0.0/8")] });
        using var client = await Client.ConnectAsync(server);
        await client.SendAsync(Line);
        await client.ExpectAsync(Line);
        Assert.Equal(IPAddress.Loopback, ((IPEndPoint)(await NextClientAsync()).RemoteAddress).Address);
    }

    [Fact]
    public async Task A_proxy_may_pass_tls_through()
    {
        var server = await ServeAsync(Plain with
        {
            Bind = new TlsBindAddress("127.0.0.1", 0),
            Transport = new TlsSettings { Certificates = [new DevelopmentCertificate()] },
        });
        await using var peer = await Peer.ConnectTlsAsync(server, before: Encoding.ASCII.GetBytes(Line));
        await peer.SendAsync("hello");
        await peer.ExpectAsync("hello");
        var seen = await NextClientAsync();
        Assert.Equal(IPEndPoint.Parse("192.0.2.1:56324"), seen.RemoteAddress);
        Assert.NotNull(seen.Tls);
        await peer.CompleteAsync();
        await peer.ExpectEndAsync();
    }
}
