using System.Collections.Immutable;
using System.Diagnostics;
using Npgsql;

namespace ActorEcho.Actors.Cluster.Storage;

/// <summary>Reads how the cluster is; changes nothing.</summary>
internal static class ClusterStatusQuery
{
    public static async Task<ClusterStatus> RunAsync(NpgsqlConnection database, string schema)
    {
        var started = Stopwatch.GetTimestamp();
        var status = await ReadRoomAsync(database, schema).ConfigureAwait(false);
        var elapsed = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        return status with { DatabaseMilliseconds = elapsed, Nodes = await ReadNodesAsync(database, schema).ConfigureAwait(false) };
    }

    private static async Task<ClusterStatus> ReadRoomAsync(NpgsqlConnection database, string schema)
    {
        await using var command = new NpgsqlCommand(
            $"""
             select (select version from {schema}.version), last_sequence,
                 last_sequence - coalesce((select min(sequence) - 1 from {schema}.entries), last_sequence),
                 pg_notification_queue_usage()
             from {schema}.room
             """,
            database);
        await using var rows = await command.ExecuteReaderAsync().ConfigureAwait(false);
        await rows.ReadAsync().ConfigureAwait(false);
        return new ClusterStatus(rows.GetInt32(0), 0, rows.GetInt64(1), rows.GetInt64(2), rows.GetDouble(3), []);
    }

    private static async Task<ImmutableArray<ClusterNodeStatus>> ReadNodesAsync(NpgsqlConnection database, string schema)
    {
        await using var command = new NpgsqlCommand(
            $"""
             select n.name, n.epoch, extract(epoch from n.expires_at - clock_timestamp())::float8,
                 (select count(*) from {schema}.members m where m.epoch = n.epoch), r.last_sequence - n.position
             from {schema}.nodes n, {schema}.room r order by n.name
             """,
            database);
        await using var rows = await command.ExecuteReaderAsync().ConfigureAwait(false);
        var nodes = ImmutableArray.CreateBuilder<ClusterNodeStatus>();
        while (await rows.ReadAsync().ConfigureAwait(false))
        {
            nodes.Add(new ClusterNodeStatus(
                rows.GetString(0), rows.GetInt64(1), rows.GetDouble(2), rows.GetInt64(3), rows.GetInt64(4)));
        }

        return nodes.DrainToImmutable();
    }
}
