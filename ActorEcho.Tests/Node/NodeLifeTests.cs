using System.Net;
using System.Net.Sockets;

namespace ActorEcho.Tests.Node;

public class NodeLifeTests
{
    // The delivered configuration, but on ports that the system chooses.
    private static readonly string[] AnyPorts =
    [
        "--set", "actor-echo.listeners.echo.bind=tcp://127.0.0.1:0",
        "--set", "actor-echo.listeners.ping-pong.bind=tcp://127.0.0.1:0",
        "--set", "actor-echo.listeners.chat.bind=tcp://127.0.0.1:0",
    ];

    private static async Task<string> AskAsync(IPEndPoint server, string text)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(server);
        var stream = client.GetStream();
        await stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text));
        client.Client.Shutdown(SocketShutdown.Send);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync().WaitAsync(NodeProcess.Deadline);
    }

    /// <summary>Begins with what is no PROXY header, and waits for the close.</summary>
    private static async Task BeRefusedAsync(IPEndPoint server)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(server);
        try
        {
            await client.GetStream().WriteAsync("no header\r\n"u8.ToArray());
            Assert.Equal(0, await client.GetStream().ReadAsync(new byte[1]).AsTask().WaitAsync(NodeProcess.Deadline));
        }
        catch (IOException)
        {
            // It was reset, since the server had not read all of it.
        }
    }

    private static async Task<IPEndPoint[]> ReadThreeAsync(NodeProcess node) =>
        [await node.ReadEndPointAsync(), await node.ReadEndPointAsync(), await node.ReadEndPointAsync()];

    [Fact]
    public async Task The_node_says_a_line_for_each_listener_and_serves_there()
    {
        await using var node = NodeProcess.Start(AnyPorts);

        var lines = new[] { await node.ReadLineAsync(), await node.ReadLineAsync(), await node.ReadLineAsync() };

        Assert.Matches("^echo +echo +tcp://127\\.0\\.0\\.1:[1-9][0-9]*$", lines[0]);
        Assert.Matches("^ping-pong +ping-pong +tcp://127\\.0\\.0\\.1:[1-9][0-9]*$", lines[1]);
        Assert.Matches("^chat +chat +tcp://127\\.0\\.0\\.1:[1-9][0-9]*$", lines[2]);
        Assert.Equal("hello", await AskAsync(EndPoint(lines[0]), "hello"));
        Assert.Equal("pong\r\n", await AskAsync(EndPoint(lines[1]), "ping\n"));
        await node.TypeAsync("exit");
        Assert.Equal(0, await node.WhenExitedAsync());
        Assert.Equal(string.Empty, await node.ReadRestAsync());
    }

    [Fact]
    public async Task Sighup_has_certificates_read_again_and_stops_nothing()
    {
        if (OperatingSystem.IsWindows()) return;
        await using var node = NodeProcess.Start(
            [.. AnyPorts, "--set", "actor-echo.listeners.echo.bind=tls://127.0.0.1:0", "--set", "actor-echo.listeners.echo.tls.certificate=development"]);
        await ReadThreeAsync(node);
        await node.HangUpAsync();
        await node.AwaitErrorAsync("echo has read its certificates again");
        await node.TerminateAsync();
        Assert.Equal(0, await node.WhenExitedAsync());
    }

    [Fact]
    public async Task Sighup_ends_no_node_that_stops_already()
    {
        if (OperatingSystem.IsWindows()) return;
        await using var node = NodeProcess.Start(AnyPorts);
        var servers = await ReadThreeAsync(node);
        using var client = new TcpClient();
        await client.ConnectAsync(servers[0]);
        await node.TerminateAsync();
        Assert.Equal(0, await client.GetStream().ReadAsync(new byte[1]).AsTask().WaitAsync(NodeProcess.Deadline));

        await node.HangUpAsync();

        client.Close();
        Assert.Equal(0, await node.WhenExitedAsync());
        Assert.Contains("Stopped", node.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_whose_input_cannot_be_read_lives_on()
    {
        await using var node = NodeProcess.Start(AnyPorts, launcher: NodeProcess.UnreadableInput);
        var servers = await ReadThreeAsync(node);
        await node.AwaitErrorAsync("Started with 3 listener(s)");

        Assert.Equal("still here", await AskAsync(servers[0], "still here"));
        await node.TerminateAsync();
        Assert.Equal(0, await node.WhenExitedAsync());
    }

    [Theory]
    [InlineData("exit")]
    [InlineData("quit")]
    [InlineData("SIGTERM")]
    [InlineData("SIGINT")]
    public async Task The_node_stops_in_order_with_clients_connected(string how)
    {
        await using var node = NodeProcess.Start(AnyPorts);
        var servers = await ReadThreeAsync(node);
        using var client = new TcpClient();
        await client.ConnectAsync(servers[0]);
        await client.GetStream().WriteAsync("a"u8.ToArray());
        Assert.Equal(1, await client.GetStream().ReadAsync(new byte[1]).AsTask().WaitAsync(NodeProcess.Deadline));

        switch (how)
        {
            case "SIGTERM":
                await node.TerminateAsync();
                break;
            case "SIGINT":
                await node.InterruptAsync();
                break;
            default:
                await node.TypeAsync(how);
                break;
        }

        Assert.Equal(0, await client.GetStream().ReadAsync(new byte[1]).AsTask().WaitAsync(NodeProcess.Deadline));
        client.Close();
        Assert.Equal(0, await node.WhenExitedAsync());
        Assert.Contains("Stopped", node.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Neither_the_end_of_input_nor_other_words_stop_the_node()
    {
        await using var node = NodeProcess.Start(AnyPorts);
        var servers = await ReadThreeAsync(node);

        await node.TypeAsync("exit now");
        node.EndInput();

        Assert.Equal("still here", await AskAsync(servers[0], "still here"));
        await node.TerminateAsync();
        Assert.Equal(0, await node.WhenExitedAsync());
    }

    [Fact]
    public async Task A_standard_output_that_cannot_be_written_keeps_the_node_from_nothing()
    {
        if (!OperatingSystem.IsLinux()) return;
        await using var node = NodeProcess.Start(AnyPorts, launcher: NodeProcess.Shell("""exec "$0" "$@" >/dev/full"""));

        await node.AwaitErrorAsync("Standard output cannot be written");
        await node.TerminateAsync();

        Assert.Equal(0, await node.WhenExitedAsync());
    }

    [Theory]
    [InlineData("info", 12_000)]
    [InlineData("debug", 7_000)]
    public async Task A_log_that_nobody_reads_keeps_the_node_neither_from_serving_nor_from_stopping(string level, int clients)
    {
        if (OperatingSystem.IsWindows()) return;
        var directory = Directory.CreateTempSubdirectory();
        var pipe = Path.Combine(directory.FullName, "log");
        await using var node = NodeProcess.Start(
            [.. AnyPorts, "--set", "actor-echo.listeners.echo.proxy-protocol-from=[127.0.0.0/8]", "--set", $"actor-echo.log-level={level}"],
            // Opened for reading too, or there would be no pipe to write to.
            launcher: NodeProcess.Shell($"""mkfifo {pipe}; exec "$0" "$@" 2<>{pipe}"""));
        var echo = (await ReadThreeAsync(node))[0];

        // Each is worth a line or more, together more than the pipe holds and than may wait for it.
        await Parallel.ForAsync(0, clients, async (_, _) => await BeRefusedAsync(echo));

        Assert.Equal("still here", await AskAsync(echo, "PROXY UNKNOWN\r\nstill here"));
        await node.TerminateAsync();
        Assert.Equal(0, await node.WhenExitedAsync());
        directory.Delete(recursive: true);
    }

    [Fact]
    public async Task A_port_in_use_ends_the_start_and_leaves_nothing_bound()
    {
        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        taken.Listen();
        await using var node = NodeProcess.Start(
            [.. AnyPorts, "--set", $"actor-echo.listeners.chat.bind=tcp://{taken.LocalEndPoint}"]);

        Assert.Equal(1, await node.WhenExitedAsync());

        Assert.Equal(string.Empty, await node.ReadRestAsync());
        Assert.Contains($"listener chat: cannot bind tcp://{taken.LocalEndPoint}: ", node.Errors, StringComparison.Ordinal);
        Assert.Contains("in use", node.Errors, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("listener echo", node.Errors, StringComparison.Ordinal);
        Assert.Equal(2, node.Errors.Split(taken.LocalEndPoint!.ToString()).Length);
        Assert.DoesNotContain("dead letters", node.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clients_that_come_when_descriptors_run_out_are_refused_and_the_node_lives_on()
    {
        if (!OperatingSystem.IsLinux()) return;
        await using var node = NodeProcess.Start(AnyPorts, launcher: NodeProcess.Shell("""ulimit -n 256; exec "$0" "$@" """));
        var echo = (await ReadThreeAsync(node))[0];
        var served = new List<TcpClient>();
        try
        {
            while (await ConnectAsync(echo) is { } client) served.Add(client);
            Assert.InRange(served.Count, 32, 256);
            Assert.True(await IsServedAsync(served[0]));
        }
        finally
        {
            served.ForEach(static client => client.Dispose());
        }

        using var deadline = new CancellationTokenSource(NodeProcess.Deadline);
        TcpClient? again;
        while ((again = await ConnectAsync(echo)) is null) deadline.Token.ThrowIfCancellationRequested();
        again.Dispose();
        await node.TypeAsync("exit");
        Assert.Equal(0, await node.WhenExitedAsync());
        Assert.Contains("pauses until it is possible again", node.Errors, StringComparison.Ordinal);
    }

    /// <summary>A client that is served, or null.</summary>
    private static async Task<TcpClient?> ConnectAsync(IPEndPoint server)
    {
        var client = new TcpClient();
        await client.ConnectAsync(server);
        if (await IsServedAsync(client)) return client;
        client.Dispose();
        return null;
    }

    private static async Task<bool> IsServedAsync(TcpClient client)
    {
        try
        {
            await client.GetStream().WriteAsync("a"u8.ToArray());
            return await client.GetStream().ReadAsync(new byte[1]).AsTask().WaitAsync(NodeProcess.Deadline) == 1;
        }
        catch (IOException)
        {
            // Closed before it was read from: the system tells that as a reset.
            return false;
        }
    }

    [Fact]
    public async Task The_environment_overrides_the_file()
    {
        await using var node = NodeProcess.Start(
            ["--set", "actor-echo.listeners.ping-pong=null", "--set", "actor-echo.listeners.chat=null"],
            new() { ["ACTORECHO__LISTENERS__ECHO__BIND"] = "tcp://127.0.0.1:0" });

        Assert.NotEqual(9000, (await node.ReadEndPointAsync()).Port);
        await node.TypeAsync("quit");
        Assert.Equal(0, await node.WhenExitedAsync());
    }

    private static IPEndPoint EndPoint(string line) => IPEndPoint.Parse(new Uri(line.Split(' ')[^1]).Authority);
}
