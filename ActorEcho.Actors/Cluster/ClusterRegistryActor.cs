using System.Diagnostics.CodeAnalysis;
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
public sealed class ClusterRegistryActor : UntypedActor, IWithTimers
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
        Context.ActorOf(DatabaseTrouble.Supervise(RetentionActor.Props(_store), "trim"), "retention");
        // A hundredth of the lease: small beside the time between this node's parting and somebody else's taking over.
        Timers.StartPeriodicTimer(LeaseCheck.Instance, LeaseCheck.Instance, _store.Settings.Lease / 100);
    }

    /// <inheritdoc/>
    protected override void PostStop() => EndTenure("the chat has stopped");

    /// <inheritdoc/>
    protected override void OnReceive(object message)
    {
        CheckLease();
        switch (message)
        {
            case LeaseCheck:
                break;
            case ChatRequest.Receipt receipt:
                if (_tenure?.Room.Find(Sender) is { } reader) _tenure.Room.Receipt(reader, receipt.Frames);
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
                _tenure.Take(read.Entries);
                Deliver(isReaderIdle: true);
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
            case TenureBegan began:
                Begin(began);
                break;
            case LeaseExtended extended when extended.Epoch == _tenure?.Epoch:
                _trouble = null;
                _tenure.CutOff = extended.CutOff;
                break;
            case LeaseExtended:
                break;
            case TenureEnded ended:
                if (ended.Epoch == _tenure?.Epoch) EndTenure(ended.Reason);
                break;
            case TenureDelayed delayed:
                _trouble = delayed.Reason;
                break;
            case WriterStarted:
                EndTenure("the writer has failed");
                break;
            case GetClusterHealth:
                Sender.Tell(Health(), Self);
                break;
            case StopCluster:
                _stopper = Sender;
                EndTenure("the node stops");
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

    private void Handle(ChatRequest request, IActorRef session)
    {
        if (_tenure is not { } tenure)
        {
            if (request is ChatRequest.Register) session.Tell(new ChatNotice.Refused(ChatError.NotStored), Self);
            return;
        }

        var member = tenure.Room.Find(session);
        switch (request)
        {
            case ChatRequest.Register register when member is null && !tenure.Joiners.ContainsKey(session):
                Join(register, session, tenure);
                break;
            case ChatRequest.Register:
                session.Tell(new ChatNotice.Refused(ChatError.NameTaken), Self);
                break;
            case ChatRequest.Broadcast broadcast when member is not null:
                Store(StoreOperation.Text(member.Name, broadcast.Message), session, broadcast.Confirm);
                break;
            case ChatRequest.Whisper whisper when member is not null:
                Store(StoreOperation.Whisper(whisper.Target, whisper.Message), session);
                break;
            case ChatRequest.Leave when member is not null:
                tenure.Leavers.Add(session);
                Remove((ClusterMember)member, session, tenure);
                break;
            case ChatRequest.Leave:
                Depart(session);
                break;
        }
    }

    private void Join(ChatRequest.Register register, IActorRef session, ClusterTenure tenure)
    {
        var number = tenure.NextNumber();
        tenure.Joiners.Add(session, new ClusterTenure.Joining(register, number));
        Context.Watch(session);
        Store(StoreOperation.Join(register.Name, number, register.MaxListedUsers), session);
    }

    /// <summary>A session has ended, whether it was a member already or only wanted to be.</summary>
    private void Depart(IActorRef session)
    {
        if (_tenure is not { } tenure) return;
        tenure.Leavers.Remove(session);
        if (tenure.Joiners.Remove(session, out var joining)) Undo(joining, session);
        else if (tenure.Room.Find(session) is ClusterMember member) Remove(member, ActorRefs.Nobody, tenure);
    }

    private void Remove(ClusterMember member, IActorRef whomToAnswer, ClusterTenure tenure)
    {
        Context.Unwatch(member.Session);
        tenure.Remove(member);
        _log.Info("{0} has left; {1} here on this node", member.Name, tenure.Room.Count);
        Store(StoreOperation.Leave(member.Name, member.Number, member.MaxListedUsers), whomToAnswer);
    }

    /// <summary>The name must not stay taken by someone who was told that it is not theirs, or is no longer there.</summary>
    private void Undo(ClusterTenure.Joining joining, IActorRef session)
    {
        Context.Unwatch(session);
        Store(StoreOperation.Leave(joining.Registration.Name, joining.Number, maxListedUsers: 0), ActorRefs.Nobody);
    }

    private void Store(StoreOperation operation, IActorRef session, bool confirm = false) => _writer.Tell(
        new PendingWrite(operation, session, confirm, MonotonicTime.After(_store.Settings.StoreTimeout)), Self);

    private void OnStored(WritesStored stored, ClusterTenure tenure)
    {
        tenure.BatchStored(stored.LastSequence);
        foreach (var (write, outcome) in stored.Writes)
        {
            switch (write.Operation.Kind)
            {
                case EntryKind.Join:
                    OnJoinStored(write, outcome, stored.LastSequence, tenure);
                    break;
                case EntryKind.Leave:
                    if (tenure.Leavers.Remove(write.Session)) write.Session.Tell(new ChatNotice.Left(outcome.Users), Self);
                    break;
                case EntryKind.Whisper:
                    ChatNotice answer = outcome.Result == StoreResult.NoSuchUser
                        ? ChatNotice.NoSuchUser.Instance
                        : ChatNotice.Whispered.Instance;
                    write.Session.Tell(answer, Self);
                    break;
                default:
                    if (write.Confirm) write.Session.Tell(ChatNotice.Routed.Instance, Self);
                    break;
            }
        }
    }

    private void OnJoinStored(PendingWrite write, StoreOutcome outcome, long lastSequence, ClusterTenure tenure)
    {
        if (!IsJoining(write, tenure, out var joining)) return;
        tenure.Joiners.Remove(write.Session);
        if (outcome.Result == StoreResult.NameTaken)
        {
            Context.Unwatch(write.Session);
            write.Session.Tell(new ChatNotice.Refused(ChatError.NameTaken), Self);
            return;
        }

        var member = tenure.Add(write.Session, joining, lastSequence);
        _log.Info("{0} has joined; {1} here on this node", member.Name, tenure.Room.Count);
        write.Session.Tell(new ChatNotice.Registered(outcome.Users), Self);
        foreach (var text in outcome.History) tenure.Room.Deliver(member, StoredFrames.Decode(text), Self);
    }

    private void OnGivenUp(PendingWrite write, ClusterTenure tenure)
    {
        switch (write.Operation.Kind)
        {
            case EntryKind.Join:
                if (!IsJoining(write, tenure, out var joining)) return;
                tenure.Joiners.Remove(write.Session);
                Undo(joining, write.Session);
                write.Session.Tell(new ChatNotice.Refused(ChatError.NotStored), Self);
                break;
            case EntryKind.Leave:
                if (tenure.Leavers.Remove(write.Session))
                    write.Session.Tell(new ChatNotice.Dismissed("the database did not take the leaving in time"), Self);
                break;
            case EntryKind.Whisper:
                write.Session.Tell(new ChatNotice.Refused(ChatError.NotStored), Self);
                break;
            default:
                write.Session.Tell(ChatNotice.NotStored.Instance, Self);
                if (write.Confirm) write.Session.Tell(ChatNotice.Routed.Instance, Self);
                break;
        }
    }

    private static bool IsJoining(
        PendingWrite write, ClusterTenure tenure, [NotNullWhen(true)] out ClusterTenure.Joining? joining) =>
        tenure.Joiners.TryGetValue(write.Session, out joining) && joining.Number == write.Operation.Session;

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
        if (_tenure is { IsCaughtUp: true } tenure) _reader.Tell(new ReadFrom(tenure.Epoch, tenure.Position), Self);
    }

    private void Begin(TenureBegan began)
    {
        _tenure = new ClusterTenure(began);
        _trouble = null;
        _log.Info("Node {0} is part of the cluster, in epoch {1}; chat is open", _store.Settings.Node, began.Epoch);
        ReadOn();
    }

    private void Abandon(string reason)
    {
        var epoch = _tenure!.Epoch;
        EndTenure(reason);
        _writer.Tell(new AbandonTenure(epoch), Self);
    }

    private void EndTenure(string reason)
    {
        if (_tenure is not { } tenure) return;
        _tenure = null;
        _trouble ??= reason;
        if (_stopper.IsNobody()) _log.Warning("Chat is closed and {0} users are disconnected: {1}", tenure.Room.Count, reason);
        else _log.Info("Chat is closed: {0}", reason);
        foreach (var session in tenure.Room.Members.Select(static member => member.Session).Concat(tenure.Leavers))
        {
            Context.Unwatch(session);
            session.Tell(new ChatNotice.Dismissed(reason), Self);
        }

        foreach (var session in tenure.Joiners.Keys)
        {
            Context.Unwatch(session);
            session.Tell(new ChatNotice.Refused(ChatError.NotStored), Self);
        }
    }

    private ClusterHealth Health() => _tenure switch
    {
        null => new ClusterHealth(false, 0, $"chat is closed: {_trouble}"),
        { Room.Count: var users } when _trouble is not null => new ClusterHealth(false, users, $"chat stores nothing for now: {_trouble}"),
        { Room.Count: var users } => new ClusterHealth(true, users, "chat is open"),
    };

    private sealed class LeaseCheck
    {
        public static readonly LeaseCheck Instance = new();
    }
}
