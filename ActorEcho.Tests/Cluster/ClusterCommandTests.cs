using System.Text.Json;
using ActorEcho.Actors.Settings;
using ActorEcho.Node;
using ActorEcho.Tests.Chat.Wire;
using ActorEcho.Tests.Node;

namespace ActorEcho.Tests.Cluster;

/// <summary><c>cluster status</c>, and nodes as processes of their own.</summary>
[Collection(PostgreSqlTests.Name)]
public sealed class ClusterCommandTests(PostgreSqlServer server)
{
    private readonly string _schema = server.NewSchema();

    [PostgreSqlFact]
    public async Task Status_tells_nodes_leases_and_users()
    {
        await using var node = await ClusterNode.StartAsync(
            server.Port, new ClusterSettings(string.Empty) { Schema = _schema, Node = "one" });
        await node.AwaitOpenAsync();
        using var alice = await node.JoinAsync("alice");

        await using var text = Status();
        Assert.True(await text.WhenExitedAsync() == ExitCode.Success, text.Errors);
        var lines = (await text.ReadRestAsync()).Split('\n');
        Assert.StartsWith("database  answers in ", lines[0], StringComparison.Ordinal);
        Assert.Matches("^one +1 +[0-9.]+ s +1 +[0-9]+$", lines[2]);

        await using var json = Status("--json");
        var status = JsonDocument.Parse(await json.ReadRestAsync()).RootElement;
        Assert.Equal("one", status.GetProperty("nodes")[0].GetProperty("name").GetString());
        Assert.Equal(1, status.GetProperty("nodes")[0].GetProperty("users").GetInt64());
    }

    [PostgreSqlFact]
    public async Task Status_says_why_there_is_nothing_to_tell()
    {
        await using var unused = Status();
        Assert.Equal(ExitCode.StartFailed, await unused.WhenExitedAsync());
        Assert.Contains("no node of this cluster has used the database", unused.Errors, StringComparison.Ordinal);

        await using var alone = NodeProcess.Start(["cluster", "status"]);
        Assert.Equal(ExitCode.BadConfiguration, await alone.WhenExitedAsync());
        Assert.Contains("this node is on its own", alone.Errors, StringComparison.Ordinal);
    }

    [PostgreSqlFact]
    public async Task A_process_that_is_frozen_beyond_its_lease_parts_from_its_users_when_it_is_thawed()
    {
        await using var one = await StartAsync("one");
        await using var two = await StartAsync("two");
        using var alice = await ClusterNode.JoinWhenFreeAsync(one.EndPoint, "alice");
        await one.FreezeAsync();
        using var another = await ClusterNode.JoinWhenFreeAsync(two.EndPoint, "alice");
        await one.ThawAsync();
        await alice.AwaitEndAsync();
        using var bob = await ClusterNode.JoinWhenFreeAsync(one.EndPoint, "bob");
        await another.ExpectAsync(Frames.Message("SERVER", "bob has joined"));
    }

    [PostgreSqlFact]
    public async Task A_process_that_is_told_to_stop_frees_its_names_at_once()
    {
        await using var one = await StartAsync("one", leaseSeconds: 60);
        await using var two = await StartAsync("two", leaseSeconds: 60);
        using var alice = await ClusterNode.JoinWhenFreeAsync(one.EndPoint, "alice");
        using var bob = await ClusterNode.JoinWhenFreeAsync(two.EndPoint, "bob");
        await one.StopAsync();
        await bob.ExpectAsync(Frames.Message("SERVER", "alice has left"));
    }

    [PostgreSqlFact]
    public async Task Without_its_database_a_node_starts_echoes_and_tells_chat_users_that_nothing_can_be_stored()
    {
        await using var database = new DatabaseProxy(server.Port);
        database.Cut();
        await using var node = NodeProcess.Start(
        [
            "--set", "actor-echo.listeners.echo.bind=\"tcp://127.0.0.1:0\"", "--set", "actor-echo.listeners.ping-pong=null",
            "--set", "actor-echo.listeners.chat.bind=\"tcp://127.0.0.1:0\"", .. ClusterNodeProcess.Arguments(Settings("one", 3, database.Port)),
        ]);
        var echo = await node.ReadEndPointAsync();
        var chat = await node.ReadEndPointAsync();
        using var client = await EndToEnd.Client.ConnectAsync(echo);
        await client.SendAsync("hello");
        await client.ExpectAsync("hello");
        using var alice = await EndToEnd.Client.ConnectAsync(chat);
        await alice.SendAsync(Frames.Register("alice"));
        await alice.ExpectAsync(Frames.Error(Actors.Chat.ChatError.NotStored));
        database.Restore();
        using var later = await ClusterNode.JoinWhenFreeAsync(chat, "alice");
        await node.TerminateAsync();
        Assert.Equal(ExitCode.Success, await node.WhenExitedAsync());
    }

    private ClusterSettings Settings(string node, int leaseSeconds = 10, int? port = null) =>
        new(PostgreSqlServer.ConnectionString(port ?? server.Port))
        {
            Schema = _schema,
            Node = node,
            Lease = TimeSpan.FromSeconds(leaseSeconds),
            StoreTimeout = TimeSpan.FromSeconds(1),
        };

    // However short a time nodes give the database, whoever asks for the status has more.
    private NodeProcess Status(params string[] more)
    {
        var settings = Settings("status") with { StoreTimeout = TimeSpan.FromMilliseconds(100) };
        return NodeProcess.Start(["cluster", "status", .. ClusterNodeProcess.Arguments(settings), .. more]);
    }

    private Task<ClusterNodeProcess> StartAsync(string node, int leaseSeconds = 3) =>
        ClusterNodeProcess.StartAsync(server.Port, Settings(node, leaseSeconds));
}
