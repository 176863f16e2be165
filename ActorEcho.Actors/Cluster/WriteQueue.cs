using System.Collections.Immutable;
using ActorEcho.Actors.Cluster.Storage;

namespace ActorEcho.Actors.Cluster;

/// <summary>
/// What waits to be stored, and the batch that is under way. Not thread-safe.
/// </summary>
/// <param name="maxOperations">The most operations in a batch.</param>
/// <param name="maxBytes">The most bytes in a batch, unless a single operation has more.</param>
/// <param name="inquiry">How long after its deadline the end of what has been sent may stay unknown before it is given up.</param>
internal sealed class WriteQueue(int maxOperations, int maxBytes, TimeSpan inquiry)
{
    private readonly Queue<Waiting> _waiting = new();
    private Waiting[] _batch = [];
    private int _joins;

    /// <summary>How much memory all that is not stored yet holds, roughly, in bytes.</summary>
    public long Weight { get; private set; }

    public bool IsEmpty => _waiting.Count == 0 && _batch.Length == 0;

    /// <summary>Whether a name is asked for in what comes next.</summary>
    public bool HasJoins => _joins > 0;

    /// <summary>Whether the batch begun last had been begun before.</summary>
    public bool IsRepeated { get; private set; }

    public void Add(PendingWrite write)
    {
        _waiting.Enqueue(new Waiting(write));
        Weight += write.Operation.Weight;
        if (write.Operation.Kind == EntryKind.Join) _joins++;
    }

    /// <summary>
    /// The batch to send: the one whose end is not known, otherwise what has waited longest. Operations that were given up
    /// keep their place, so that the batch is the same, but do nothing.
    /// </summary>
    public BatchedOperation[] BeginBatch()
    {
        IsRepeated = _batch.Length > 0;
        if (!IsRepeated) _batch = Take();
        return Array.ConvertAll(_batch, static waiting => waiting.ToSend);
    }

    /// <summary>The batch is stored, but for what came too late.</summary>
    /// <param name="outcomes">How its operations ended.</param>
    public BatchEnd EndBatch(StoreOutcome[] outcomes)
    {
        var stored = ImmutableArray.CreateBuilder<StoredWrite>(_batch.Length);
        var late = ImmutableArray.CreateBuilder<GivenUpWrite>();
        var belied = 0;
        for (var i = 0; i < _batch.Length; i++)
        {
            var (waiting, outcome) = (_batch[i], outcomes[i]);
            Forget(waiting);
            if (waiting.IsGivenUp) belied += waiting.IsText && outcome.Result == StoreResult.Done ? 1 : 0;
            else if (outcome.Result == StoreResult.TooLate) late.Add(new GivenUpWrite(waiting.Write, MayBeStored: false));
            else stored.Add(new StoredWrite(waiting.Write, outcome));
        }

        _batch = [];
        return new BatchEnd(stored.DrainToImmutable(), late.DrainToImmutable(), belied);
    }

    /// <summary>
    /// Gives up what is past its deadline; leaves are to be stored nevertheless. What has been sent may be stored already, so it
    /// is given up only when that could not be found out either.
    /// </summary>
    /// <returns>What was given up just now.</returns>
    public ImmutableArray<GivenUpWrite> GiveUp(long now)
    {
        var late = ImmutableArray.CreateBuilder<GivenUpWrite>();
        foreach (var waiting in _batch) GiveUp(waiting, MonotonicTime.Add(now, -inquiry), wasSent: true, late);
        foreach (var waiting in _waiting) GiveUp(waiting, now, wasSent: false, late);
        ForgetDropped();
        return late.DrainToImmutable();
    }

    /// <summary>Gives up all joins that were not sent: none of them is ever stored.</summary>
    public void DropJoins()
    {
        foreach (var waiting in _waiting) waiting.IsGivenUp |= waiting.Write.Operation.Kind == EntryKind.Join;
        ForgetDropped();
    }

    public void Clear()
    {
        _waiting.Clear();
        _batch = [];
        Weight = 0;
        _joins = 0;
    }

    private static void GiveUp(Waiting waiting, long now, bool wasSent, ImmutableArray<GivenUpWrite>.Builder late)
    {
        if (waiting.IsGivenUp || waiting.Write.Deadline > now) return;
        waiting.IsGivenUp = true;
        late.Add(new GivenUpWrite(waiting.Write, wasSent));
    }

    /// <summary>What was given up before it was sent goes; only leaves stay, behind which nothing can be waiting for long.</summary>
    private void ForgetDropped()
    {
        while (_waiting.TryPeek(out var first) && first.IsDropped) Forget(_waiting.Dequeue());
    }

    private Waiting[] Take()
    {
        var batch = new List<Waiting>();
        var bytes = 0;
        while (batch.Count < maxOperations && _waiting.TryPeek(out var next))
        {
            bytes += next.Write.Operation.Body.Length;
            if (bytes > maxBytes && batch.Count > 0) break;
            _waiting.Dequeue();
            if (next.IsDropped) Forget(next);
            else batch.Add(next);
        }

        return [.. batch];
    }

    private void Forget(Waiting waiting)
    {
        Weight -= waiting.Write.Operation.Weight;
        if (waiting.Write.Operation.Kind == EntryKind.Join) _joins--;
    }

    private sealed class Waiting(PendingWrite write)
    {
        public PendingWrite Write { get; } = write;

        public bool IsGivenUp { get; set; }

        public bool IsDropped => IsGivenUp && Write.Operation.Kind != EntryKind.Leave;

        public bool IsText => Write.Operation.Kind is EntryKind.Text or EntryKind.Whisper;

        public BatchedOperation ToSend => IsDropped
            ? new BatchedOperation(Write.Operation with { Kind = EntryKind.Nothing, Body = [] }, long.MaxValue)
            : new BatchedOperation(Write.Operation, Write.Operation.Kind == EntryKind.Leave ? long.MaxValue : Write.Deadline);
    }
}

/// <summary>How a batch ended.</summary>
/// <param name="Stored">What is stored, with its ends, without what had been given up.</param>
/// <param name="TooLate">What the database did not store any more, without what had been given up.</param>
/// <param name="Belied">How many texts had been given up, and are stored nevertheless.</param>
internal readonly record struct BatchEnd(ImmutableArray<StoredWrite> Stored, ImmutableArray<GivenUpWrite> TooLate, int Belied);
