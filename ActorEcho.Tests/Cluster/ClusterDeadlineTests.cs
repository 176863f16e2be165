using ActorEcho.Actors.Chat;
using ActorEcho.Actors.Cluster;
using ActorEcho.Actors.Cluster.Storage;

namespace ActorEcho.Tests.Cluster;

/// <summary>What comes too late is not stored.</summary>
[Collection(PostgreSqlTests.Name)]
public sealed class ClusterDeadlineTests(PostgreSqlServer server) : ClusterStoreTestBase(server)
{
    [PostgreSqlFact]
    public async Task What_comes_too_late_is_not_stored_and_stays_so()
    {
        var epoch = await AcquireAsync(Database);
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
            var stored = await Database.WriteAsync(Connection, Instance, epoch, 1, 0, sweep: false, batch);
            Assert.Equal(expected, stored.Outcomes.Select(static outcome => outcome.Result));
        }

        Assert.Equal([EntryKind.Text], (await Database.ReadAsync(Connection, epoch, 0)).Select(static entry => entry.Kind));
    }

    [PostgreSqlFact]
    public async Task What_waits_for_the_room_beyond_its_time_is_not_stored()
    {
        var epoch = await AcquireAsync(Database);
        await WriteAsync(epoch, 0, []); // So that the connection knows the server's clock.
        await using var holder = await Database.OpenAsync("tests");
        await holder.CallAsync(database => ExecuteAsync(database, $"begin; select 1 from {Settings.Schema}.room for update"));
        var limit = MonotonicTime.After(TimeSpan.FromMilliseconds(50));
        var writing = Database.WriteAsync(Connection, Instance, epoch, 1, 0, sweep: false, [new(Text("alice", "late"), limit)]);
        while (!MonotonicTime.HasPassed(limit)) await Task.Delay(10); // Time has to pass; that is what it is about.
        await holder.CallAsync(static database => ExecuteAsync(database, "commit"));
        Assert.Equal(StoreResult.TooLate, (await writing).Outcomes.Single().Result);
        Assert.Empty(await Database.ReadAsync(Connection, epoch, 0));
    }

    [PostgreSqlFact]
    public async Task A_slow_answer_does_not_make_the_next_operations_late()
    {
        await using var way = new DatabaseProxy(Server.Port);
        var store = new ClusterStore(Settings with
        {
            ConnectionString = PostgreSqlServer.ConnectionString(way.Port),
            Lease = TimeSpan.FromMinutes(2),
            StoreTimeout = TimeSpan.FromSeconds(20),
        });
        await using var connection = await store.OpenAsync("tests");
        var epoch = await AcquireAsync(Database);
        await store.WriteAsync(connection, Instance, epoch, 0, 0, sweep: false, []); // So that the connection knows the server's clock.
        way.Freeze(toServer: false);
        var slow = store.WriteAsync(connection, Instance, epoch, 1, 0, sweep: false, Batch(Text("alice", "slow")));
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while ((await Database.ReadAsync(Connection, epoch, 0)).IsEmpty) await Task.Delay(10, deadline.Token); // Until only the answer is missing.
        var restored = MonotonicTime.After(TimeSpan.FromSeconds(3));
        while (!MonotonicTime.HasPassed(restored)) await Task.Delay(10); // Time has to pass; that is what it is about.
        way.Restore();
        await slow;
        BatchedOperation next = new(Text("alice", "in time"), MonotonicTime.After(TimeSpan.FromSeconds(2)));
        var stored = await store.WriteAsync(connection, Instance, epoch, 2, 0, sweep: false, [next]);
        Assert.Equal(StoreResult.Done, stored.Outcomes.Single().Result);
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

    private static async Task<int> ExecuteAsync(Npgsql.NpgsqlConnection database, string text)
    {
        await using var command = new Npgsql.NpgsqlCommand(text, database);
        return await command.ExecuteNonQueryAsync();
    }
}
