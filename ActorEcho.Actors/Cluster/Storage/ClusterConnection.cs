using System.Globalization;
using ActorEcho.Actors.Settings;
using Npgsql;

namespace ActorEcho.Actors.Cluster.Storage;

/// <summary>
/// One connection to the database, owned by one user, with a deadline on everything it does. A call that misses its deadline
/// costs the connection: nobody knows any more what it still carries.
/// </summary>
/// <remarks>
/// The server is told to give up as well: statements and locks in time, sessions whose client is gone soon. Without that a node
/// that vanished would hold its locks for hours. Not thread-safe.
/// </remarks>
internal sealed class ClusterConnection : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly TimeSpan _deadline;
    private Task _lastCall = Task.CompletedTask;

    private ClusterConnection(NpgsqlConnection connection, TimeSpan deadline)
    {
        _connection = connection;
        _deadline = deadline;
    }

    /// <summary>Whether notifications came since this was last set to false.</summary>
    public bool IsNotified { get; set; }

    /// <summary>The entry behind which there was none when they were last read on this connection; null when there may have been.</summary>
    public long? ReadTo { get; set; }

    /// <summary>What is known of the clock of the server at the other end, if anything of use.</summary>
    public ServerClock? Clock { get; set; }

    /// <summary>Opens a connection.</summary>
    /// <exception cref="TimeoutException">It took longer than the store's timeout, or, with several hosts, a second for each.</exception>
    /// <exception cref="NpgsqlException">The database cannot be reached, or refuses.</exception>
    /// <exception cref="ClusterSchemaException">The role may not connect to the database.</exception>
    public static async Task<ClusterConnection> OpenAsync(ClusterSettings settings, string role)
    {
        var text = ConnectionString(settings, role);
        var connection = new NpgsqlConnection(text.ConnectionString);
        var opened = new ClusterConnection(connection, settings.StoreTimeout);
        connection.Notification += (_, _) => opened.IsNotified = true;
        try
        {
            var forAllHosts = TimeSpan.FromSeconds(text.Timeout * Hosts(text));
            await opened.CallAsync(
                static async database =>
                {
                    try
                    {
                        await database.OpenAsync().ConfigureAwait(false);
                        return true;
                    }
                    catch (PostgresException exception) when (MissingRight.Is(exception))
                    {
                        throw MissingRight.Told(
                            exception, $"say 'grant connect on database {MissingRight.DatabaseOf(database)} to {MissingRight.RoleOf(database)}' as a superuser");
                    }
                },
                Hosts(text) > 1 && forAllHosts > settings.StoreTimeout ? forAllHosts : settings.StoreTimeout).ConfigureAwait(false);
            return opened;
        }
        catch
        {
            await opened.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Does something with the connection, within the deadline.</summary>
    /// <exception cref="TimeoutException">It took longer than the store's timeout; the connection is to be disposed of.</exception>
    /// <exception cref="ClusterSchemaException">The role lacks a right.</exception>
    public Task<T> CallAsync<T>(Func<NpgsqlConnection, Task<T>> call) => CallAsync(call, _deadline);

    private async Task<T> CallAsync<T>(Func<NpgsqlConnection, Task<T>> call, TimeSpan deadline)
    {
        // The deadline is kept here and not by the driver, which would first ask the server to cancel: over a connection of its
        // own, and for as long as a server that is frozen does not answer.
        var running = call(_connection);
        _lastCall = running;
        try
        {
            return await running.WaitAsync(deadline).ConfigureAwait(false);
        }
        catch (PostgresException exception) when (MissingRight.Is(exception))
        {
            throw MissingRight.Told(exception, MissingRight.OfAnother);
        }
        catch (TimeoutException late) when (!running.IsCompleted)
        {
            throw new TimeoutException($"the database did not answer within {deadline.TotalSeconds:0.###} s", late);
        }
    }

    /// <summary>Waits for a notification, or for the time to pass.</summary>
    public async Task WaitForNotificationAsync(TimeSpan atMost)
    {
        if (!IsNotified) await _connection.WaitAsync(atMost).ConfigureAwait(false);
    }

    /// <summary>Closes the connection; at once where nothing is under way, otherwise as soon as it has come to its end.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_lastCall.IsCompleted) await _connection.DisposeAsync().ConfigureAwait(false);
        else _ = DisposeAfterLastCallAsync();
    }

    private async Task DisposeAfterLastCallAsync()
    {
        await _lastCall.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _connection.DisposeAsync().ConfigureAwait(false);
    }

    private static NpgsqlConnectionStringBuilder ConnectionString(ClusterSettings settings, string role)
    {
        var text = new NpgsqlConnectionStringBuilder(settings.ConnectionString)
        {
            // A connection that goes back to a pool keeps its LISTEN for whoever gets it next.
            Pooling = false,
            Enlist = false,
            ApplicationName = $"ActorEcho {settings.Node} {role}",
            // After a failover the hosts have changed their roles: what is remembered of them is wrong just when it matters.
            HostRecheckSeconds = 0,
            CommandTimeout = 0,
            // The same few statements again and again, on one connection: they are planned once.
            MaxAutoPrepare = 16,
            AutoPrepareMinUsages = 2,
            TcpKeepAlive = true,
            TcpKeepAliveTime = Seconds(settings.Lease / 4),
            TcpKeepAliveInterval = Seconds(settings.Lease / 10),
        };
        // Whole seconds, for each host. With one host it is CallAsync that keeps the deadline, and the
        // driver's own must not come at the same time, when either could be the first to end it; with several the next one must have
        // its turn before that, though the first has vanished without a word.
        text.Timeout = Hosts(text) == 1
            ? (int)settings.StoreTimeout.TotalSeconds + 1
            : Seconds(settings.StoreTimeout / Hosts(text));
        var limit = Milliseconds(settings.StoreTimeout);
        text.Options = string.Join(' ', new[]
        {
            text.Options,
            $"-c statement_timeout={limit}",
            $"-c lock_timeout={limit}",
            $"-c idle_in_transaction_session_timeout={limit}",
            $"-c client_connection_check_interval={limit}",
            $"-c tcp_keepalives_idle={Seconds(settings.Lease / 4)}",
            $"-c tcp_keepalives_interval={Seconds(settings.Lease / 10)}",
            "-c tcp_keepalives_count=3",
            $"-c tcp_user_timeout={Milliseconds(settings.Lease)}",
        }).TrimStart();
        return text;
    }

    private static int Hosts(NpgsqlConnectionStringBuilder text) => text.Host!.Count(static character => character == ',') + 1;

    private static int Seconds(TimeSpan time) => Math.Max(1, (int)time.TotalSeconds);

    private static string Milliseconds(TimeSpan time) => ((int)time.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
}
