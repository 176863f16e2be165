using ActorEcho.Actors.Chat;
using ActorEcho.Actors.Cluster.Storage;
using Npgsql;

namespace ActorEcho.Tests.Cluster;

/// <summary>What the database makes of leases and epochs.</summary>
[Collection(PostgreSqlTests.Name)]
public sealed class ClusterLeaseTests(PostgreSqlServer server) : ClusterStoreTestBase(server)
{
    [PostgreSqlFact]
    public async Task A_node_name_belongs_to_one_process_until_its_lease_is_over()
    {
        var process = Guid.NewGuid();
        Assert.IsType<Acquisition.Granted>(await Database.AcquireAsync(Connection, process, 1));
        var held = Assert.IsType<Acquisition.HeldElsewhere>(await Database.AcquireAsync(Connection, Guid.NewGuid(), 1));
        Assert.InRange(held.Wait, TimeSpan.FromSeconds(1), Settings.Lease);
        // The same process has parted from its users itself before it asks again.
        Assert.IsType<Acquisition.Granted>(await Database.AcquireAsync(Connection, process, 2));
    }

    [PostgreSqlFact]
    public async Task A_call_that_was_given_up_and_comes_late_does_not_end_what_a_later_one_was_granted()
    {
        var process = Instance;
        Assert.IsType<Acquisition.Granted>(await Database.AcquireAsync(Connection, process, 1));
        var epoch = Assert.IsType<Acquisition.Granted>(await Database.AcquireAsync(Connection, process, 2)).Epoch;
        await OnlyAsync(epoch, 1, StoreOperation.Join(ChatName.Parse("alice"), 1, 10));
        await Assert.ThrowsAsync<PostgresException>(() => Database.AcquireAsync(Connection, process, 1));
        Assert.Equal(StoreResult.Done, await OnlyAsync(epoch, 2, Text("alice", "still here")));
        Assert.Equal([EntryKind.Join, EntryKind.Text], (await Database.ReadAsync(Connection, epoch, 0)).Select(static entry => entry.Kind));
    }

    [PostgreSqlFact]
    public async Task What_was_written_under_a_lease_that_is_over_is_refused_and_its_users_have_left_once()
    {
        var one = await AcquireAsync(Database);
        await OnlyAsync(one, 1, StoreOperation.Join(ChatName.Parse("alice"), 1, 10));
        var two = await AcquireAsync(Store("two"));
        await Server.QueryAsync($"update {Settings.Schema}.nodes set expires_at = clock_timestamp() where epoch = {one} returning 1");
        await Assert.ThrowsAsync<LeaseLostException>(() => WriteAsync(one, 2, [Text("alice", "late")]));
        await WriteAsync(two, 1, []);
        await WriteAsync(two, 1, []);
        Assert.Equal([EntryKind.Join, EntryKind.Leave], (await Database.ReadAsync(Connection, two, 0)).Select(static entry => entry.Kind));
        await Assert.ThrowsAsync<LeaseLostException>(() => WriteAsync(one, 2, []));
    }

    [PostgreSqlFact]
    public async Task Another_server_grants_every_lease_anew_whatever_its_clock_says()
    {
        var one = await AcquireAsync(Database);
        var two = await AcquireAsync(Store("two"));
        await OnlyAsync(one, 1, StoreOperation.Join(ChatName.Parse("alice"), 1, 10));
        // As if the server that granted the leases had another clock: an hour behind for one of them, an hour ahead for the other.
        await Server.QueryAsync($"""
            update {Settings.Schema}.server set started = 'epoch';
            update {Settings.Schema}.nodes set expires_at = clock_timestamp() - interval '1 hour' where epoch = {one};
            update {Settings.Schema}.nodes set expires_at = clock_timestamp() + interval '1 hour' where epoch = {two};
            """);
        await Database.TrimAsync(Connection);
        await WriteAsync(two, 1, []);
        await WriteAsync(one, 2, [Text("alice", "still here")]);
        Assert.Equal([EntryKind.Join, EntryKind.Text], (await Database.ReadAsync(Connection, one, 0)).Select(static entry => entry.Kind));
        Assert.All(
            (await Database.ReadStatusAsync(Connection)).Nodes,
            node => Assert.InRange(node.LeaseSeconds, 1, LeaseTimes.Granted(Settings.Lease).TotalSeconds));
    }

    [PostgreSqlFact]
    public async Task A_node_that_has_delivered_more_than_the_database_has_is_told_so()
    {
        var epoch = await AcquireAsync(Database);
        var refused = await Assert.ThrowsAsync<LeaseLostException>(
            () => Database.WriteAsync(Connection, Instance, epoch, 1, position: 7, sweep: false, []));
        Assert.Contains("it has been set back", refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<LeaseLostException>(
            () => Database.WriteAsync(Connection, Instance, epoch, 1, position: 7, sweep: false, Batch(Text("alice", "hello"))));
    }

    [PostgreSqlFact]
    public async Task Nobody_writes_under_an_epoch_that_a_database_which_was_set_back_has_given_to_another()
    {
        var before = await AcquireAsync(Database);
        await Server.QueryAsync($"delete from {Settings.Schema}.nodes; alter sequence {Settings.Schema}.epochs restart with {before}");
        var other = Guid.NewGuid();
        var again = Assert.IsType<Acquisition.Granted>(await Store("two").AcquireAsync(Connection, other, 1)).Epoch;
        Assert.Equal(before, again);

        await Assert.ThrowsAsync<LeaseLostException>(() => WriteAsync(before, 1, [Text("alice", "whose?")]));
        await Database.ReleaseAsync(Connection, Instance, before);

        await Database.WriteAsync(Connection, other, again, 1, 0, sweep: false, Batch(Text("bob", "mine")));
        Assert.Equal([ChatName.Parse("bob")], (await Database.ReadAsync(Connection, again, 0)).Select(static entry => entry.Name));
    }
}
