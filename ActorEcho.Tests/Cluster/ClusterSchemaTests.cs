using ActorEcho.Actors.Cluster.Storage;
using ActorEcho.Actors.Settings;

namespace ActorEcho.Tests.Cluster;

[Collection(PostgreSqlTests.Name)]
public sealed class ClusterSchemaTests(PostgreSqlServer server) : ClusterStoreTestBase(server)
{
    [PostgreSqlFact]
    public async Task The_schema_is_made_once_however_many_nodes_start_at_once()
    {
        var store = new ClusterStore(Settings with { Schema = Server.NewSchema() });
        var connections = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => store.OpenAsync("tests")));
        var status = await store.ReadStatusAsync(connections[0]);
        foreach (var connection in connections) await connection.DisposeAsync();
        Assert.Equal(ClusterSchema.Version, status.SchemaVersion);
        Assert.Equal(0, status.LastSequence);
    }

    [PostgreSqlFact]
    public async Task A_schema_that_was_made_beforehand_needs_no_right_to_make_one()
    {
        var schema = Server.NewSchema();
        await Server.QueryAsync($"create role {schema}_owner login; create schema {schema} authorization {schema}_owner");
        var store = new ClusterStore(
            new ClusterSettings($"Host=127.0.0.1;Port={Server.Port};Database=postgres;Username={schema}_owner") { Schema = schema });
        await using var connection = await store.OpenAsync("tests");
        Assert.Equal(ClusterSchema.Version, (await store.ReadStatusAsync(connection)).SchemaVersion);
    }

    [PostgreSqlFact]
    public async Task A_newer_schema_is_refused_in_words_that_help()
    {
        await Server.QueryAsync($"update {Settings.Schema}.version set version = 99");
        var refused = await Assert.ThrowsAsync<ClusterSchemaException>(() => Database.OpenAsync("tests"));
        Assert.Contains("has version 99", refused.Message, StringComparison.Ordinal);
        Assert.Contains("actor-echo.cluster.schema", refused.Message, StringComparison.Ordinal);
    }
}
