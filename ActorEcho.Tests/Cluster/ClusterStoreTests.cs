using ActorEcho.Actors.Chat;
using ActorEcho.Actors.Cluster;
using ActorEcho.Actors.Cluster.Storage;
using ActorEcho.Actors.Settings;
using ActorEcho.Tests.Chat.Wire;

namespace ActorEcho.Tests.Cluster;

[Collection(PostgreSqlTests.Name)]
public sealed class ClusterStoreTests : IAsyncLifetime
{
    private readonly PostgreSqlServer _server;
    private readonly ClusterSettings _settings;
    private readonly ClusterStore _store;
    private ClusterConnection _connection = null!;

    public ClusterStoreTests(PostgreSqlServer server)
    {
        _server = server;
        _settings = new ClusterSettings(PostgreSqlServer.ConnectionString(server.Port)) { Schema = server.NewSchema(), Node = "one" };
        _store = new ClusterStore(_settings);
    }

    public async Task InitializeAsync()
    {
        if (PostgreSqlServer.SkipReason is null) _connection = await _store.OpenAsync("tests");
    }

    public async Task DisposeAsync()
    {
        if (PostgreSqlServer.SkipReason is null) await _connection.DisposeAsync();
    }

    [PostgreSqlFact]
    public async Task The_schema_is_made_once_however_many_nodes_start_at_once()
    {
        var store = new ClusterStore(_settings with { Schema = _server.NewSchema() });
        var connections = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => store.OpenAsync("tests")));
        var status = await store.ReadStatusAsync(connections[0]);
        foreach (var connection in connections) await connection.DisposeAsync();
        Assert.Equal(ClusterSchema.Version, status.SchemaVersion);
        Assert.Equal(0, status.LastSequence);
    }

    [PostgreSqlFact]
    public async Task A_newer_schema_is_refused_in_words_that_help()
    {
        await _server.QueryAsync($"update {_settings.Schema}.version set version = 99");
        var refused = await Assert.ThrowsAsync<ClusterSchemaException>(() => _store.OpenAsync("tests"));
        Assert.Contains("has version 99", refused.Message, StringComparison.Ordinal);
        Assert.Contains("actor-echo.cluster.schema", refused.Message, StringComparison.Ordinal);
    }

    [PostgreSqlFact]
    public async Task A_name_is_given_once_and_free_after_its_users_leave()
    {
        var one = await AcquireAsync(_store);
        var two = await AcquireAsync(Store("two"));
        var alice = ChatName.Parse("alice");
        Assert.Equal(StoreResult.Done, await OnlyAsync(one, 1, StoreOperation.Join(alice, 1, 10)));
        Assert.Equal(StoreResult.NameTaken, await OnlyAsync(two, 1, StoreOperation.Join(alice, 1, 10)));
        Assert.Equal(StoreResult.Done, await OnlyAsync(two, 2, StoreOperation.Leave(alice, 1, 10)));
        Assert.Equal(StoreResult.NameTaken, await OnlyAsync(two, 3, StoreOperation.Join(alice, 2, 10)));
        Assert.Equal(StoreResult.Done, await OnlyAsync(one, 2, StoreOperation.Leave(alice, 1, 10)));
        Assert.Equal(StoreResult.Done, await OnlyAsync(two, 4, StoreOperation.Join(alice, 3, 10)));
        Assert.Equal(
            [EntryKind.Join, EntryKind.Leave, EntryKind.Join],
            (await _store.ReadAsync(_connection, one, 0)).Select(static entry => entry.Kind));
    }

    [PostgreSqlFact]
    public async Task A_batch_that_is_sent_again_is_stored_once_and_answered_as_before()
    {
        var epoch = await AcquireAsync(_store);
        StoreOperation[] batch =
        [
            StoreOperation.Join(ChatName.Parse("alice"), 1, 10), StoreOperation.Join(ChatName.Parse("alice"), 2, 10),
            Text("alice", "hello"), StoreOperation.Whisper(ChatName.Parse("bob"), Message("alice", "psst")),
        ];
        var first = await WriteAsync(epoch, 1, batch);
        var second = await WriteAsync(epoch, 1, batch);
        Assert.Equal([StoreResult.Done, StoreResult.NameTaken, StoreResult.Done, StoreResult.NoSuchUser], first.Outcomes.Select(static o => o.Result));
        Assert.Equal(first.Outcomes.Select(static o => o.Result), second.Outcomes.Select(static o => o.Result));
        Assert.Equal([ChatName.Parse("alice")], second.Outcomes[0].Users);
        Assert.Equal(2, (await _store.ReadAsync(_connection, epoch, 0)).Length);
    }

    [PostgreSqlFact]
    public async Task What_comes_too_late_is_not_stored_and_stays_so()
    {
        var epoch = await AcquireAsync(_store);
        var past = MonotonicTime.After(TimeSpan.FromMilliseconds(-1));
        BatchedOperation[] batch =
        [
            new(Text("alice", "late"), past), new(StoreOperation.Join(ChatName.Parse("bob"), 1, 10), past),
            new(StoreOperation.Whisper(ChatName.Parse("bob"), Message("alice", "late")), past),
            new(Text("alice", "in time"), MonotonicTime.After(TimeSpan.FromMinutes(1))),
            new(StoreOperation.Leave(ChatName.Parse("bob"), 1, 10), long.MaxValue),
        ];
        StoreResult[] expected = [StoreResult.TooLate, StoreResult.TooLate, StoreResult.TooLate, StoreResult.Done, StoreResult.Done];
        for (var sent = 0; sent < 2; sent++)
        {
            var stored = await _store.WriteAsync(_connection, epoch, 1, 0, sweep: false, batch);
            Assert.Equal(expected, stored.Outcomes.Select(static outcome => outcome.Result));
        }

        Assert.Equal([EntryKind.Text], (await _store.ReadAsync(_connection, epoch, 0)).Select(static entry => entry.Kind));
    }

    [PostgreSqlFact]
    public async Task What_waits_for_the_room_beyond_its_time_is_not_stored()
    {
        var epoch = await AcquireAsync(_store);
        await WriteAsync(epoch, 0, []); // So that the connection knows the server's clock.
        await using var holder = await _store.OpenAsync("tests");
        await holder.CallAsync(database => ExecuteAsync(database, $"begin; select 1 from {_settings.Schema}.room for update"));
        var limit = MonotonicTime.After(TimeSpan.FromMilliseconds(50));
        var writing = _store.WriteAsync(_connection, epoch, 1, 0, sweep: false, [new(Text("alice", "late"), limit)]);
        while (!MonotonicTime.HasPassed(limit)) await Task.Delay(10); // Time has to pass; that is what it is about.
        await holder.CallAsync(static database => ExecuteAsync(database, "commit"));
        Assert.Equal(StoreResult.TooLate, (await writing).Outcomes.Single().Result);
        Assert.Empty(await _store.ReadAsync(_connection, epoch, 0));
    }

    [Fact]
    public void A_moment_on_the_servers_clock_is_never_later_than_on_the_nodes()
    {
        var heard = MonotonicTime.After(TimeSpan.Zero);
        var clock = new ServerClock(new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc), heard);
        Assert.Equal(clock.Reading.AddSeconds(2), clock.NoLaterThan(MonotonicTime.Add(heard, TimeSpan.FromSeconds(2))));
        Assert.Equal(clock.Reading.AddSeconds(-1), clock.NoLaterThan(MonotonicTime.Add(heard, TimeSpan.FromSeconds(-1))));
        Assert.Equal(DateTime.MaxValue, clock.NoLaterThan(long.MaxValue));
    }

    [PostgreSqlFact]
    public async Task Another_server_grants_every_lease_anew_whatever_its_clock_says()
    {
        var one = await AcquireAsync(_store);
        var two = await AcquireAsync(Store("two"));
        await OnlyAsync(one, 1, StoreOperation.Join(ChatName.Parse("alice"), 1, 10));
        // As if the server that granted the leases had another clock: an hour behind for one of them, an hour ahead for the other.
        await _server.QueryAsync($"""
            update {_settings.Schema}.server set started = 'epoch';
            update {_settings.Schema}.nodes set expires_at = clock_timestamp() - interval '1 hour' where epoch = {one};
            update {_settings.Schema}.nodes set expires_at = clock_timestamp() + interval '1 hour' where epoch = {two};
            """);
        await _store.TrimAsync(_connection);
        await WriteAsync(two, 1, []);
        await WriteAsync(one, 2, [Text("alice", "still here")]);
        Assert.Equal([EntryKind.Join, EntryKind.Text], (await _store.ReadAsync(_connection, one, 0)).Select(static entry => entry.Kind));
        Assert.All(
            (await _store.ReadStatusAsync(_connection)).Nodes,
            node => Assert.InRange(node.LeaseSeconds, 1, LeaseTimes.Granted(_settings.Lease).TotalSeconds));
    }

    [PostgreSqlFact]
    public async Task A_node_that_has_delivered_more_than_the_database_has_is_told_so()
    {
        var epoch = await AcquireAsync(_store);
        var refused = await Assert.ThrowsAsync<LeaseLostException>(
            () => _store.WriteAsync(_connection, epoch, 1, position: 7, sweep: false, []));
        Assert.Contains("it has been set back", refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<LeaseLostException>(
            () => _store.WriteAsync(_connection, epoch, 1, position: 7, sweep: false, Batch(Text("alice", "hello"))));
    }

    [PostgreSqlFact]
    public async Task Sequences_have_no_gap_and_follow_the_commits_of_many_writers()
    {
        const int batches = 30;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async writer =>
        {
            var store = Store($"writer{writer}");
            await using var connection = await store.OpenAsync("tests");
            var epoch = ((Acquisition.Granted)await store.AcquireAsync(connection, Guid.NewGuid())).Epoch;
            for (var batch = 1; batch <= batches; batch++)
                await store.WriteAsync(connection, epoch, batch, 0, sweep: true, Batch(Text($"w{writer}", $"{batch}"), Text($"w{writer}", $"{batch}b")));
        }));
        // Reading throws on any gap.
        var entries = await _store.ReadAsync(_connection, 0, 0);
        Assert.Equal(4 * batches * 2, entries.Length);
        Assert.Equal(1, entries[0].Sequence);
    }

    [PostgreSqlFact]
    public async Task What_was_written_under_a_lease_that_is_over_is_refused_and_its_users_have_left_once()
    {
        var one = await AcquireAsync(_store);
        await OnlyAsync(one, 1, StoreOperation.Join(ChatName.Parse("alice"), 1, 10));
        var two = await AcquireAsync(Store("two"));
        await _server.QueryAsync($"update {_settings.Schema}.nodes set expires_at = clock_timestamp() where epoch = {one} returning 1");
        await Assert.ThrowsAsync<LeaseLostException>(() => WriteAsync(one, 2, [Text("alice", "late")]));
        await WriteAsync(two, 1, []);
        await WriteAsync(two, 1, []);
        Assert.Equal([EntryKind.Join, EntryKind.Leave], (await _store.ReadAsync(_connection, two, 0)).Select(static entry => entry.Kind));
        await Assert.ThrowsAsync<LeaseLostException>(() => WriteAsync(one, 2, []));
    }

    [PostgreSqlFact]
    public async Task A_node_name_belongs_to_one_process_until_its_lease_is_over()
    {
        var process = Guid.NewGuid();
        Assert.IsType<Acquisition.Granted>(await _store.AcquireAsync(_connection, process));
        var held = Assert.IsType<Acquisition.HeldElsewhere>(await _store.AcquireAsync(_connection, Guid.NewGuid()));
        Assert.InRange(held.Wait, TimeSpan.FromSeconds(1), _settings.Lease);
        // The same process has parted from its users itself before it asks again.
        Assert.IsType<Acquisition.Granted>(await _store.AcquireAsync(_connection, process));
    }

    [PostgreSqlFact]
    public async Task A_whisper_is_shown_to_the_epoch_of_its_target_alone()
    {
        var one = await AcquireAsync(_store);
        var two = await AcquireAsync(Store("two"));
        await OnlyAsync(two, 1, StoreOperation.Join(ChatName.Parse("bob"), 7, 10));
        await OnlyAsync(one, 1, StoreOperation.Whisper(ChatName.Parse("bob"), Message("alice", "psst")));
        var seen = (await _store.ReadAsync(_connection, two, 1))[0];
        Assert.Equal(7, seen.Session);
        Assert.NotNull(seen.Body);
        var unseen = (await _store.ReadAsync(_connection, one, 1))[0];
        Assert.Equal(0, unseen.Session);
        Assert.Null(unseen.Body);
    }

    [PostgreSqlFact]
    public async Task Old_messages_go_once_every_node_has_read_them_and_so_do_private_texts()
    {
        var store = new ClusterStore(_settings with { RetainMessages = 3, ReplayOnJoin = 2 });
        var epoch = await AcquireAsync(store);
        await WriteAsync(
            epoch, 1,
            [StoreOperation.Join(ChatName.Parse("alice"), 1, 10), StoreOperation.Whisper(ChatName.Parse("alice"), Message("alice", "psst")),
                .. Enumerable.Range(1, 8).Select(static i => Text("alice", $"{i}"))]);
        await store.TrimAsync(_connection);
        Assert.Equal(10, (await store.ReadAsync(_connection, epoch, 0)).Length);

        await store.WriteAsync(_connection, epoch, 1, position: 10, sweep: false, []);
        await store.TrimAsync(_connection);
        Assert.Equal([8, 9, 10], (await store.ReadAsync(_connection, epoch, 7)).Select(static entry => entry.Sequence));
        await Assert.ThrowsAsync<EntriesLostException>(() => store.ReadAsync(_connection, epoch, 5));

        var joined = await store.WriteAsync(_connection, epoch, 2, 10, sweep: false, Batch(StoreOperation.Join(ChatName.Parse("bob"), 2, 10)));
        Assert.Equal(
            [Frames.Message("alice", "7"), Frames.Message("alice", "8")], joined.Outcomes[0].History.ToArray());
    }

    [PostgreSqlFact]
    public async Task A_database_that_is_frozen_is_noticed_within_the_timeout()
    {
        var store = new ClusterStore(_settings with { StoreTimeout = TimeSpan.FromMilliseconds(300) });
        await using var connection = await store.OpenAsync("tests");
        await _server.FreezeAsync();
        try
        {
            await Assert.ThrowsAsync<TimeoutException>(() => store.ReadAsync(connection, 0, 0));
            await Assert.ThrowsAsync<TimeoutException>(() => store.OpenAsync("tests"));
        }
        finally
        {
            await _server.ThawAsync();
        }
    }

    [PostgreSqlFact]
    public async Task The_server_is_told_to_give_up_on_clients_that_are_gone()
    {
        foreach (var setting in (string[])["statement_timeout", "lock_timeout", "client_connection_check_interval", "idle_in_transaction_session_timeout"])
        {
            var value = await _connection.CallAsync(async database =>
            {
                await using var command = new Npgsql.NpgsqlCommand($"show {setting}", database);
                return (string?)await command.ExecuteScalarAsync();
            });
            Assert.Equal("2s", value);
        }
    }

    private static async Task<int> ExecuteAsync(Npgsql.NpgsqlConnection database, string text)
    {
        await using var command = new Npgsql.NpgsqlCommand(text, database);
        return await command.ExecuteNonQueryAsync();
    }

    private ClusterStore Store(string node) => new(_settings with { Node = node });

    private async Task<long> AcquireAsync(ClusterStore store) =>
        ((Acquisition.Granted)await store.AcquireAsync(_connection, Guid.NewGuid())).Epoch;

    private Task<StoredBatch> WriteAsync(long epoch, long batch, StoreOperation[] operations) =>
        _store.WriteAsync(_connection, epoch, batch, 0, sweep: true, Batch(operations));

    private static BatchedOperation[] Batch(params StoreOperation[] operations) =>
        Array.ConvertAll(operations, static operation => new BatchedOperation(operation, long.MaxValue));

    private async Task<StoreResult> OnlyAsync(long epoch, long batch, StoreOperation operation) =>
        (await WriteAsync(epoch, batch, [operation])).Outcomes.Single().Result;

    private static StoreOperation Text(string sender, string text) =>
        StoreOperation.Text(ChatName.Parse(sender), Message(sender, text));

    private static ChatMessage Message(string sender, string text) =>
        ChatMessage.Broadcast(ChatName.Parse(sender), Frames.Bytes(text), 255);
}
