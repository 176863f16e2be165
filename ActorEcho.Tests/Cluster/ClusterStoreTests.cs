using ActorEcho.Actors.Chat;
using ActorEcho.Actors.Cluster.Storage;
using ActorEcho.Tests.Chat.Wire;

namespace ActorEcho.Tests.Cluster;

/// <summary>Names, texts and their order, as the database keeps them.</summary>
[Collection(PostgreSqlTests.Name)]
public sealed class ClusterStoreTests(PostgreSqlServer server) : ClusterStoreTestBase(server)
{
    [PostgreSqlFact]
    public async Task A_name_is_given_once_and_free_after_its_users_leave()
    {
        var one = await AcquireAsync(Database);
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
            (await Database.ReadAsync(Connection, one, 0)).Select(static entry => entry.Kind));
    }

    [PostgreSqlFact]
    public async Task A_batch_that_is_sent_again_is_stored_once_and_answered_as_before()
    {
        var epoch = await AcquireAsync(Database);
        StoreOperation[] batch =
        [
            StoreOperation.Join(ChatName.Parse("alice"), 1, 10), StoreOperation.Join(ChatName.Parse("alice"), 2, 10),
            Text("alice", "hello"), StoreOperation.Whisper(ChatName.Parse("bob"), Message("alice", "psst")),
        ];
        var first = await WriteAsync(epoch, 1, batch);
        var second = await WriteAsync(epoch, 1, batch);
        Assert.Equal([StoreResult.Done, StoreResult.NameTaken, StoreResult.Done, StoreResult.NoSuchUser], first.Outcomes.Select(static o => o.Result));
        Assert.Equal(first.Outcomes.Select(static o => o.Result), second.Outcomes.Select(static o => o.Result));
        Assert.Equal([ChatName.Parse("alice")], second.Outcomes[0].Users.ToArray());
        Assert.Equal(2, (await Database.ReadAsync(Connection, epoch, 0)).Length);
    }

    [PostgreSqlFact]
    public async Task A_batch_that_is_sent_again_is_stored_once_though_an_older_call_came_in_between()
    {
        var epoch = await AcquireAsync(Database);
        StoreOperation[] batch = [Text("alice", "hello"), StoreOperation.Join(ChatName.Parse("alice"), 1, 10)];
        await WriteAsync(epoch, 1, [Text("alice", "before")]);
        var first = await WriteAsync(epoch, 2, batch);
        await WriteAsync(epoch, 1, []);
        var second = await WriteAsync(epoch, 2, batch);
        Assert.Equal(first.Outcomes.Select(static o => o.Result), second.Outcomes.Select(static o => o.Result));
        Assert.Equal(3, (await Database.ReadAsync(Connection, epoch, 0)).Length);
    }

    [PostgreSqlFact]
    public async Task An_older_batch_that_comes_after_a_later_one_is_not_stored_again()
    {
        var epoch = await AcquireAsync(Database);
        await WriteAsync(epoch, 1, [Text("alice", "first")]);
        await WriteAsync(epoch, 2, [Text("alice", "second")]);
        await WriteAsync(epoch, 1, [Text("alice", "first")]);
        Assert.Equal(2, (await Database.ReadAsync(Connection, epoch, 0)).Length);
    }

    [PostgreSqlFact]
    public async Task Sequences_have_no_gap_and_follow_the_commits_of_many_writers()
    {
        const int batches = 30;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async writer =>
        {
            var store = Store($"writer{writer}");
            await using var connection = await store.OpenAsync("tests");
            var epoch = ((Acquisition.Granted)await store.AcquireAsync(connection, Instance, 1)).Epoch;
            for (var batch = 1; batch <= batches; batch++)
                await store.WriteAsync(connection, Instance, epoch, batch, 0, sweep: true, Batch(Text($"w{writer}", $"{batch}"), Text($"w{writer}", $"{batch}b")));
        }));
        // Reading throws on any gap.
        var entries = await Database.ReadAsync(Connection, 0, 0);
        Assert.Equal(4 * batches * 2, entries.Length);
        Assert.Equal(1, entries[0].Sequence);
    }

    [PostgreSqlFact]
    public async Task A_whisper_is_shown_to_the_epoch_of_its_target_alone()
    {
        var one = await AcquireAsync(Database);
        var two = await AcquireAsync(Store("two"));
        await OnlyAsync(two, 1, StoreOperation.Join(ChatName.Parse("bob"), 7, 10));
        await OnlyAsync(one, 1, StoreOperation.Whisper(ChatName.Parse("bob"), Message("alice", "psst")));
        var seen = (await Database.ReadAsync(Connection, two, 1))[0];
        Assert.Equal(7, seen.Session);
        Assert.NotNull(seen.Body);
        var unseen = (await Database.ReadAsync(Connection, one, 1))[0];
        Assert.Equal(0, unseen.Session);
        Assert.Null(unseen.Body);
    }

    [PostgreSqlFact]
    public async Task A_portion_has_a_bound_and_it_is_known_whether_it_was_all()
    {
        var epoch = await AcquireAsync(Database);
        var longText = new string('x', 600_000);
        await WriteAsync(epoch, 1, [Text("alice", longText), Text("alice", longText), Text("alice", longText)]);
        Assert.Equal(2, (await Database.ReadAsync(Connection, epoch, 0)).Length);
        Assert.Null(Connection.ReadTo);
        Assert.Single(await Database.ReadAsync(Connection, epoch, 2));
        Assert.Equal(3, Connection.ReadTo);
        await WriteAsync(epoch, 2, [.. Enumerable.Range(0, 600).Select(static i => Text("alice", $"{i}"))]);
        Assert.Equal(512, (await Database.ReadAsync(Connection, epoch, 3)).Length);
        Assert.Null(Connection.ReadTo);
        Assert.Empty(await Database.ReadAsync(Connection, epoch, 603));
        Assert.Equal(603, Connection.ReadTo);
    }

    [PostgreSqlFact]
    public async Task Old_messages_go_once_every_node_has_read_them_and_so_do_private_texts()
    {
        var store = new ClusterStore(Settings with { RetainMessages = 3, ReplayOnJoin = 2 });
        var epoch = await AcquireAsync(store);
        await WriteAsync(
            epoch, 1,
            [StoreOperation.Join(ChatName.Parse("alice"), 1, 10), StoreOperation.Whisper(ChatName.Parse("alice"), Message("alice", "psst")),
                .. Enumerable.Range(1, 8).Select(static i => Text("alice", $"{i}"))]);
        await store.TrimAsync(Connection);
        Assert.Equal(10, (await store.ReadAsync(Connection, epoch, 0)).Length);

        await store.WriteAsync(Connection, Instance, epoch, 1, position: 10, sweep: false, []);
        await store.TrimAsync(Connection);
        Assert.Equal([8, 9, 10], (await store.ReadAsync(Connection, epoch, 7)).Select(static entry => entry.Sequence));
        await Assert.ThrowsAsync<EntriesLostException>(() => store.ReadAsync(Connection, epoch, 5));

        var joined = await store.WriteAsync(Connection, Instance, epoch, 2, 10, sweep: false, Batch(StoreOperation.Join(ChatName.Parse("bob"), 2, 10)));
        Assert.Equal([Frames.Message("alice", "7"), Frames.Message("alice", "8")], joined.History.ToArray());
        var refused = await store.WriteAsync(Connection, Instance, epoch, 3, 10, sweep: false, Batch(StoreOperation.Join(ChatName.Parse("bob"), 3, 10)));
        Assert.Empty(refused.History);
    }

    [PostgreSqlFact]
    public async Task A_newcomer_is_shown_texts_only_from_among_the_last_entries()
    {
        var store = new ClusterStore(Settings with { ReplayOnJoin = 2 });
        var epoch = await AcquireAsync(store);
        await WriteAsync(epoch, 1, [Text("alice", "long ago"), Text("alice", "not so long ago")]);
        // With the joining itself the first text is the last entry but ten thousand.
        await Server.QueryAsync($"""
            insert into {Settings.Schema}.entries (sequence, kind, name) select place, 2, 'x' from generate_series(3, 10000) as place;
            update {Settings.Schema}.room set last_sequence = 10000;
            """);
        var joined = await store.WriteAsync(Connection, Instance, epoch, 2, 2, sweep: false, Batch(StoreOperation.Join(ChatName.Parse("bob"), 1, 10)));
        Assert.Equal([Frames.Message("alice", "not so long ago")], joined.History.ToArray());
    }

    [PostgreSqlFact]
    public async Task A_node_too_far_behind_for_the_private_texts_of_its_users_is_told_so()
    {
        var one = await AcquireAsync(Database);
        var two = await AcquireAsync(Store("two"));
        await OnlyAsync(one, 1, StoreOperation.Join(ChatName.Parse("alice"), 1, 10));
        await OnlyAsync(one, 2, StoreOperation.Whisper(ChatName.Parse("alice"), Message("alice", "psst")));
        // Nobody has read it, and no node is waited for.
        await Server.QueryAsync($"select {Settings.Schema}.trim(1000, '1 hour', 0, 100)");
        await Assert.ThrowsAsync<EntriesLostException>(() => Database.ReadAsync(Connection, one, 0));
        Assert.Equal(2, (await Database.ReadAsync(Connection, two, 0)).Length);
    }

    [PostgreSqlFact]
    public async Task Private_texts_are_erased_so_many_at_a_time_until_none_is_left()
    {
        const int whispers = 1000;
        const long atOnce = 100;
        var epoch = await AcquireAsync(Database);
        var whisper = StoreOperation.Whisper(ChatName.Parse("alice"), Message("alice", "psst"));
        await WriteAsync(epoch, 1, [StoreOperation.Join(ChatName.Parse("alice"), 1, 10), .. Enumerable.Repeat(whisper, whispers)]);
        await Database.WriteAsync(Connection, Instance, epoch, 1, position: whispers + 1, sweep: false, []);
        for (var left = whispers - atOnce; left >= 0; left -= atOnce)
        {
            Assert.Equal(atOnce, await TrimAsync());
            Assert.Equal(left, await Server.QueryAsync($"select count(*) from {Settings.Schema}.entries where kind = 4 and body is not null"));
        }

        Assert.Equal(0L, await TrimAsync());

        Task<object?> TrimAsync() => Server.QueryAsync($"select {Settings.Schema}.trim({2 * whispers}, '1 hour', 200000, {atOnce}::int)");
    }
}
