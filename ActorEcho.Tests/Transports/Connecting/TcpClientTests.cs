using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text;
using ActorEcho.Actors.Transports.Connecting;

namespace ActorEcho.Tests.Transports.Connecting;

public class TcpClientTests
{
    private static Task<ClientStream> ConnectAsync(string uri, ClientTransports? transports = null)
    {
        var registry = transports ?? ClientTransports.BuiltIn;
        return new Connector(registry, TimeProvider.System).ConnectAsync(ConnectTarget.Parse(uri, registry), CancellationToken.None);
    }

    private static async Task<string> TalkAsync(ClientStream connection, string text)
    {
        await connection.WriteAsync(Encoding.UTF8.GetBytes(text));
        await connection.CompleteWritesAsync();
        using var reader = new StreamReader(connection);
        return await reader.ReadToEndAsync();
    }

    [Fact]
    public async Task What_the_server_says_after_the_half_close_is_read()
    {
        await using var server = LoopbackServer.Start(async stream =>
        {
            using var reader = new StreamReader(stream, leaveOpen: true);
            var all = await reader.ReadToEndAsync();
            await stream.WriteAsync(Encoding.UTF8.GetBytes($"got {all}"));
        });

        await using var connection = await ConnectAsync($"tcp://127.0.0.1:{server.Port}");

        Assert.Equal($"tcp://127.0.0.1:{server.Port}", connection.Peer);
        Assert.Equal("got hello", await TalkAsync(connection, "hello"));
    }

    [Fact]
    public async Task A_name_with_two_addresses_leads_to_the_one_that_answers()
    {
        await using var server = LoopbackServer.Start(LoopbackServer.EchoAsync);
        var network = new NamedNetwork("127.0.0.2", "127.0.0.1");
        var transports = ClientTransports.Over(network, TimeProvider.System);

        await using var connection = await ConnectAsync($"tcp://two.example:{server.Port}", transports);

        Assert.Equal("hello", await TalkAsync(connection, "hello"));
        Assert.Equal(["127.0.0.2", "127.0.0.1"], network.Tried);
    }

    [Fact]
    public async Task Without_a_scheme_plain_tcp_follows_when_the_server_speaks_no_tls()
    {
        // A listener that closes at once on what is no line of text, as a plain server's reader would on a TLS greeting.
        await using var server = LoopbackServer.Start(async stream =>
        {
            var first = new byte[1];
            if (await stream.ReadAsync(first) == 0 || first[0] != 'h') return;
            await stream.WriteAsync(first);
            await LoopbackServer.EchoAsync(stream);
        });

        await using var connection = await ConnectAsync($"127.0.0.1:{server.Port}");

        Assert.Equal($"tcp://127.0.0.1:{server.Port}", connection.Peer);
        Assert.Equal("hello", await TalkAsync(connection, "hello"));
    }

    [Fact]
    public async Task The_error_lists_every_address_that_was_tried_and_why_it_failed()
    {
        using var reserved = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        // Bound but not listening: refuses, and nobody else can take the port.
        reserved.Bind(new IPEndPoint(IPAddress.Any, 0));
        var port = ((IPEndPoint)reserved.LocalEndPoint!).Port;
        var transports = ClientTransports.Over(new NamedNetwork("127.0.0.1", "127.0.0.2"), TimeProvider.System);

        var exception = await Assert.ThrowsAsync<ConnectFailedException>(() => ConnectAsync($"two.example:{port}", transports));

        Assert.Equal(
            [$"tls://127.0.0.1:{port}", $"tls://127.0.0.2:{port}", $"tcp://127.0.0.1:{port}", $"tcp://127.0.0.2:{port}"],
            exception.Attempts.Select(attempt => attempt.Where));
        Assert.All(exception.Attempts, attempt => Assert.Equal("Connection refused", attempt.Reason));
    }

    [Fact]
    public async Task A_name_that_does_not_resolve_is_told()
    {
        var transports = ClientTransports.Over(new NamedNetwork(), TimeProvider.System);

        var exception = await Assert.ThrowsAsync<ConnectFailedException>(() => ConnectAsync("tcp://nowhere.example:1", transports));

        Assert.StartsWith("tcp://nowhere.example:1: the name does not resolve", exception.Attempts.Single().ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_time_is_up_the_error_tells_what_was_under_way_and_what_was_not_tried()
    {
        var clock = new ManualClock();
        var network = new NamedNetwork("192.0.2.1", "192.0.2.2", "192.0.2.3") { NeverConnects = true };
        var transports = ClientTransports.Over(network, clock);
        var connecting = new Connector(transports, clock, TimeSpan.FromMilliseconds(300))
            .ConnectAsync(ConnectTarget.Parse("tcp://far.example:7", transports), CancellationToken.None);

        clock.Advance(TimeSpan.FromMilliseconds(250));
        clock.Advance(TimeSpan.FromMilliseconds(50));

        var exception = await Assert.ThrowsAsync<ConnectFailedException>(() => connecting);
        Assert.Equal(
            [
                "tcp://192.0.2.1:7: no answer before the time was up",
                "tcp://192.0.2.2:7: no answer before the time was up",
                "tcp://192.0.2.3:7: not tried; the time was up",
            ],
            exception.Attempts.Select(attempt => attempt.ToString()));
    }

    [Fact]
    public async Task An_address_is_told_with_the_zone_that_was_named()
    {
        var loopback = NetworkInterface.GetAllNetworkInterfaces().First(static one => one.NetworkInterfaceType == NetworkInterfaceType.Loopback);
        var address = $"tcp://[fe80::1%{loopback.Name}]:1";

        // No interface of that kind has an address of that kind.
        var exception = await Assert.ThrowsAsync<ConnectFailedException>(() => ConnectAsync(address));

        Assert.Equal(address, exception.Attempts.Single().Where);
    }

    [Fact]
    public async Task A_unix_socket_is_reached_by_its_path()
    {
        var directory = Directory.CreateTempSubdirectory();
        try
        {
            var path = Path.Combine(directory.FullName, "echo.sock");
            await using var server = LoopbackServer.StartOn(path, LoopbackServer.EchoAsync);

            await using var connection = await ConnectAsync(path);

            Assert.Equal($"unix://{path}", connection.Peer);
            Assert.Equal("hello", await TalkAsync(connection, "hello"));
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData(20, "there is no such file")]
    [InlineData(200, "the path is longer than the system allows for a socket (about 100 bytes)")]
    public async Task A_unix_socket_that_is_not_there_is_told(int length, string reason)
    {
        var path = $"/no-such-directory/{new string('x', length)}";

        var exception = await Assert.ThrowsAsync<ConnectFailedException>(() => ConnectAsync($"unix://{path}"));

        Assert.Equal($"unix://{path}: {reason}", exception.Attempts.Single().ToString());
    }

    [Fact]
    public async Task A_directory_in_place_of_a_unix_socket_is_told_as_one()
    {
        var exception = await Assert.ThrowsAsync<ConnectFailedException>(() => ConnectAsync("unix:///"));

        Assert.Equal("unix:///: it is a directory, and no socket", exception.Attempts.Single().ToString());
    }

    /// <summary>Every name has the addresses of the test; all else is the operating system's.</summary>
    private sealed class NamedNetwork(params string[] addresses) : IClientNetwork
    {
        public List<string> Tried { get; } = [];

        public bool NeverConnects { get; init; }

        public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) => addresses.Length > 0
            ? Task.FromResult(addresses.Select(IPAddress.Parse).ToArray())
            : throw new SocketException((int)SocketError.HostNotFound);

        public async Task<ClientStream> ConnectAsync(EndPoint address, string peer, CancellationToken cancellationToken)
        {
            Tried.Add(((IPEndPoint)address).Address.ToString());
            if (NeverConnects) await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return await SystemNetwork.Instance.ConnectAsync(address, peer, cancellationToken);
        }
    }
}
