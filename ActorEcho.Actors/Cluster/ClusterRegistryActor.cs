using System.Diagnostics;
using System.Globalization;
using ActorEcho.Actors.Chat;
using ActorEcho.Actors.Cluster.Storage;
using ActorEcho.Actors.Settings;
using Akka.Actor;
using Akka.Event;

namespace ActorEcho.Actors.Cluster;

/// <summary>
/// The chat of many nodes, seen from one of them: does what <see cref="ChatRegistryActor"/> does, with names and order from the
/// database. Understands the same <see cref="ChatRequest"/>s.
/// </summary>
/// <remarks>
/// <para>Requests go to the writer and are answered when they are stored, or when it is clear that they are not stored in time.
/// Everything that members hear comes back from the database through the reader, in the room's order.</para>
/// <para>Members are only here while the node holds its lease. That is looked at before every message, on the monotonic clock:
/// a process that was stopped for a while has parted from its users before it does anything else.</para>
/// </remarks>
public sealed partial class ClusterRegistryActor : UntypedActor, IWithTimers
{
    private readonly ClusterStore _store;
    private readonly Guid _instance;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private IActorRef _writer = ActorRefs.Nobody;
    private IActorRef _reader = ActorRefs.Nobody;
    private IActorRef _stopper = ActorRefs.Nobody;
    private ClusterTenure? _tenure;
    private string? _trouble = "not yet in touch with the database";

    /// <summary>Makes the actor.</summary>
    /// <param name="settings">The cluster's settings.</param>
    /// <param name="instance">Tells this process from others with the same node name, running or gone.</param>
    public ClusterRegistryActor(ClusterSettings settings, Guid instance)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _store = new ClusterStore(settings);
        _instance = instance;
        _waiting = new RegistrationQueue(settings.MaxPendingBytes / StoreOperation.Overhead);
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>How the actor is made.</summary>
    /// <param name="settings">The cluster's settings.</param>
    /// <returns>Its props.</returns>
    public static Props Props(ClusterSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var instance = Guid.NewGuid();
        return Akka.Actor.Props.Create(() => new ClusterRegistryActor(settings, instance));
    }

    /// <inheritdoc/>
    protected override void PreStart()
    {
        _writer = Context.ActorOf(StoreWriterActor.Props(_store, _instance), "writer");
        Context.ActorOf(DatabaseTrouble.Supervise(EntryReaderActor.Props(_store, Self), "entries"), "reader");
        Context.ActorOf(RetentionActor.Props(_store), "retention");
        // A hundredth of the lease: small beside the time between this node's parting and somebody else's taking over.
        Timers.StartPeriodicTimer(LeaseCheck.Instance, LeaseCheck.Instance, _store.Settings.Lease / 100);
    }

    /// <inheritdoc/>
    protected override void PreRestart(Exception reason, object? message)
    {
        _log.Warning("The chat has failed and starts again without users; the database frees their names when the node is back");
        EndTenure("the chat has failed", isLast: true);
        RefuseWaiting();
        if (message is ChatRequest) Sender.Tell(new ChatNotice.Dismissed("the chat has failed"), Self);
        _stopper.Tell(new ClusterStopped(), Self);
        base.PreRestart(reason, message);
    }

    /// <inheritdoc/>
    protected override void PostStop()
    {
        EndTenure("the chat has stopped", isLast: true);
        RefuseWaiting();
    }

    /// <inheritdoc/>
    protected override void OnReceive(object message)
    {
        CheckLease();
        switch (message)
        {
            case LeaseCheck:
                CheckReader();
                break;
            case RegistrationsLate:
                RefuseWaiting(Stopwatch.GetTimestamp());
                AwaitFirstDeadline();
                break;
            case ChatRequest.Receipt receipt:
                if (_tenure?.Room.Find(Sender) is { } reader) _tenure.Room.Receipt(reader, receipt.Weight);
                Deliver();
                break;
            case ChatRequest request:
                Handle(request, Sender);
                break;
            case Terminated terminated:
                Depart(terminated.ActorRef);
                Deliver();
                break;
            case WritesStored stored when stored.Epoch == _tenure?.Epoch:
                OnStored(stored, _tenure);
                Deliver();
                break;
            case WritesGivenUp given when given.Epoch == _tenure?.Epoch:
                foreach (var write in given.Writes) OnGivenUp(write, _tenure);
                Deliver();
                break;
            case EntriesRead read when read.Epoch == _tenure?.Epoch:
                OnRead(read, _tenure);
                break;
            case EntriesLost lost when lost.Epoch == _tenure?.Epoch:
                Abandon($"the node is too far behind: {lost.Reason}");
                break;
            case WritesStored or WritesGivenUp or EntriesRead or EntriesLost:
                break; // Of a tenure that is over: whom it concerned has been told.
            case ReaderReady:
                _reader = Sender;
                ReadOn();
                break;
            case ReaderFailed failed:
                _readerTrouble = failed.Reason;
                break;
            case TenureBegan began when Sender.Equals(_writer) && _stopper.IsNobody():
                Begin(began);
                break;
            case TenureBegan:
                break; // The node stops; or a writer began it that went down with this actor's last incarnation.
            case LeaseExtended extended when extended.Epoch == _tenure?.Epoch:
                _trouble = null;
                _tenure.CutOff = extended.CutOff;
                break;
            case LeaseExtended:
                break;
            case TenureEnded ended:
                if (ended.Epoch == _tenure?.Epoch) EndTenure(ended.Reason);
                Sender.Tell(new UsersDismissed(ended.Epoch), Self);
                break;
            case TenureDelayed delayed:
                _trouble = delayed.Reason;
                break;
            case WriterStarted:
                EndTenure("the writer has failed");
                Sender.Tell(new UsersDismissed(0), Self);
                break;
            case GetChatHealth:
                Sender.Tell(Health(), Self);
                break;
            case StopCluster:
                _stopper = Sender;
                EndTenure("the node stops", isLast: true);
                RefuseWaiting();
                _writer.Tell(ReleaseLease.Instance, Self);
                break;
            case LeaseReleased:
                _stopper.Tell(new ClusterStopped(), Self);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void CheckLease()
    {
        if (_tenure is not null && MonotonicTime.HasPassed(_tenure.CutOff))
            Abandon("the database could not extend this node's lease in time");
    }

    private void Begin(TenureBegan began)
    {
        _tenure = new ClusterTenure(began);
        _trouble = null;
        ReadOn();
    }

    private void Open(ClusterTenure tenure)
    {
        tenure.IsOpen = true;
        _log.Info("Node {0} is part of the cluster, in epoch {1}; chat is open", _store.Settings.Node, tenure.Epoch);
        LetIn(tenure);
    }

    private void Abandon(string reason)
    {
        var epoch = _tenure!.Epoch;
        EndTenure(reason);
        _writer.Tell(new UsersDismissed(epoch), Self);
    }

    /// <summary>Parts from all users.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="isLast">Whether no other tenure follows, for which those could wait who have asked for a name.</param>
    private void EndTenure(string reason, bool isLast = false)
    {
        if (_tenure is not { } tenure) return;
        _tenure = null;
        _trouble ??= reason;
        if (!tenure.IsOpen) return; // Nobody was let in, and whoever waits still does.
        if (_stopper.IsNobody()) _log.Warning("Chat is closed, and all users of this node ({0}) are disconnected: {1}", tenure.Room.Count, reason);
        else _log.Info("Chat is closed: {0}", reason);
        IEnumerable<IActorRef> users = tenure.Room.Members.Select(static member => member.Session).Concat(tenure.Leavers);
        // Their joining may be under way, so they are not told that it is not stored; the end of their connection says neither.
        if (isLast) users = users.Concat(tenure.Joiners.Keys);
        foreach (var session in users)
        {
            Context.Unwatch(session);
            session.Tell(new ChatNotice.Dismissed(reason), Self);
        }

        if (isLast) return;
        // If one of them is stored nevertheless, that ends with the epoch: before the next one of this process begins.
        foreach (var joining in tenure.Joiners.Values.OrderBy(static joining => joining.Number)) Wait(joining.Waiting);
    }

    private ChatHealth Health()
    {
        var node = $"node {_store.Settings.Node}";
        if (_tenure is not { IsOpen: true } tenure)
            return new ChatHealth(false, 0, $"chat is closed on {node}: {_trouble ?? ReaderTrouble}");
        var left = MonotonicTime.Between(Stopwatch.GetTimestamp(), tenure.CutOff).TotalSeconds;
        var users = tenure.Room.Count;
        if (_trouble is not null)
        {
            return new ChatHealth(false, users, string.Create(
                CultureInfo.InvariantCulture, $"chat stores nothing for now, and all users of this node ({users}) are disconnected in {left:0.0} s: {node}, {_trouble}"));
        }

        return _isDeaf
            ? new ChatHealth(false, users, $"users of this node ({users}) hear nothing of what is said: {node}, {ReaderTrouble}")
            : new ChatHealth(true, users, string.Create(
                CultureInfo.InvariantCulture, $"chat is open: {node}, epoch {tenure.Epoch}, {users} users here, the lease is good for {left:0.0} s"));
    }

    private sealed class LeaseCheck
    {
        public static readonly LeaseCheck Instance = new();
    }
}
