using System.Collections.Immutable;
using System.Data;
using System.Diagnostics;
using ActorEcho.Actors.Chat;
using ActorEcho.Actors.Settings;
using Npgsql;

namespace ActorEcho.Actors.Cluster.Storage;

/// <summary>
/// What a node asks of the database. Every call is one round trip and one transaction. Thread-safe; the connections that are
/// handed in are not.
/// </summary>
internal sealed class ClusterStore(ClusterSettings settings)
{
    private const string LeaseOver = "AE001";

    /// <summary>How much is read at once: enough to catch up quickly, little enough to hold in memory.</summary>
    private const int MaxEntriesRead = 512;

    private const int MaxBytesRead = 1 << 20;

    /// <summary>Of how many entries one call forgets something at most, so that it stays short.</summary>
    public const int MaxEntriesTrimmed = 20_000;

    /// <summary>A node that is further behind than so many entries is no reason to keep them.</summary>
    private const long Patience = 200_000;

    /// <summary>An answer that took longer says too little of the server's clock: that was read before the commit.</summary>
    private readonly TimeSpan _slowAnswer = settings.StoreTimeout / 10;

    private readonly ClusterSchema _schema = new(settings.Schema);

    public ClusterSettings Settings => settings;

    /// <summary>Opens a connection and makes sure of the schema.</summary>
    public async Task<ClusterConnection> OpenAsync(string role)
    {
        var connection = await ClusterConnection.OpenAsync(settings, role).ConfigureAwait(false);
        try
        {
            await _schema.EnsureAsync(connection).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Begins a tenure, unless another process holds the node's name.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="instance">The process.</param>
    /// <param name="askedAt">When it asks, on its monotonic clock: a call that was given up and comes late ends nothing that was
    /// granted to a later one.</param>
    public Task<Acquisition> AcquireAsync(ClusterConnection connection, Guid instance, long askedAt) => connection.CallAsync(async database =>
    {
        await using var command = Command(database, "select o_epoch, o_position, o_wait from {0}.acquire($1, $2, $3, $4)");
        Add(command, settings.Node);
        Add(command, instance);
        Add(command, askedAt);
        Add(command, LeaseTimes.Granted(settings.Lease));
        await using var rows = await command.ExecuteReaderAsync(CommandBehavior.SingleRow).ConfigureAwait(false);
        await rows.ReadAsync().ConfigureAwait(false);
        return await rows.IsDBNullAsync(0).ConfigureAwait(false)
            ? new Acquisition.HeldElsewhere(rows.GetTimeSpan(2))
            : (Acquisition)new Acquisition.Granted(rows.GetInt64(0), rows.GetInt64(1));
    });

    /// <summary>Ends a tenure of a process in order: its names are free.</summary>
    public Task ReleaseAsync(ClusterConnection connection, Guid instance, long epoch) => connection.CallAsync(async database =>
    {
        await using var command = Command(database, "select {0}.release($1, $2)");
        Add(command, instance);
        Add(command, epoch);
        return await command.ExecuteNonQueryAsync().ConfigureAwait(false);
    });

    /// <summary>Stores a batch, which may be empty, and extends the lease.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="instance">The process.</param>
    /// <param name="epoch">Its tenure.</param>
    /// <param name="batch">The batch's number within the epoch; a batch sent again keeps its number.</param>
    /// <param name="position">The entry up to which this node has delivered.</param>
    /// <param name="sweep">Whether to end tenures whose lease is over.</param>
    /// <param name="operations">What to store, each only as long as it is not too late: the database's clock says so.</param>
    /// <exception cref="LeaseLostException">The tenure is over; nothing is stored.</exception>
    public Task<StoredBatch> WriteAsync(
        ClusterConnection connection, Guid instance, long epoch, long batch, long position, bool sweep, BatchedOperation[] operations) =>
        connection.CallAsync(async database =>
        {
            var clock = connection.Clock ?? await ReadClockAsync(database).ConfigureAwait(false);
            await using var command = Command(
                database,
                "select o_index, o_outcome, o_sequence, o_users, o_history, o_clock from {0}.write($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)");
            Add(command, instance);
            Add(command, epoch);
            Add(command, batch);
            Add(command, LeaseTimes.Granted(settings.Lease));
            Add(command, position);
            Add(command, sweep);
            Add(command, settings.ReplayOnJoin);
            Add(command, Array.ConvertAll(operations, static batched => (short)batched.Operation.Kind));
            Add(command, Array.ConvertAll(operations, static batched => batched.Operation.Name.Bytes.ToArray()));
            Add(command, Array.ConvertAll(operations, static batched => batched.Operation.Session));
            Add(command, Array.ConvertAll(operations, static batched => batched.Operation.MaxListedUsers));
            Add(command, Array.ConvertAll(operations, static batched => batched.Operation.Body));
            Add(command, Array.ConvertAll(operations, batched => clock.NoLaterThan(batched.StoreBy)));
            try
            {
                var asked = Stopwatch.GetTimestamp();
                await using var rows = await command.ExecuteReaderAsync().ConfigureAwait(false);
                var (stored, reading) = await ReadOutcomesAsync(rows, operations).ConfigureAwait(false);
                var answered = Stopwatch.GetTimestamp();
                connection.Clock = MonotonicTime.Between(asked, answered) < _slowAnswer ? new ServerClock(reading, answered) : null;
                return stored;
            }
            catch (PostgresException refused) when (refused.SqlState == LeaseOver)
            {
                throw new LeaseLostException(refused.MessageText, refused);
            }
        });

    /// <summary>Asks to be woken when entries come. To be done before the first read.</summary>
    public Task ListenAsync(ClusterConnection connection) => connection.CallAsync(async database =>
    {
        await using var command = new NpgsqlCommand($"listen {_schema.Channel}", database);
        return await command.ExecuteNonQueryAsync().ConfigureAwait(false);
    });

    /// <summary>Reads what comes next.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="epoch">Whose whispers to read.</param>
    /// <param name="position">The last entry that is known.</param>
    /// <returns>The entries behind it, without a gap; none when there are none yet.</returns>
    /// <exception cref="EntriesLostException">The next entry is no longer there, or is a whisper of the epoch whose text is not.</exception>
    public Task<ImmutableArray<StoredEntry>> ReadAsync(ClusterConnection connection, long epoch, long position) =>
        connection.CallAsync(async database =>
        {
            await using var command = Command(
                database,
                """
                select sequence, kind, name, case when epoch = $2 then session else 0 end,
                    case when kind = 3 or epoch = $2 then body end, is_last
                from (
                    select *, lead(sequence) over (order by sequence) is null as is_last,
                        sum(length(coalesce(body, ''))) over (order by sequence) - length(coalesce(body, '')) as before
                    from (select * from {0}.entries where sequence > $1 order by sequence limit $3) next
                ) measured
                where before <= $4 order by sequence
                """);
            Add(command, position);
            Add(command, epoch);
            Add(command, MaxEntriesRead);
            Add(command, (long)MaxBytesRead);
            await using var rows = await command.ExecuteReaderAsync().ConfigureAwait(false);
            var entries = ImmutableArray.CreateBuilder<StoredEntry>();
            var isLast = true;
            while (await rows.ReadAsync().ConfigureAwait(false))
            {
                var sequence = rows.GetInt64(0);
                var expected = position + entries.Count + 1;
                if (sequence != expected)
                    throw new EntriesLostException($"entry {expected} was to be read next, but the oldest one kept is {sequence}");
                var entry = new StoredEntry(
                    sequence,
                    (EntryKind)rows.GetInt16(1),
                    new ChatName(rows.GetFieldValue<byte[]>(2)),
                    await rows.IsDBNullAsync(3).ConfigureAwait(false) ? 0 : rows.GetInt64(3),
                    await rows.IsDBNullAsync(4).ConfigureAwait(false) ? null : rows.GetFieldValue<byte[]>(4));
                if (entry is { Kind: EntryKind.Whisper, Session: not 0, Body: null })
                    throw new EntriesLostException($"entry {sequence} was to be read next, but its text is no longer kept");
                entries.Add(entry);
                isLast = rows.GetBoolean(5);
            }

            connection.ReadTo = isLast && entries.Count < MaxEntriesRead ? position + entries.Count : null;

            return entries.DrainToImmutable();
        });

    /// <summary>Forgets what need not be kept.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="count">Of how many entries it forgets something at most: all of it in time, or nothing.</param>
    /// <returns>Whether there is more to forget at once.</returns>
    public Task<bool> TrimAsync(ClusterConnection connection, int count = MaxEntriesTrimmed) => connection.CallAsync(async database =>
    {
        await using var command = Command(database, "select {0}.trim($1, $2, $3, $4)");
        Add(command, (long)settings.RetainMessages);
        Add(command, settings.RetainAge);
        Add(command, Patience);
        Add(command, count);
        return await command.ExecuteScalarAsync().ConfigureAwait(false) is long trimmed && trimmed >= count;
    });

    /// <summary>How full the database's queue of notifications is, 0 to 1. It fills while some listener does not read.</summary>
    public static Task<double> ReadNotificationUsageAsync(ClusterConnection connection) => connection.CallAsync(async database =>
    {
        await using var command = new NpgsqlCommand("select pg_notification_queue_usage()", database);
        return await command.ExecuteScalarAsync().ConfigureAwait(false) is double usage ? usage : 0;
    });

    /// <summary>How the cluster is, as the database sees it.</summary>
    public async Task<ClusterStatus> ReadStatusAsync(ClusterConnection connection)
    {
        await _schema.RequireAsync(connection).ConfigureAwait(false);
        return await connection.CallAsync(database => ClusterStatusQuery.RunAsync(database, _schema.Quoted)).ConfigureAwait(false);
    }

    private static async Task<ServerClock> ReadClockAsync(NpgsqlConnection database)
    {
        await using var command = new NpgsqlCommand("select clock_timestamp()", database);
        var reading = (DateTime)(await command.ExecuteScalarAsync().ConfigureAwait(false))!;
        return new ServerClock(reading, Stopwatch.GetTimestamp());
    }

    private static async Task<(StoredBatch Stored, DateTime Clock)> ReadOutcomesAsync(
        NpgsqlDataReader rows, BatchedOperation[] operations)
    {
        var lastSequence = 0L;
        var clock = default(DateTime);
        ImmutableArray<byte[]> history = [];
        ReadOnlyMemory<ChatName> users = default;
        var outcomes = new StoreOutcome[operations.Length];
        Array.Fill(outcomes, StoreOutcome.Done);
        while (await rows.ReadAsync().ConfigureAwait(false))
        {
            var index = rows.GetInt32(0);
            if (index == 0)
            {
                lastSequence = rows.GetInt64(2);
                if (!await rows.IsDBNullAsync(3).ConfigureAwait(false))
                    users = Array.ConvertAll(rows.GetFieldValue<byte[][]>(3), static name => new ChatName(name));
                if (!await rows.IsDBNullAsync(4).ConfigureAwait(false)) history = [.. rows.GetFieldValue<byte[][]>(4)];
                clock = rows.GetDateTime(5);
                continue;
            }

            var listed = Math.Min(operations[index - 1].Operation.MaxListedUsers, users.Length);
            outcomes[index - 1] = new StoreOutcome((StoreResult)rows.GetInt16(1), users[..listed]);
        }

        return (new StoredBatch(lastSequence, outcomes, history), clock);
    }

    private NpgsqlCommand Command(NpgsqlConnection database, string text) =>
        new(text.Replace("{0}", _schema.Quoted, StringComparison.Ordinal), database);

    private static void Add<T>(NpgsqlCommand command, T value) =>
        command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
}

/// <summary>What came of asking for a tenure.</summary>
internal abstract record Acquisition
{
    /// <summary>The node may write, under this epoch; it has members from the entry after the position on.</summary>
    public sealed record Granted(long Epoch, long Position) : Acquisition;

    /// <summary>Another process holds the node's name, for so long at least.</summary>
    public sealed record HeldElsewhere(TimeSpan Wait) : Acquisition;
}
