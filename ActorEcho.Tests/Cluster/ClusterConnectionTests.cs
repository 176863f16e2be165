using ActorEcho.Actors.Cluster.Storage;

namespace ActorEcho.Tests.Cluster;

[Collection(PostgreSqlTests.Name)]
public sealed class ClusterConnectionTests(PostgreSqlServer server) : ClusterStoreTestBase(server)
{
    [PostgreSqlFact]
    public async Task A_database_that_is_frozen_is_noticed_within_the_timeout()
    {
        var store = new ClusterStore(Settings with { StoreTimeout = TimeSpan.FromSeconds(2) });
        await using var connection = await store.OpenAsync("tests");
        await Server.FreezeAsync();
        try
        {
            await Assert.ThrowsAsync<TimeoutException>(() => store.ReadAsync(connection, 0, 0));
            await Assert.ThrowsAsync<TimeoutException>(() => store.OpenAsync("tests"));
        }
        finally
        {
            await Server.ThawAsync();
        }
    }

    [PostgreSqlFact]
    public async Task A_connection_is_used_by_one_call_at_a_time()
    {
        var connection = new ReopeningConnection(Database, "tests");
        var end = new TaskCompletionSource<bool>();
        var first = connection.CallAsync(_ => end.Task);
        await Assert.ThrowsAsync<InvalidOperationException>(() => connection.CallAsync(static _ => Task.FromResult(true)));
        end.SetResult(true);
        Assert.True(await first);
        Assert.True(await connection.CallAsync(static _ => Task.FromResult(true)));
        connection.Close();
    }

    [PostgreSqlFact]
    public async Task The_server_is_told_to_give_up_on_clients_that_are_gone()
    {
        foreach (var setting in (string[])["statement_timeout", "lock_timeout", "client_connection_check_interval", "idle_in_transaction_session_timeout"])
        {
            var value = await Connection.CallAsync(async database =>
            {
                await using var command = new Npgsql.NpgsqlCommand($"show {setting}", database);
                return (string?)await command.ExecuteScalarAsync();
            });
            Assert.Equal("2s", value);
        }
    }
}
