using ActorEcho.Actors.Cluster.Storage;
using Akka.Actor;
using Akka.Event;
using Akka.Pattern;

namespace ActorEcho.Actors.Cluster;

/// <content>How calls to the database end, and who is told of it.</content>
internal sealed partial class StoreWriterActor
{
    // What the log calls troubles whose words change from one time to the next.
    private const string DatabaseIsAway = "the database is away";
    private const string NameIsHeld = "another process holds the name";

    private void OnEnded(Ended ended)
    {
        if (ended is not Ended.Failed) DatabaseAnswers();
        switch (ended)
        {
            case Ended.Acquired { Acquisition: Acquisition.Granted granted } acquired:
                _tenure = new Tenure(granted.Epoch) { Position = granted.Position };
                _lastEpoch = granted.Epoch;
                _troubleInLog = null;
                Tell(new TenureBegan(granted.Epoch, granted.Position, CutOff(acquired.Asked)));
                break;
            case Ended.Acquired { Acquisition: Acquisition.HeldElsewhere held }:
                Delay(NameIsHeld, $"{NameIsHeld} of node {_store.Settings.Node} for another {held.Wait.TotalSeconds:0.0} s: its lease ends then if it was this node's last run; if it is running, give this node a name of its own (actor-echo.cluster.node)");
                // The other one may give it back before its lease is over: when an update starts the new process before the old one is gone.
                var beat = LeaseTimes.Beat(_store.Settings.Lease);
                Rest(held.Wait < beat ? held.Wait + RetryDelay : beat);
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
                if (exception is ClusterSchemaException) Delay(exception.Message, exception.Message);
                else Delay(DatabaseIsAway, $"{DatabaseIsAway}: {exception.Message}");
                Rest(RetryDelay);
                break;
        }
    }

    /// <summary>Says why there is no lease or nothing is stored; the log hears of it once, and of the next trouble again.</summary>
    private void Delay(string trouble, string reason)
    {
        if (_troubleInLog != trouble) _log.Warning("Chat cannot be stored: {0}", reason);
        _troubleInLog = trouble;
        Tell(new TenureDelayed(reason));
    }

    private void DatabaseAnswers()
    {
        if (_troubleInLog is null or NameIsHeld) return;
        _troubleInLog = null;
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
