namespace ActorEcho.Actors.Cluster.Storage;

/// <summary>
/// A connection that is opened when it is needed and given up when something fails on it. One call at a time;
/// <see cref="Close"/> may come from anywhere, also while a call is under way.
/// </summary>
/// <param name="store">The database.</param>
/// <param name="role">What the connection is for, as the database's administrator sees it.</param>
internal sealed class ReopeningConnection(ClusterStore store, string role)
{
    private readonly Lock _lock = new();
    private ClusterConnection? _connection;
    private bool _isBusy;
    private bool _isClosed;

    /// <summary>Does something on the connection.</summary>
    /// <param name="call">What to do.</param>
    /// <param name="prepare">What to do before, when the connection is new.</param>
    /// <exception cref="ObjectDisposedException">It is closed.</exception>
    /// <exception cref="InvalidOperationException">Another call is under way.</exception>
    public async Task<T> CallAsync<T>(Func<ClusterConnection, Task<T>> call, Func<ClusterConnection, Task>? prepare = null)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            if (_isBusy) throw new InvalidOperationException("Another call is under way on this connection.");
            _isBusy = true;
        }

        try
        {
            if (_connection is null)
            {
                _connection = await store.OpenAsync(role).ConfigureAwait(false);
                if (prepare is not null) await prepare(_connection).ConfigureAwait(false);
            }

            return await call(_connection).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not LeaseLostException)
        {
            await DropAsync().ConfigureAwait(false);
            throw;
        }
        finally
        {
            await LeaveAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Closes the connection; when a call is under way, as soon as that has ended.</summary>
    public void Close()
    {
        lock (_lock)
        {
            if (_isClosed) return;
            _isClosed = true;
            if (_isBusy) return;
        }

        _ = DropAsync();
    }

    private async Task LeaveAsync()
    {
        lock (_lock)
        {
            _isBusy = false;
            if (!_isClosed) return;
        }

        await DropAsync().ConfigureAwait(false);
    }

    private async Task DropAsync()
    {
        if (Interlocked.Exchange(ref _connection, null) is { } connection) await connection.DisposeAsync().ConfigureAwait(false);
    }
}
