using System.Diagnostics;
using ActorEcho.Actors.Cluster.Storage;
using Akka.Actor;
using Akka.Event;
using Akka.Pattern;

namespace ActorEcho.Actors.Cluster;

/// <summary>
/// Holds the node's lease and stores what the node has to say, a batch at a time: while one is under way the next one gathers.
/// Every batch extends the lease; when there is nothing to store, an empty one does.
/// </summary>
/// <remarks>
/// A batch whose end is unknown is sent again under its number, so that it is stored once. What has not been stored by its
/// deadline is not stored later: the database looks at its clock before it stores. A circuit breaker keeps a database that is away
/// from being asked all the time.
/// </remarks>
internal sealed partial class StoreWriterActor : UntypedActor, IWithTimers
{
    private const int MaxOperations = 256;
    private const int MaxBytes = 1 << 20;
    private const int MaxFailures = 3;

    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan FirstRest = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(2);

    private readonly ClusterStore _store;
    private readonly Guid _instance;
    private readonly ReopeningConnection _connection;
    private readonly CircuitBreaker _breaker;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly WriteQueue _queue;
    private Tenure? _tenure;
    private long _lastEpoch;
    private long _dismissed = -1;
    private string? _troubleInLog;
    private bool _isCalling;
    private bool _rests;
    private bool _isBeatDue;
    private bool _isStopping;
    private long _stopBy;

    public StoreWriterActor(ClusterStore store, Guid instance)
    {
        _store = store;
        _instance = instance;
        _connection = new ReopeningConnection(store, "writer");
        // A call is given up after the store's timeout; then there is half of that left to find out what came of it.
        _queue = new WriteQueue(MaxOperations, MaxBytes, store.Settings.StoreTimeout / 2);
        // The calls keep their own deadlines: opening, which takes longer the more hosts there are, looking at the schema, and the call
        // itself. One that the breaker gave up would still be under way when the next begins.
        _breaker = new CircuitBreaker(
            Context.System.Scheduler, MaxFailures, Timeout.InfiniteTimeSpan, FirstRest).WithExponentialBackoff(LongestRest);
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(ClusterStore store, Guid instance) =>
        Akka.Actor.Props.Create(() => new StoreWriterActor(store, instance));

    /// <inheritdoc/>
    protected override void PreStart()
    {
        Context.Parent.Tell(WriterStarted.Instance, Self);
        Timers.StartPeriodicTimer(Beat.Instance, Beat.Instance, LeaseTimes.Beat(_store.Settings.Lease));
        Timers.StartPeriodicTimer(DeadlineCheck.Instance, DeadlineCheck.Instance, _store.Settings.StoreTimeout / 10);
        Proceed();
    }

    /// <inheritdoc/>
    protected override void PostStop() => _connection.Close();

    /// <inheritdoc/>
    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case PendingWrite write:
                Enqueue(write);
                break;
            case PositionReached reached when _tenure is not null:
                _tenure.Position = reached.Position;
                break;
            case PositionReached:
                break;
            case UsersDismissed dismissed:
                if (_tenure?.Epoch == dismissed.Epoch) Forget();
                _dismissed = Math.Max(_dismissed, dismissed.Epoch);
                break;
            case ReleaseLease:
                _isStopping = true;
                _queue.DropJoins();
                _stopBy = MonotonicTime.After(_store.Settings.StoreTimeout);
                break;
            case Beat:
                _isBeatDue = true;
                break;
            case DeadlineCheck:
                GiveUpLate();
                break;
            case Rested:
                _rests = false;
                break;
            case Ended ended:
                _isCalling = false;
                OnEnded(ended);
                break;
            default:
                Unhandled(message);
                break;
        }

        Proceed();
    }

    private void Enqueue(PendingWrite write)
    {
        if (_tenure is null) return; // Its tenure is over; whoever wanted it has been told.
        var isFull = _queue.Weight > _store.Settings.MaxPendingBytes && write.Operation.Kind != EntryKind.Leave;
        if (isFull) Tell(new WritesGivenUp(_tenure.Epoch, [new GivenUpWrite(write, MayBeStored: false)]));
        else _queue.Add(write);
    }

    private void GiveUpLate()
    {
        if (_tenure is null) return;
        var late = _queue.GiveUp(Stopwatch.GetTimestamp());
        if (!late.IsEmpty) Tell(new WritesGivenUp(_tenure.Epoch, late));
    }

    /// <summary>Begins the next call to the database, if one is due and none is under way.</summary>
    private void Proceed()
    {
        if (_isCalling) return;
        if (_isStopping && (_tenure is null || _queue.IsEmpty || MonotonicTime.HasPassed(_stopBy))) Release();
        else if (_rests) return;
        // The database frees the names of this process's last tenure when it grants the next one.
        else if (_tenure is null && _dismissed >= _lastEpoch) Acquire();
        else if (_tenure is not null && (_isBeatDue || !_queue.IsEmpty)) Write(_tenure);
    }

    private void Acquire() => Call(async connection =>
    {
        var asked = Stopwatch.GetTimestamp();
        return new Ended.Acquired(await _store.AcquireAsync(connection, _instance, asked).ConfigureAwait(false), asked);
    });

    private void Write(Tenure tenure)
    {
        var sweep = _isBeatDue || _queue.HasJoins;
        _isBeatDue = false;
        var operations = _queue.BeginBatch();
        // An empty batch has no end that could matter, so only the others need numbers of their own.
        if (operations.Length > 0 && !_queue.IsRepeated) tenure.Batch++;
        var (epoch, batch, position) = (tenure.Epoch, tenure.Batch, tenure.Position);
        Call(async connection =>
        {
            var asked = Stopwatch.GetTimestamp();
            var stored = await _store.WriteAsync(connection, _instance, epoch, batch, position, sweep, operations).ConfigureAwait(false);
            return new Ended.Stored(epoch, stored, asked);
        });
    }

    private void Release()
    {
        if (_tenure is not { } tenure)
        {
            Tell(LeaseReleased.Instance);
            Context.Stop(Self);
            return;
        }

        Forget();
        Call(async connection =>
        {
            await _store.ReleaseAsync(connection, _instance, tenure.Epoch).ConfigureAwait(false);
            return Ended.Released.Instance;
        });
    }

    private void Call(Func<ClusterConnection, Task<Ended>> call)
    {
        _isCalling = true;
        _breaker.WithCircuitBreaker(_ => _connection.CallAsync(call))
            .PipeTo(Self, failure: static exception => new Ended.Failed(exception));
    }

    private void Rest(TimeSpan time)
    {
        _rests = true;
        Timers.StartSingleTimer(Rested.Instance, Rested.Instance, time);
    }

    private void Forget()
    {
        _tenure = null;
        _queue.Clear();
    }

    private void Tell(object message) => Context.Parent.Tell(message, Self);

    private long CutOff(long asked) => MonotonicTime.Add(asked, LeaseTimes.CutOff(_store.Settings.Lease));

    /// <summary>The time in which this node may write, as long as the lease is extended.</summary>
    private sealed class Tenure(long epoch)
    {
        public long Epoch { get; } = epoch;

        public long Batch { get; set; }

        public long Position { get; set; }
    }

    private sealed class Beat
    {
        public static readonly Beat Instance = new();
    }

    private sealed class DeadlineCheck
    {
        public static readonly DeadlineCheck Instance = new();
    }

    private sealed class Rested
    {
        public static readonly Rested Instance = new();
    }
}
