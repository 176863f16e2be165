using ActorEcho.Actors.Cluster.Storage;
using Akka.Actor;
using Akka.Event;
using Akka.Pattern;

namespace ActorEcho.Actors.Cluster;

/// <content>How calls to the database end, and who is told of it.</content>
internal sealed partial class StoreWriterActor
{
    private void OnEnded(Ended ended)
    {
        if (ended is not Ended.Failed) Recovered();
        switch (ended)
        {
            case Ended.Acquired { Acquisition: Acquisition.Granted granted } acquired:
                _tenure = new Tenure(granted.Epoch) { Position = granted.Position };
                _lastEpoch = granted.Epoch;
                Tell(new TenureBegan(granted.Epoch, granted.Position, CutOff(acquired.Asked)));
                break;
            case Ended.Acquired { Acquisition: Acquisition.HeldElsewhere held }:
                Delay($"another process holds the name of node {_store.Settings.Node} for another {held.Wait.TotalSeconds:0.0} s: its lease ends then if it was this node's last run; if it is running, give this node a name of its own (actor-echo.cluster.node)");
                Rest(held.Wait + RetryDelay);
                break;
            case Ended.Stored stored when _tenure?.Epoch == stored.Epoch:
                Tell(new LeaseExtended(stored.Epoch, CutOff(stored.Asked)));
                OnStored(stored.Epoch, stored.Batch);
                break;
            case Ended.Failed failed:
                OnFailed(failed.Exception);
                break;
        }
    }

    private void OnStored(long epoch, StoredBatch batch)
    {
        var end = _queue.EndBatch(batch.Outcomes);
        // First what is not stored: whoever is told that it has left hears nothing more.
        if (!end.TooLate.IsEmpty) Tell(new WritesGivenUp(epoch, end.TooLate));
        Tell(new WritesStored(epoch, batch.LastSequence, end.Stored, batch.History));
        if (end.Belied > 0)
        {
            _log.Warning(
                "{0} messages are stored though their senders were told that they are not (ERR 5): the database stored them in time, but its answer took longer than one and a half store-timeout",
                end.Belied);
        }
    }

    private void OnFailed(Exception exception)
    {
        switch (exception)
        {
            case OpenCircuitException open:
                Rest(open.RemainingDuration > RetryDelay ? open.RemainingDuration : RetryDelay);
                break;
            case LeaseLostException lost:
                if (_tenure is { } tenure)
                {
                    Forget();
                    Tell(new TenureEnded(tenure.Epoch, lost.Message));
                }

                break;
            default:
                Delay(exception is ClusterSchemaException ? exception.Message : $"the database is away: {exception.Message}");
                Rest(RetryDelay);
                break;
        }
    }

    private void Delay(string reason)
    {
        if (_trouble is null) _log.Warning("Chat cannot be stored: {0}", reason);
        _trouble = reason;
        Tell(new TenureDelayed(reason));
    }

    private void Recovered()
    {
        if (_trouble is null) return;
        _trouble = null;
        _log.Info("The database answers again");
    }

    /// <summary>How a call to the database ended.</summary>
    private abstract record Ended : INoSerializationVerificationNeeded
    {
        public sealed record Acquired(Acquisition Acquisition, long Asked) : Ended;

        public sealed record Stored(long Epoch, StoredBatch Batch, long Asked) : Ended;

        public sealed record Released : Ended
        {
            public static readonly Released Instance = new();
        }

        public sealed record Failed(Exception Exception) : Ended;
    }
}
