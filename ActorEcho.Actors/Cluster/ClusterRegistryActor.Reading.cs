using System.Diagnostics;
using ActorEcho.Actors.Cluster.Storage;
using Akka.Actor;
using Akka.Event;

namespace ActorEcho.Actors.Cluster;

/// <content>
/// What the reader brings is delivered. The lease says only that this node can write; that nothing comes back shows in what its own
/// batches have seen, the empty ones that extend the lease among them.
/// </content>
public sealed partial class ClusterRegistryActor
{
    private bool _isDeaf;
    private string? _readerTrouble;

    private string ReaderTrouble => _readerTrouble is null
        ? "the database can be written, but nothing is read from it"
        : $"the database can be written, but not be read: {_readerTrouble}";

    /// <summary>Longer than a reader whose notification is lost needs to look by itself, and to learn that its connection is dead.</summary>
    private TimeSpan ReaderPatience => LeaseTimes.Beat(_store.Settings.Lease) * 2 + _store.Settings.StoreTimeout;

    private void OnRead(EntriesRead read, ClusterTenure tenure)
    {
        tenure.Take(read.Entries);
        _readerTrouble = null;
        if (!tenure.IsOpen) Open(tenure);
        if (_isDeaf && tenure.MissingSince is null)
        {
            _isDeaf = false;
            _log.Info("What is said is read from the database again");
        }

        Deliver(isReaderIdle: true);
    }

    private void Deliver(bool isReaderIdle = false)
    {
        if (_tenure is not { } tenure || (tenure.IsCaughtUp && !isReaderIdle)) return;
        tenure.Deliver(Self);
        if (!tenure.IsCaughtUp) return;
        _writer.Tell(new PositionReached(tenure.Position), Self);
        ReadOn();
    }

    private void ReadOn()
    {
        if (_tenure is { IsCaughtUp: true } tenure)
            _reader.Tell(new ReadFrom(tenure.Epoch, tenure.Position, AtOnce: !tenure.IsOpen), Self);
    }

    /// <summary>
    /// Has the reader connect anew when it does not bring what there is: its connection may lead to a server that is the primary no
    /// longer. Where that does not help, users are parted from as they are where the database cannot be written.
    /// </summary>
    private void CheckReader()
    {
        if (_tenure is not { MissingSince: { } since } tenure) return;
        var missing = MonotonicTime.Between(since, Stopwatch.GetTimestamp());
        if (missing > ReaderPatience && !_isDeaf)
        {
            _isDeaf = true;
            _log.Warning("This node hears nothing of what is said: {0}", ReaderTrouble);
            _reader.Tell(PoisonPill.Instance, Self);
        }
        else if (missing > ReaderPatience + LeaseTimes.CutOff(_store.Settings.Lease) && tenure.IsOpen)
        {
            Abandon(ReaderTrouble);
        }
    }
}
