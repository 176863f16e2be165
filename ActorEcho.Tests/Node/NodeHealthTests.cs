using System.Net;
using System.Net.Sockets;
using ActorEcho.Node;

namespace ActorEcho.Tests.Node;

/// <summary>What a node tells of itself over HTTP.</summary>
public sealed class NodeHealthTests : IDisposable
{
    private static readonly string[] AnyPorts =
    [
        "--set", "actor-echo.listeners.echo.bind=tcp://127.0.0.1:0",
        "--set", "actor-echo.listeners.ping-pong=null",
        "--set", "actor-echo.listeners.chat.bind=tcp://127.0.0.1:0",
    ];

    private readonly HttpClient _http = new() { Timeout = NodeProcess.Deadline };

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task A_node_that_serves_its_users_answers_200_and_says_so_in_plain_words()
    {
        await using var node = Start("http://127.0.0.1:0");
        var health = await ReadHealthUriAsync(node);

        Assert.Equal((HttpStatusCode.OK, "healthy\nlisteners: all 2 listen\nchat: chat is open: 0 users\n"), await GetAsync(health));
        Assert.Equal((HttpStatusCode.OK, "healthy\n"), await GetAsync(new Uri($"{health}/live")));
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(new Uri(health, "/"))).Status);
        await node.TerminateAsync();
        Assert.Equal(ExitCode.Success, await node.WhenExitedAsync());
    }

    [Fact]
    public async Task A_node_that_stops_answers_503_and_lives_until_its_clients_have_gone()
    {
        await using var node = Start("http://127.0.0.1:0", "--set", "actor-echo.defaults.drain-timeout=60s", "--set", "actor-echo.stop-timeout=60s");
        var echo = await node.ReadEndPointAsync();
        await node.ReadEndPointAsync();
        var health = new Uri((await node.ReadLineAsync()).Split(' ')[^1]);
        using var client = new TcpClient();
        await client.ConnectAsync(echo);
        await client.GetStream().WriteAsync("hello"u8.ToArray());
        await client.GetStream().ReadExactlyAsync(new byte[5]);

        await node.TerminateAsync();
        Assert.Equal(0, await client.GetStream().ReadAsync(new byte[1]));
        var (status, text) = await GetAsync(health);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.StartsWith("unhealthy\nlisteners: the node is stopping\n", text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(new Uri($"{health}/live"))).Status);
        client.Close();
        Assert.Equal(ExitCode.Success, await node.WhenExitedAsync());
    }

    [Fact]
    public async Task A_port_that_is_taken_is_said_and_nothing_starts()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        await using var node = Start($"http://{taken.LocalEndpoint}");
        Assert.Equal(ExitCode.StartFailed, await node.WhenExitedAsync());
        Assert.Contains($"health: cannot bind http://{taken.LocalEndpoint}", node.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", node.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_is_not_this_machines_is_said_likewise()
    {
        await using var node = Start("http://192.0.2.7:9080");
        Assert.Equal(ExitCode.StartFailed, await node.WhenExitedAsync());
        Assert.Contains("health: cannot bind http://192.0.2.7:9080", node.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", node.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_connects_and_asks_nothing_loses_the_connection()
    {
        await using var node = Start("http://127.0.0.1:0");
        var health = await ReadHealthUriAsync(node);
        using var silent = new TcpClient();
        await silent.ConnectAsync(health.Host, health.Port);

        // The framework would leave it its place for more than two minutes.
        Assert.Equal(0, await silent.GetStream().ReadAsync(new byte[1]).AsTask().WaitAsync(NodeProcess.Deadline));
    }

    [Fact]
    public async Task Without_the_settings_neither_its_code_nor_the_clusters_is_loaded()
    {
        if (!OperatingSystem.IsLinux()) return;
        await using var node = NodeProcess.Start(AnyPorts);
        await node.ReadEndPointAsync();
        await node.ReadEndPointAsync();
        var maps = await node.ReadMapsAsync();
        Assert.Contains("ActorEcho.Actors.dll", maps, StringComparison.Ordinal);
        Assert.DoesNotContain("Kestrel", maps, StringComparison.Ordinal);
        Assert.DoesNotContain("Npgsql", maps, StringComparison.Ordinal);
    }

    private static NodeProcess Start(string bind, params string[] more) =>
        NodeProcess.Start([.. AnyPorts, "--set", $"actor-echo.health.bind=\"{bind}\"", .. more]);

    private static async Task<Uri> ReadHealthUriAsync(NodeProcess node)
    {
        await node.ReadLineAsync();
        await node.ReadLineAsync();
        var line = await node.ReadLineAsync();
        Assert.Matches("^health +http +http://127\\.0\\.0\\.1:[1-9][0-9]*/health$", line);
        return new Uri(line.Split(' ')[^1]);
    }

    private async Task<(HttpStatusCode Status, string Text)> GetAsync(Uri uri)
    {
        using var response = await _http.GetAsync(uri);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
