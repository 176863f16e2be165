using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using ActorEcho.Actors.Settings;
using ActorEcho.Actors.Transports.Tls;
using ActorEcho.Tests.EndToEnd;
using ActorEcho.Tests.Transports.Behaviour;
using Akka.Actor;

namespace ActorEcho.Tests.Transports.Tls;

public class TlsHandshakeTests : TransportTest
{
    private static readonly TlsSettings Development = new() { Certificates = [new DevelopmentCertificate()] };

    [Fact]
    public async Task A_client_that_speaks_plain_text_costs_one_connection_and_one_line()
    {
        var server = await ServeTlsAsync(Development);
        await ExpectRefusalAsync("the client does not speak TLS: its first byte is 0x47", async () =>
        {
            using var client = await Client.ConnectAsync(server);
            await client.SendAsync("GET / HTTP/1.1\r\n\r\n");
            await client.AwaitEndAsync();
        });
        await using var other = await Peer.ConnectTlsAsync(server);
        await other.SendAsync("hello");
        await other.ExpectAsync("hello");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public async Task How_the_network_cuts_the_records_makes_no_difference(int bytesAtOnce)
    {
        var server = await ServeTlsAsync(Development);
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(server);
        await using var tls = new SslStream(new DribblingStream(socket, bytesAtOnce));
        await tls.AuthenticateAsClientAsync(Peer.AnyCertificate()).WaitAsync(Patience);
        var sent = new byte[3000 * Math.Min(bytesAtOnce, 40)];
        new Random(bytesAtOnce).NextBytes(sent);
        var received = new byte[sent.Length];
        var receiving = tls.ReadExactlyAsync(received).AsTask();
        await tls.WriteAsync(sent);
        await receiving.WaitAsync(Patience);
        Assert.True(received.AsSpan().SequenceEqual(sent));
    }

    [Fact]
    public async Task What_comes_in_full_records_goes_back_in_full_records()
    {
        var server = await ServeTlsAsync(Development);
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(server);
        await using var wire = new CountingStream(socket);
        await using var tls = new SslStream(wire);
        await tls.AuthenticateAsClientAsync(Peer.AnyCertificate()).WaitAsync(Patience);
        const int times = 10;
        var sent = new byte[4 * 16 * 1024];
        new Random(1).NextBytes(sent);
        var received = new byte[sent.Length];
        // The first answer may bring tickets for a later session along.
        await EchoAsync();
        var before = wire.BytesRead;

        for (var i = 0; i < times; i++) await EchoAsync();

        // A record costs 22 bytes and holds 16 KiB, so the answers are about a thousandth longer than what they hold; cut into
        // pieces of a few hundred bytes they would be several hundredths longer.
        Assert.InRange(wire.BytesRead - before, times * sent.Length, times * sent.Length * 1.01);

        async Task EchoAsync()
        {
            var receiving = tls.ReadExactlyAsync(received).AsTask();
            await tls.WriteAsync(sent);
            await receiving.WaitAsync(Patience);
            Assert.True(received.AsSpan().SequenceEqual(sent));
        }
    }

    [Fact]
    public async Task Nothing_is_left_of_handshakes_that_have_failed()
    {
        const int clients = 12;
        var server = await ServeTlsAsync(Development, new ListenerLimits { HandshakeTimeout = TimeSpan.FromMilliseconds(300) });
        var listener = await Sys.ActorSelection(Listeners.Path / "test").ResolveOne(Patience);
        byte[][] openings = [[], [0x16], [0x16, 3, 1, 0, 4, 1, 2, 3, 4], [.. "hello"u8]];
        await EventFilter.Info(contains: "the TLS handshake failed").ExpectAsync(clients, async () =>
        {
            for (var i = 0; i < clients; i++)
            {
                using var client = await Client.ConnectAsync(server);
                await client.SendAsync(openings[i % openings.Length]);
                if (i % 2 == 0) await client.AwaitEndAsync();
            }
        });
        for (var i = 1; i <= clients; i++)
        {
            var path = listener.Path / $"c{i}-tls";
            await AwaitConditionAsync(
                async () => (await Sys.ActorSelection(path).Ask<ActorIdentity>(new Identify(1), Patience)).Subject is null, Patience);
        }
    }

    [Theory]
    [InlineData("16 0301 0004 01020304", "Authentication failed")]
    [InlineData("16 0501 0004 01020304", "Cannot determine the frame size or a corrupted frame was received")]
    [InlineData("16 0301 0004 01000000", "the client's ClientHello cannot be read")]
    [InlineData("16 0301 0005 0200000100", "the client's ClientHello cannot be read")]
    [InlineData("16 0301 0000 16 0301 0000 16 0301 0000", "the client's ClientHello cannot be read")]
    public async Task A_handshake_that_is_not_one_is_refused(string opening, string reason)
    {
        var server = await ServeTlsAsync(Development);
        await ExpectRefusalAsync($"the TLS handshake failed: {reason}", async () =>
        {
            using var client = await Client.ConnectAsync(server);
            await client.SendAsync(Convert.FromHexString(opening.Replace(" ", "", StringComparison.Ordinal)));
            await client.AwaitEndAsync();
        });
    }

    [Fact]
    public async Task A_client_that_knows_no_version_of_the_servers_is_refused()
    {
        var server = await ServeTlsAsync(Development with { Versions = SslProtocols.Tls13 });
        await ExpectRefusalAsync("unsupported protocol", async () =>
        {
            var options = Peer.AnyCertificate();
            options.EnabledSslProtocols = SslProtocols.Tls12;
            await Assert.ThrowsAnyAsync<Exception>(() => Peer.ConnectTlsAsync(server, options));
        });
    }

    [Fact]
    public async Task A_client_that_goes_away_during_the_handshake_is_told_of()
    {
        var server = await ServeTlsAsync(Development);
        await ExpectRefusalAsync("the TLS handshake failed", async () =>
        {
            using var client = await Client.ConnectAsync(server);
            await client.SendAsync([0x16, 3, 1, 2, 0]);
            client.HalfClose();
            await client.AwaitEndAsync();
        });
    }

    [Fact]
    public async Task A_client_that_stalls_is_cut_off_after_the_handshake_timeout()
    {
        var server = await ServeTlsAsync(Development, new ListenerLimits { HandshakeTimeout = TimeSpan.FromMilliseconds(200) });
        await ExpectRefusalAsync("the TLS handshake failed: it did not end within 0.2 s", async () =>
        {
            using var client = await Client.ConnectAsync(server);
            await client.AwaitEndAsync();
        });
    }

    [Fact]
    public async Task A_client_that_stalls_takes_no_place_of_those_that_are_served()
    {
        var server = await ServeTlsAsync(Development, new ListenerLimits { MaxConnections = 1 });
        using var stalling = await Client.ConnectAsync(server);
        await using var peer = await Peer.ConnectTlsAsync(server);
        await peer.SendAsync("hello");
        await peer.ExpectAsync("hello");
    }

    [Fact]
    public async Task No_more_handshakes_are_under_way_than_are_allowed()
    {
        var server = await ServeTlsAsync(Development, new ListenerLimits { MaxHandshakes = 1 });
        using (var stalling = await Client.ConnectAsync(server))
        {
            await EventFilter.Warning(contains: "max-handshakes").ExpectOneAsync(async () =>
            {
                using var refused = await Client.ConnectAsync(server);
                await refused.AwaitEndAsync();
            });
        }

        await AwaitAssertAsync(async () =>
        {
            await using var peer = await Peer.ConnectTlsAsync(server);
            await peer.SendAsync("hello");
            await peer.ExpectAsync("hello");
        });
    }

    [Fact]
    public async Task A_server_that_stops_does_not_wait_for_handshakes()
    {
        var server = await ServeTlsAsync(Development);
        using var stalling = await Client.ConnectAsync(server);
        await using var peer = await Peer.ConnectTlsAsync(server);
        await StopAsync();
        await stalling.AwaitEndAsync();
    }

    [Fact]
    public async Task A_connection_that_ends_without_a_close_notify_has_failed()
    {
        var server = await ServeTlsAsync(Development);
        var (tls, socket) = await Peer.HandshakeAsync(server);
        await tls.WriteAsync("hello"u8.ToArray());
        await NextClientAsync();
        await EventFilter.Debug(contains: "cut the connection without a close_notify").ExpectOneAsync(() =>
        {
            socket.Shutdown(SocketShutdown.Send);
            return Task.CompletedTask;
        });
        await tls.DisposeAsync();
    }

    [Fact]
    public async Task A_record_that_was_tampered_with_ends_the_connection()
    {
        var server = await ServeTlsAsync(Development);
        var (tls, socket) = await Peer.HandshakeAsync(server);
        await NextClientAsync();
        await EventFilter.Debug(contains: "disconnected: the network failed").ExpectOneAsync(() =>
            socket.SendAsync(new byte[] { 0x17, 3, 3, 0, 20, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20 }));
        await tls.DisposeAsync();
    }

    [Fact]
    public async Task Alpn_settles_on_the_servers_favourite()
    {
        var server = await ServeTlsAsync(Development with { ApplicationProtocols = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11] });
        var options = Peer.AnyCertificate();
        options.ApplicationProtocols = [SslApplicationProtocol.Http11, SslApplicationProtocol.Http2];
        var (tls, _) = await Peer.HandshakeAsync(server, options);
        Assert.Equal(SslApplicationProtocol.Http2, tls.NegotiatedApplicationProtocol);
        Assert.Equal("h2", (await NextClientAsync()).Tls?.ApplicationProtocol);
        await tls.DisposeAsync();
    }

    [Fact]
    public async Task A_client_that_offers_only_other_protocols_is_refused()
    {
        var server = await ServeTlsAsync(Development with { ApplicationProtocols = [SslApplicationProtocol.Http2] });
        await ExpectRefusalAsync("no application protocol", async () =>
        {
            var options = Peer.AnyCertificate();
            options.ApplicationProtocols = [SslApplicationProtocol.Http11];
            await Assert.ThrowsAnyAsync<Exception>(() => Peer.ConnectTlsAsync(server, options));
        });
    }

    [Fact]
    public async Task A_development_certificates_fingerprint_is_told_and_is_the_one_that_clients_see()
    {
        var certificate = new DevelopmentCertificate();
        System.Net.EndPoint? server = null;
        await EventFilter.Info(contains: certificate.Fingerprint).ExpectOneAsync(async () =>
            server = await ServeTlsAsync(new TlsSettings { Certificates = [certificate] }));
        var (tls, _) = await Peer.HandshakeAsync(server!);
        var seen = tls.RemoteCertificate!.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256);
        Assert.Equal(certificate.Fingerprint.Replace(":", "", StringComparison.Ordinal), seen);
        await tls.DisposeAsync();
    }
}
