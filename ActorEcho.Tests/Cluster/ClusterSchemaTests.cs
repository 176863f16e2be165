using System.Text.RegularExpressions;
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
        var store = new ClusterStore(SettingsOf($"{schema}_owner", schema));
        await using var connection = await store.OpenAsync("tests");
        Assert.Equal(ClusterSchema.Version, (await store.ReadStatusAsync(connection)).SchemaVersion);
    }

    [PostgreSqlFact]
    public async Task A_role_without_the_right_to_make_the_schema_is_told_how_to_get_one()
    {
        var schema = Server.NewSchema();
        await Server.QueryAsync($"create role {schema}_guest login");

        var refused = await Assert.ThrowsAsync<ClusterSchemaException>(
            () => new ClusterStore(SettingsOf($"{schema}_guest", schema)).OpenAsync("tests"));

        Assert.Contains("permission denied for database", refused.Message, StringComparison.Ordinal);
        var advice = Regex.Match(refused.Message, "'(create schema .*)'").Groups[1].Value;
        await Server.QueryAsync(advice);
        await using var connection = await new ClusterStore(SettingsOf($"{schema}_guest", schema)).OpenAsync("tests");
    }

    [PostgreSqlFact]
    public async Task A_role_that_may_only_use_an_empty_schema_is_told_how_to_get_it()
    {
        var schema = Server.NewSchema();
        await Server.QueryAsync($"create role {schema}_guest login; create schema {schema}; grant usage on schema {schema} to {schema}_guest");

        var refused = await Assert.ThrowsAsync<ClusterSchemaException>(
            () => new ClusterStore(SettingsOf($"{schema}_guest", schema)).OpenAsync("tests"));

        await Server.QueryAsync(Regex.Match(refused.Message, "'(alter schema .*)'").Groups[1].Value);
        await using var connection = await new ClusterStore(SettingsOf($"{schema}_guest", schema)).OpenAsync("tests");
    }

    [PostgreSqlFact]
    public async Task A_role_that_may_not_connect_is_told_how_to_get_the_right()
    {
        var name = Server.NewSchema();
        await Server.QueryAsync($"create database {name}_rooms");
        await Server.QueryAsync($"revoke connect on database {name}_rooms from public; create role {name}_guest login");
        var settings = new ClusterSettings($"Host=127.0.0.1;Port={Server.Port};Database={name}_rooms;Username={name}_guest") { Schema = name };

        var refused = await Assert.ThrowsAsync<ClusterSchemaException>(() => ClusterConnection.OpenAsync(settings, "tests"));

        await Server.QueryAsync(Regex.Match(refused.Message, "'(grant connect .*)'").Groups[1].Value);
        await using var connection = await ClusterConnection.OpenAsync(settings, "tests");
    }

    [PostgreSqlFact]
    public async Task A_role_that_may_only_read_is_told_whom_to_connect_as()
    {
        var guest = $"{Settings.Schema}_guest";
        await Server.QueryAsync($"create role {guest} login; grant usage on schema {Settings.Schema} to {guest}; grant select on {Settings.Schema}.version to {guest}");
        var store = new ClusterStore(SettingsOf(guest, Settings.Schema));
        await using var connection = await store.OpenAsync("tests");

        var refused = await Assert.ThrowsAsync<ClusterSchemaException>(() => store.AcquireAsync(connection, Guid.NewGuid(), 1));

        Assert.Contains("permission denied", refused.Message, StringComparison.Ordinal);
        Assert.Contains("connect as the role that made the schema", refused.Message, StringComparison.Ordinal);
    }

    [PostgreSqlFact]
    public async Task A_role_that_may_not_look_into_anothers_schema_is_told_so()
    {
        await Server.QueryAsync($"create role {Settings.Schema}_guest login");
        var settings = SettingsOf($"{Settings.Schema}_guest", Settings.Schema);

        var refused = await Assert.ThrowsAsync<ClusterSchemaException>(() => ClusterStatus.ReadAsync(settings));

        Assert.Contains("permission denied for schema", refused.Message, StringComparison.Ordinal);
    }

    [PostgreSqlFact]
    public async Task A_newer_schema_is_refused_in_words_that_help()
    {
        await Server.QueryAsync($"update {Settings.Schema}.version set version = 99");
        var refused = await Assert.ThrowsAsync<ClusterSchemaException>(() => Database.OpenAsync("tests"));
        Assert.Contains("has version 99", refused.Message, StringComparison.Ordinal);
        Assert.Contains("actor-echo.cluster.schema", refused.Message, StringComparison.Ordinal);
    }

    private ClusterSettings SettingsOf(string role, string schema) =>
        new($"Host=127.0.0.1;Port={Server.Port};Database=postgres;Username={role}") { Schema = schema };
}
