using System.Text.Json;
using ActorEcho.Tests.Clients;
using ActorEcho.Tests.Transports.Connecting;

namespace ActorEcho.Tests.Node;

public sealed class ClientCommandsTests(RunningNode node) : IClassFixture<RunningNode>
{
    private const string Fingerprint = "SHA-256 fingerprint: ";

    private static async Task<(int Code, string Output, string Errors)> RunAsync(string[] input, params string[] args)
    {
        await using var client = NodeProcess.Start(args);
        foreach (var line in input) await client.TypeAsync(line);
        client.EndInput();
        var code = await client.WhenExitedAsync();
        return (code, await client.ReadRestAsync(), client.Errors);
    }

    [Fact]
    public async Task Client_sends_piped_lines_and_shows_the_answers()
    {
        var (code, output, errors) = await RunAsync(["ping", "pong", "hello"], "client", $"tcp://{node.PingPong}");

        Assert.Equal((0, "> <- pong\n> <- ping\n> <- hello\n> ", string.Empty), (code, output, errors.Trim()));
    }

    [Fact]
    public async Task Client_shows_a_files_lines_and_says_over_what_it_connected_when_no_scheme_was_named()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, "ping\nlast");

            var (code, output, errors) = await RunAsync([], "client", $"{node.PingPong}", file);

            Assert.Equal((0, "> ping\n<- pong\n> last\n<- last"), (code, output));
            Assert.Equal($"connected to tcp://{node.PingPong}", errors.Trim());
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Client_that_cannot_connect_lists_what_it_tried()
    {
        // Port 1 is nobody's in the tests' world, and refuses at once.
        var (code, output, errors) = await RunAsync([], "client", "127.0.0.1:1");

        Assert.Equal((1, string.Empty), (code, output));
        Assert.Equal(
            ["cannot connect to 127.0.0.1:1; tried:", "tls://127.0.0.1:1: Connection refused", "tcp://127.0.0.1:1: Connection refused"],
            errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    [Fact]
    public async Task A_name_that_is_too_long_for_the_resolver_is_told_as_one_that_does_not_resolve()
    {
        var (code, _, errors) = await RunAsync([], "client", $"tcp://{string.Join('.', Enumerable.Repeat("name", 60))}");

        Assert.Equal(1, code);
        Assert.Contains("the name does not resolve: ", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("client")]
    [InlineData("client", "ssh://localhost")]
    [InlineData("client", "localhost", "no-such-file")]
    [InlineData("client", "localhost", "")]
    [InlineData("client", "localhost", "--pin", "12")]
    [InlineData("client", "localhost", "--key", "key.pem")]
    [InlineData("client", "tcp://127.0.0.1:1", "--insecure")]
    [InlineData("load", "unix:///echo.sock", "--insecure")]
    [InlineData("client", "localhost", "--server-name", "a..b")]
    [InlineData("chat", "localhost")]
    [InlineData("chat", "localhost", "--name", "a b")]
    [InlineData("ping", "localhost", "-c", "0")]
    [InlineData("ping", "localhost", "-i", "soon")]
    [InlineData("ping", "localhost", "-i=-Infinity")]
    [InlineData("load", "localhost", "--protocol", "http")]
    [InlineData("load", "localhost", "--protocol", "chat", "-c", "1")]
    [InlineData("load", "localhost", "--protocol", "ping-pong", "-s", "2")]
    public async Task A_wrong_command_line_is_told_and_nothing_is_tried(params string[] args)
    {
        var (code, output, errors) = await RunAsync([], args);

        Assert.Equal((2, string.Empty), (code, output));
        Assert.NotEqual(string.Empty, errors.Trim());
        Assert.DoesNotContain("tried:", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ping_prints_a_line_each_and_the_sums()
    {
        var (code, output, _) = await RunAsync([], "ping", $"tcp://{node.PingPong}", "-c", "2", "-i", "0", "-W", "30s");

        var lines = output.Split('\n');
        Assert.Equal(0, code);
        Assert.Matches(@"^pong from tcp://\S+: seq=1 time=\d+\.\d{3} ms$", lines[1]);
        Assert.Matches(@"^pong from tcp://\S+: seq=2 time=\d+\.\d{3} ms$", lines[2]);
        Assert.StartsWith("2 pings transmitted, 2 received, 0% loss, ", lines[5], StringComparison.Ordinal);
        Assert.StartsWith("rtt min/avg/max/mdev = ", lines[6], StringComparison.Ordinal);
        Assert.StartsWith("rtt p50/p90/p99 = ", lines[7], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ping_that_is_interrupted_still_prints_the_sums()
    {
        await using var ping = NodeProcess.Start(["ping", $"tcp://{node.PingPong}", "-i", "10ms", "-W", "30s"]);
        for (var line = 0; line < 3; line++) await ping.ReadLineAsync();

        await ping.InterruptAsync();

        Assert.Equal(0, await ping.WhenExitedAsync());
        Assert.Contains(" 0% loss, ", await ping.ReadRestAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ping_fails_where_nobody_says_pong_and_json_tells_why()
    {
        var (code, output, _) = await RunAsync([], "ping", $"tcp://{node.Echo}", "-c", "1", "--json");

        using var json = JsonDocument.Parse(output);
        Assert.Equal((1, 1, 0), (code, json.RootElement.GetProperty("transmitted").GetInt32(), json.RootElement.GetProperty("received").GetInt32()));
        Assert.Equal("the answer is not pong but \"ping\"", json.RootElement.GetProperty("pings")[0].GetProperty("problem").GetString());
    }

    [Fact]
    public async Task Two_users_chat_through_pipes()
    {
        await using var alice = NodeProcess.Start(["chat", $"tcp://{node.Chat}", "--name", "alice"]);
        Assert.Equal("Server accepted connection", await alice.ReadLineAsync());
        Assert.Equal("Total users: 1", await alice.ReadLineAsync());
        await using var bob = NodeProcess.Start(["chat", $"tcp://{node.Chat}", "--name", "bob"]);
        Assert.Equal("SERVER: bob has joined", await alice.ReadLineAsync());

        await alice.TypeAsync("hello");
        await alice.TypeAsync("@bob psst");
        await alice.TypeAsync("@carol psst");
        await alice.TypeAsync("!exit");

        Assert.Equal(0, await alice.WhenExitedAsync());
        Assert.Equal("error: there is no user of that name", alice.Errors.Trim());
        await bob.ReadLineAsync();
        await bob.ReadLineAsync();
        Assert.Equal("alice: hello", await bob.ReadLineAsync());
        Assert.Equal("alice: [PM] psst", await bob.ReadLineAsync());
        Assert.Equal("SERVER: alice has left", await bob.ReadLineAsync());
        await bob.InterruptAsync();
        Assert.Equal(0, await bob.WhenExitedAsync());
    }

    [Fact]
    public async Task A_chat_that_loses_its_connection_says_so_and_fails()
    {
        await using var server = LoopbackServer.Start(async stream =>
        {
            await stream.ReadExactlyAsync(new byte[33]);
            await stream.WriteAsync(ActorEcho.Tests.Chat.Wire.Frames.Ack("alice"));
        });
        await using var chat = NodeProcess.Start(["chat", $"tcp://127.0.0.1:{server.Port}", "--name", "alice"]);

        Assert.Equal(1, await chat.WhenExitedAsync());
        Assert.Equal("error: the connection is lost: the server closed it", chat.Errors.Trim());
    }

    [Fact]
    public async Task A_name_that_is_taken_is_told_in_words()
    {
        var (code, _, errors) = await RunAsync([], "chat", $"tcp://{node.Chat}", "--name", "Server");

        Assert.Equal((1, "the server denied the name: this name is taken"), (code, errors.Trim()));
    }

    [Theory]
    [InlineData("echo")]
    [InlineData("ping-pong")]
    public async Task Load_measures_round_trips_and_checks_them(string protocol)
    {
        var address = protocol == "echo" ? node.Echo : node.PingPong;

        var (code, output, errors) = await RunAsync(
            [], "load", $"tcp://{address}", "-p", protocol, "-c", "4", "-d", "4", "-w", "100ms", "-t", "500ms", "--json");

        using var json = JsonDocument.Parse(output);
        Assert.Equal((0, string.Empty), (code, errors.Trim()));
        Assert.True(json.RootElement.GetProperty("sound").GetBoolean());
        Assert.True(json.RootElement.GetProperty("roundTrips").GetInt64() > 0);
        Assert.True(json.RootElement.GetProperty("latencyUs").GetProperty("count").GetInt64() > 0);
    }

    [Fact]
    public async Task Load_finds_a_service_that_does_not_send_back_what_it_got()
    {
        var (code, output, _) = await RunAsync(
            [], "load", $"tcp://{node.PingPong}", "-c", "1", "-s", "64KiB", "-d", "4", "-w", "0", "-t", "1s");

        Assert.Equal(1, code);
        Assert.Contains("fault        connection 0: byte ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Load_draws_the_latencies_of_a_chat()
    {
        // A node of its own: the members' leaving would be news to the chats of other tests.
        var own = new RunningNode();
        try
        {
            await own.InitializeAsync();

            var (code, output, errors) = await RunAsync(
                [], "load", $"tcp://{own.Chat}", "-p", "chat", "-c", "4", "--senders", "2", "-w", "0", "-t", "1200ms");

            Assert.Equal(0, code);
            Assert.Contains("every message reached every other member, in order", output, StringComparison.Ordinal);
            Assert.Contains(" |####", output, StringComparison.Ordinal);
            Assert.Contains("deliveries/s", errors, StringComparison.Ordinal);
        }
        finally
        {
            await own.DisposeAsync();
        }
    }

    [Fact]
    public async Task The_clients_reach_a_node_over_tls_and_over_a_unix_socket()
    {
        var directory = Directory.CreateTempSubdirectory();
        try
        {
            var socket = Path.Combine(directory.FullName, "echo.sock");
            await using var own = NodeProcess.Start(
            [
                "--set", $"actor-echo.listeners.echo.bind=\"unix://{socket}\"",
                "--set", "actor-echo.listeners.ping-pong.bind=\"tls://127.0.0.1:0\"",
                "--set", "actor-echo.listeners.ping-pong.tls.certificate=development",
                "--set", "actor-echo.listeners.chat=null",
            ]);
            Assert.EndsWith($"unix://{socket}", await own.ReadLineAsync(), StringComparison.Ordinal);
            var tls = await own.ReadEndPointAsync();
            await Condition.HoldsAsync(() => own.Errors.Contains(Fingerprint, StringComparison.Ordinal));
            var pin = own.Errors.Split(Fingerprint)[1].Split('\n')[0].Trim();

            var (pingCode, ping, pingErrors) = await RunAsync([], "ping", $"tls://{tls}", "--pin", pin, "-c", "1", "-W", "30s");
            var (loadCode, load, loadErrors) = await RunAsync([], "load", $"unix://{socket}", "-c", "4", "-w", "0", "-t", "300ms", "--json");

            Assert.Equal((0, string.Empty), (pingCode, pingErrors.Trim()));
            Assert.Contains("1 received, 0% loss", ping, StringComparison.Ordinal);
            Assert.Equal((0, string.Empty), (loadCode, loadErrors.Trim()));
            Assert.Contains("\"sound\": true", load, StringComparison.Ordinal);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }
}
