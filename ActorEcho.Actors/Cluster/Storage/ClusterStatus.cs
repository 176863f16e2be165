using System.Collections.Immutable;
using ActorEcho.Actors.Settings;

namespace ActorEcho.Actors.Cluster.Storage;

/// <summary>A node of the cluster, as the database sees it.</summary>
/// <param name="Name">The node's name.</param>
/// <param name="Epoch">Its tenure: a number that never comes back.</param>
/// <param name="LeaseSeconds">How long its lease still lasts, in seconds; negative when it is over.</param>
/// <param name="Users">How many users it has.</param>
/// <param name="EntriesBehind">How many entries it has not delivered yet, as it said last.</param>
public sealed record ClusterNodeStatus(string Name, long Epoch, double LeaseSeconds, long Users, long EntriesBehind);

/// <summary>The cluster, as the database sees it.</summary>
/// <param name="SchemaVersion">The version of the tables.</param>
/// <param name="DatabaseMilliseconds">How long the database took to answer, in milliseconds, the way there and back included.</param>
/// <param name="LastSequence">How many entries the room has had.</param>
/// <param name="KeptEntries">How many of them are kept.</param>
/// <param name="NotificationQueue">How full the database's queue of notifications is, 0 to 1.</param>
/// <param name="Nodes">The nodes, by name.</param>
public sealed record ClusterStatus(
    int SchemaVersion,
    double DatabaseMilliseconds,
    long LastSequence,
    long KeptEntries,
    double NotificationQueue,
    ImmutableArray<ClusterNodeStatus> Nodes)
{
    /// <summary>Asks the database, without changing anything there.</summary>
    /// <param name="settings">The cluster's settings.</param>
    /// <returns>The state.</returns>
    /// <exception cref="Npgsql.NpgsqlException">The database cannot be reached, or refuses.</exception>
    /// <exception cref="TimeoutException">It did not answer within <see cref="ClusterSettings.StoreTimeout"/>.</exception>
    /// <exception cref="ClusterSchemaException">The tables are missing, or newer than this program.</exception>
    public static async Task<ClusterStatus> ReadAsync(ClusterSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var store = new ClusterStore(settings);
        await using var connection = await ClusterConnection.OpenAsync(settings, "status").ConfigureAwait(false);
        return await store.ReadStatusAsync(connection).ConfigureAwait(false);
    }
}
