using System.Net;
using ActorEcho.Actors.Listening;
using ActorEcho.Actors.Settings;
using ActorEcho.Actors.Transports;
using ActorEcho.Actors.Transports.Tls;
using ActorEcho.Tests.EndToEnd;
using ActorEcho.Tests.Transports.Behaviour;
using Akka.Actor;

namespace ActorEcho.Tests.Transports;

/// <summary>Clients that never close, when a listener stops; their sockets would wait far longer than the tests do.</summary>
public class CutOffTests() : TransportTest("akka.io.tcp.orphaned-close-timeout = 10m")
{
    private static readonly ListenerLimits Limits = new() { DrainTimeout = TimeSpan.FromMinutes(5) };

    [Fact]
    public async Task A_client_over_tls_has_no_longer_than_the_stop_allows()
    {
        var server = await ServeTlsAsync(new TlsSettings { Certificates = [new DevelopmentCertificate()] }, Limits);
        await using var peer = await Peer.ConnectTlsAsync(server);
        await peer.SendAsync("hello");
        await peer.ExpectAsync("hello");
        await StopSoonAsync();
    }

    [Fact]
    public async Task A_client_of_a_proxy_has_no_longer_than_the_stop_allows()
    {
        var server = await ServeAsync(new ListenerSettings("test", new TcpBindAddress("127.0.0.1", 0), EchoSettings.Default, Limits)
        {
            ProxyNetworks = [IPNetwork.Parse("127.0.0.0/8")],
        });
        using var client = await Client.ConnectAsync(server);
        await client.SendAsync("PROXY TCP4 192.0.2.1 198.51.100.2 56324 443\r\nhello");
        await client.ExpectAsync("hello");
        await StopSoonAsync();
    }

    private Task<ListenersStopped> StopSoonAsync() =>
        Listeners.Ask<ListenersStopped>(new StopListeners(TimeSpan.FromMilliseconds(100)), Patience);
}
