using ActorEcho.Actors.Chat;
using ActorEcho.Actors.Cluster;
using ActorEcho.Actors.Cluster.Storage;
using ActorEcho.Actors.Settings;
using ActorEcho.Tests.Chat.Wire;
using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using Npgsql;

namespace ActorEcho.Tests.Cluster;

/// <summary>Who asks for a name while the node has no lease.</summary>
[Collection(PostgreSqlTests.Name)]
public sealed class ClusterRegistrationTests : TestKit, IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly ChatNotice NotStored = new ChatNotice.Refused(ChatError.NotStored);
    private static readonly ChatNotice NameTaken = new ChatNotice.Refused(ChatError.NameTaken);

    private readonly PostgreSqlServer _server;
    private readonly DatabaseProxy _database;
    private readonly ClusterSettings _settings;

    public ClusterRegistrationTests(PostgreSqlServer server)
    {
        _server = server;
        _database = new DatabaseProxy(server.Port);
        _settings = new ClusterSettings(PostgreSqlServer.ConnectionString(_database.Port))
        {
            Schema = server.NewSchema(),
            Node = "one",
            StoreTimeout = TimeSpan.FromMinutes(1),
        };
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [PostgreSqlFact]
    public async Task They_are_answered_in_their_order_when_the_lease_comes()
    {
        var registry = StartWithoutDatabase(_settings);
        TestProbe[] sessions = [.. Enumerable.Range(0, 3).Select(_ => CreateTestProbe())];
        foreach (var session in sessions) registry.Tell(Register("alice"), session.Ref);
        _database.Restore();
        await sessions[0].ExpectMsgAsync<ChatNotice.Registered>(Patience);
        await sessions[1].ExpectMsgAsync(NameTaken, Patience);
        await sessions[2].ExpectMsgAsync(NameTaken, Patience);
    }

    [PostgreSqlFact]
    public async Task They_are_told_when_it_does_not_come_in_time_and_may_ask_again()
    {
        var registry = StartWithoutDatabase(_settings with { StoreTimeout = TimeSpan.FromMilliseconds(200) });
        var alice = CreateTestProbe();
        for (var asked = 0; asked < 2; asked++)
        {
            Assert.True(await WaitsAsync(registry, alice, "alice"));
            await alice.ExpectMsgAsync(NotStored, Patience);
        }
    }

    [PostgreSqlFact]
    public async Task Whoever_goes_meanwhile_is_forgotten_and_no_more_wait_than_there_is_room_for()
    {
        var registry = StartWithoutDatabase(_settings with { MaxPendingBytes = StoreOperation.Overhead });
        var (alice, bob) = (CreateTestProbe(), CreateTestProbe());
        Assert.True(await WaitsAsync(registry, alice, "alice"));
        Assert.False(await WaitsAsync(registry, bob, "alice"));
        Sys.Stop(alice.Ref);
        // There is room for the next as soon as the registry has heard that the first one is gone.
        await AwaitConditionAsync(() => WaitsAsync(registry, bob, "alice"), Patience);
        _database.Restore();
        await bob.ExpectMsgAsync<ChatNotice.Registered>(Patience);
    }

    [PostgreSqlFact]
    public async Task They_wait_for_the_next_lease_when_one_ends_before_they_are_stored()
    {
        var registry = Sys.ActorOf(ClusterRegistryActor.Props(_settings with { Lease = TimeSpan.FromSeconds(1) }), "chat");
        await ClusterNode.AwaitOpenAsync(registry);
        _database.Freeze();
        var alice = CreateTestProbe();
        registry.Tell(Register("alice"), alice.Ref);
        await AwaitConditionAsync(
            async () => (await ClusterNode.HealthAsync(registry)).Text.StartsWith("chat is closed", StringComparison.Ordinal), Patience);
        _database.Restore();
        await alice.ExpectMsgAsync<ChatNotice.Registered>(Patience);
    }

    [PostgreSqlFact]
    public async Task Whoever_is_refused_because_too_much_waits_leaves_nothing_to_be_undone()
    {
        var registry = await StartAsync(_settings with { MaxPendingBytes = StoreOperation.Overhead });
        var (alice, bob) = (CreateTestProbe(), CreateTestProbe());
        registry.Tell(Register("alice"), alice.Ref);
        await alice.ExpectMsgAsync<ChatNotice.Registered>(Patience);
        _database.Freeze();
        var name = ChatName.Parse("alice");
        registry.Tell(new ChatRequest.Broadcast(ChatMessage.Broadcast(name, Frames.Bytes("waits"), 255), Confirm: true), alice.Ref);
        for (var asked = 0; asked < 3; asked++)
        {
            registry.Tell(Register("bob"), bob.Ref);
            await bob.ExpectMsgAsync(NotStored, Patience);
        }

        _database.Restore();
        await alice.ExpectMsgAsync(ChatNotice.Routed.Instance, Patience);
        registry.Tell(Register("bob"), bob.Ref);
        await bob.ExpectMsgAsync<ChatNotice.Registered>(Patience);
        Assert.Equal(3L, await _server.QueryAsync($"select batch from {_settings.Schema}.nodes"));
    }

    [PostgreSqlFact]
    public async Task The_name_of_whoever_goes_before_the_answer_comes_is_free()
    {
        var registry = await StartAsync();
        var (alice, another) = (CreateTestProbe(), CreateTestProbe());
        _database.Freeze();
        registry.Tell(Register("alice"), alice.Ref);
        registry.Tell(ChatRequest.Leave.Instance, alice.Ref);
        _database.Restore();
        Assert.IsType<ChatNotice.Registered>(await AskUntilStoredAsync(registry, another, "alice"));
    }

    [PostgreSqlFact]
    public async Task The_name_of_whoever_was_told_that_it_is_not_stored_is_free_though_it_was_stored()
    {
        var registry = await StartAsync(_settings with { StoreTimeout = TimeSpan.FromSeconds(1) });
        var (alice, another) = (CreateTestProbe(), CreateTestProbe());
        _database.LoseAllAnswersFrom("alice"u8.ToArray());
        registry.Tell(Register("alice"), alice.Ref);
        await alice.ExpectMsgAsync(NotStored, Patience);
        Assert.Equal(1L, await _server.QueryAsync($"select count(*) from {_settings.Schema}.members"));
        _database.Restore();
        Assert.IsType<ChatNotice.Registered>(await AskUntilStoredAsync(registry, another, "alice"));
    }

    [PostgreSqlFact]
    public async Task Whoever_waits_for_the_end_of_its_leaving_when_the_lease_ends_is_dismissed()
    {
        var registry = await StartAsync();
        var alice = CreateTestProbe();
        registry.Tell(Register("alice"), alice.Ref);
        await alice.ExpectMsgAsync<ChatNotice.Registered>(Patience);
        await _server.QueryAsync($"update {_settings.Schema}.nodes set expires_at = clock_timestamp()");
        registry.Tell(ChatRequest.Leave.Instance, alice.Ref);
        await alice.ExpectMsgAsync<ChatNotice.Dismissed>(Patience);
    }

    [PostgreSqlFact]
    public async Task They_are_told_when_the_node_stops()
    {
        var registry = StartWithoutDatabase(_settings);
        var alice = CreateTestProbe();
        Assert.True(await WaitsAsync(registry, alice, "alice"));
        registry.Tell(StopCluster.Instance);
        await alice.ExpectMsgAsync(NotStored, Patience);
        Assert.False(await WaitsAsync(registry, alice, "alice"));
    }

    [PostgreSqlFact]
    public async Task Whoever_still_waits_for_a_name_when_the_node_stops_is_never_seen_in_the_room()
    {
        // No beat comes between, so that alice's text is under way and bob waits behind it.
        var registry = Sys.ActorOf(ClusterRegistryActor.Props(_settings with { Lease = TimeSpan.FromMinutes(2) }), "chat");
        await ClusterNode.AwaitOpenAsync(registry);
        var (alice, bob) = (CreateTestProbe(), CreateTestProbe());
        registry.Tell(Register("alice"), alice.Ref);
        await alice.ExpectMsgAsync<ChatNotice.Registered>(Patience);
        _database.Freeze();
        registry.Tell(new ChatRequest.Broadcast(ChatMessage.Broadcast(ChatName.Parse("alice"), Frames.Bytes("last"), 255), Confirm: false), alice.Ref);
        registry.Tell(Register("bob"), bob.Ref);
        registry.Tell(StopCluster.Instance, TestActor);
        await bob.ExpectMsgAsync<ChatNotice.Dismissed>(Patience);
        _database.Restore();
        await ExpectMsgAsync<ClusterStopped>(Patience);
        EntryKind[] ofAlice = [EntryKind.Join, EntryKind.Text, EntryKind.Leave];
        Assert.Equal(
            string.Join(',', ofAlice.Select(static kind => (int)kind)),
            await _server.QueryAsync($"select string_agg(kind::text, ',' order by sequence) from {_settings.Schema}.entries"));
    }

    [PostgreSqlFact]
    public async Task Whoever_was_being_let_in_when_the_node_stops_is_not_told_that_it_is_not_stored()
    {
        var registry = Sys.ActorOf(ClusterRegistryActor.Props(_settings with { Lease = TimeSpan.FromMinutes(2) }), "chat");
        await ClusterNode.AwaitOpenAsync(registry);
        var (alice, bob) = (CreateTestProbe(), CreateTestProbe());
        registry.Tell(Register("alice"), alice.Ref);
        await alice.ExpectMsgAsync<ChatNotice.Registered>(Patience);
        _database.Freeze(toServer: false);
        registry.Tell(Register("bob"), bob.Ref);
        await AwaitConditionAsync(
            async () => await _server.QueryAsync($"select count(*) from {_settings.Schema}.entries") is 2L, Patience);
        registry.Tell(StopCluster.Instance, TestActor);
        await bob.ExpectMsgAsync<ChatNotice.Dismissed>(Patience);
        _database.Restore();
        await ExpectMsgAsync<ClusterStopped>(Patience);
        await bob.ExpectNoMsgAsync(TimeSpan.Zero);
    }

    [PostgreSqlFact]
    public async Task Nobody_is_let_in_by_a_lease_that_comes_when_the_node_stops()
    {
        await using var holder = await new ClusterStore(_settings).OpenAsync("tests");
        await holder.CallAsync(database => ExecuteAsync(database, $"begin; select 1 from {_settings.Schema}.room for update"));
        var registry = Sys.ActorOf(ClusterRegistryActor.Props(_settings), "chat");
        await AwaitConditionAsync(
            async () => await _server.QueryAsync(
                "select count(*) from pg_stat_activity where application_name = 'ActorEcho one writer' and wait_event_type = 'Lock'") is 1L,
            Patience);
        registry.Tell(StopCluster.Instance, TestActor);
        await holder.CallAsync(static database => ExecuteAsync(database, "commit"));
        await ExpectMsgAsync<ClusterStopped>(Patience);
        Assert.False(await WaitsAsync(registry, CreateTestProbe(), "alice"));
        Assert.False((await ClusterNode.HealthAsync(registry)).IsOpen);
    }

    private static async Task<int> ExecuteAsync(NpgsqlConnection database, string text)
    {
        await using var command = new NpgsqlCommand(text, database);
        return await command.ExecuteNonQueryAsync();
    }

    private static ChatRequest.Register Register(string name) => new(ChatName.Parse(name), MaxListedUsers: 255);

    /// <summary>Asks for a name, and then how the registry is: whoever waits is told that first.</summary>
    private static async Task<bool> WaitsAsync(IActorRef registry, TestProbe session, string name)
    {
        registry.Tell(Register(name), session.Ref);
        registry.Tell(GetChatHealth.Instance, session.Ref);
        if (await session.ReceiveOneAsync(Patience) is ChatHealth) return true;
        await session.ExpectMsgAsync<ChatHealth>(Patience);
        return false;
    }

    /// <summary>Asks for a name, again where that could not be stored in time.</summary>
    private static async Task<ChatNotice> AskUntilStoredAsync(IActorRef registry, TestProbe session, string name)
    {
        using var deadline = new CancellationTokenSource(Patience);
        while (true)
        {
            deadline.Token.ThrowIfCancellationRequested();
            registry.Tell(Register(name), session.Ref);
            if (await session.ExpectMsgAsync<ChatNotice>(Patience) is var answer && answer != NotStored) return answer;
        }
    }

    /// <summary>A registry that is open, with a lease that does not end by itself.</summary>
    private async Task<IActorRef> StartAsync(ClusterSettings? settings = null)
    {
        var registry = Sys.ActorOf(
            ClusterRegistryActor.Props((settings ?? _settings) with { Lease = TimeSpan.FromMinutes(2) }), "chat");
        await ClusterNode.AwaitOpenAsync(registry);
        return registry;
    }

    private IActorRef StartWithoutDatabase(ClusterSettings settings)
    {
        _database.Cut();
        return Sys.ActorOf(ClusterRegistryActor.Props(settings), "chat");
    }
}
