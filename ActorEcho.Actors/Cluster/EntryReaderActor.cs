using ActorEcho.Actors.Cluster.Storage;
using Akka.Actor;
using Akka.Event;

namespace ActorEcho.Actors.Cluster;

/// <summary>
/// Reads the room's entries in their order, on the node's one connection that listens. A notification only wakes it; what is
/// told is what the table says. When the database fails it, it stops, and its supervisor starts it again after a while.
/// </summary>
internal sealed class EntryReaderActor : ReceiveActor
{
    private readonly ClusterStore _store;
    private readonly ReopeningConnection _connection;
    private readonly TimeSpan _pollInterval;
    private readonly IActorRef _registry;
    private readonly ILoggingAdapter _log = Context.GetLogger();

    public EntryReaderActor(ClusterStore store, IActorRef registry)
    {
        _store = store;
        _registry = registry;
        _connection = new ReopeningConnection(store, "reader");
        // A wake-up can be lost with a connection that nobody knows to be dead; a read in vain brings that to light.
        _pollInterval = LeaseTimes.Beat(store.Settings.Lease);
        ReceiveAsync<ReadFrom>(ReadAsync);
    }

    public static Props Props(ClusterStore store, IActorRef registry) =>
        Akka.Actor.Props.Create(() => new EntryReaderActor(store, registry));

    /// <inheritdoc/>
    protected override void PreStart() => _registry.Tell(ReaderReady.Instance, Self);

    /// <inheritdoc/>
    protected override void PostStop() => _connection.Close();

    private async Task ReadAsync(ReadFrom from)
    {
        try
        {
            // LISTEN goes before the first read: what is stored in between is then found by one or told by the other.
            var entries = await _connection.CallAsync(
                async connection =>
                {
                    // What was stored since the last read saw all there was has sent a notification: without one, a read is in vain.
                    if (from.AtOnce || connection.IsNotified || connection.ReadTo != from.Position)
                    {
                        connection.IsNotified = false;
                        var entries = await _store.ReadAsync(connection, from.Epoch, from.Position).ConfigureAwait(false);
                        if (from.AtOnce || !entries.IsEmpty) return entries;
                    }

                    await connection.WaitForNotificationAsync(_pollInterval).ConfigureAwait(false);
                    connection.IsNotified = false;
                    return await _store.ReadAsync(connection, from.Epoch, from.Position).ConfigureAwait(false);
                },
                _store.ListenAsync);
            _registry.Tell(new EntriesRead(from.Epoch, entries), Self);
        }
        catch (EntriesLostException lost)
        {
            _registry.Tell(new EntriesLost(from.Epoch, lost.Message), Self);
        }
        catch (Exception exception) when (DatabaseTrouble.Is(exception))
        {
            _log.Debug("The database cannot be read: {0}", exception.Message);
            _registry.Tell(new ReaderFailed(exception.Message), Self);
            Context.Stop(Self);
        }
    }
}
