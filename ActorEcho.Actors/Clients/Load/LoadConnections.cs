using ActorEcho.Actors.Transports.Connecting;

namespace ActorEcho.Actors.Clients.Load;

/// <summary>Opens the connections of a load run.</summary>
internal static class LoadConnections
{
    /// <summary>Below the backlog that servers usually listen with, so that opening them is no test by itself.</summary>
    private const int OpenedAtOnce = 32;

    /// <summary>Opens them all, or none.</summary>
    /// <exception cref="ConnectFailedException">One of them could not be opened.</exception>
    public static async Task<ClientStream[]> OpenAsync(
        int count, Func<CancellationToken, Task<ClientStream>> connect, CancellationToken cancellationToken)
    {
        var opened = new ClientStream?[count];
        try
        {
            await Parallel.ForAsync(
                0,
                count,
                new ParallelOptions { MaxDegreeOfParallelism = OpenedAtOnce, CancellationToken = cancellationToken },
                async (index, giveUp) => opened[index] = await connect(giveUp));
            return opened!;
        }
        catch
        {
            await CloseAsync(opened);
            throw;
        }
    }

    public static async Task CloseAsync(IEnumerable<ClientStream?> connections)
    {
        foreach (var connection in connections)
        {
            if (connection is not null) await connection.DisposeAsync();
        }
    }
}
