using Akka.Actor;
using Akka.Event;

namespace ActorEcho.Actors.Chat;

/// <summary>
/// The chat of one node: gives names out, knows who is here, and passes texts on (<see cref="ChatRequest"/>).
/// A member is watched: however its session ends, its name is free and the others hear of it.
/// </summary>
/// <remarks>
/// When the members' sessions fall behind with their deliveries, requests wait here in their order until they have
/// caught up. A session has only a bounded number of requests under way, so what waits is bounded too.
/// Broadcasts that wait in its mailbox at the same time are delivered together. So it has its turn when the event loop is through with
/// what its sockets have brought: before that, every text would be carried to all members by itself.
/// </remarks>
public sealed class ChatRegistryActor : UntypedActor
{
    private readonly ChatRoom _room = new();
    private readonly Queue<(object Request, IActorRef Session)> _waiting = new();
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private bool _deliveryIsDue;

    /// <summary>How the actor is made.</summary>
    /// <returns>Its props.</returns>
    public static Props Props() => Akka.Actor.Props.Create(() => new ChatRegistryActor()).WithDispatcher("akka.io.gathering-dispatcher");

    private bool MustWait => _waiting.Count > 0 || !_room.KeepsUp;

    /// <inheritdoc/>
    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case ChatRequest.Receipt receipt:
                if (_room.Find(Sender) is { IsGone: false } reader) _room.Receipt(reader, receipt.Weight);
                CatchUp();
                break;
            case ChatRequest.Leave when MustWait:
                // A session that is closing receipts nothing more: its leave would wait behind what only its end can clear.
                if (_room.Find(Sender) is { } leaver) _room.GiveUp(leaver);
                Take(message, Sender);
                CatchUp();
                break;
            case ChatRequest request:
                Take(request, Sender);
                break;
            case Terminated terminated:
                if (_room.Find(terminated.ActorRef) is { } member) _room.GiveUp(member);
                Take(terminated, terminated.ActorRef);
                CatchUp();
                break;
            case DeliverGathered:
                _deliveryIsDue = false;
                _room.DeliverGathered(Self);
                CatchUp();
                break;
            case GetChatHealth:
                Sender.Tell(new ChatHealth(true, _room.Count, $"chat is open: {_room.Count} users"), Self);
                break;
            default:
                Unhandled(message);
                break;
        }

        // Told to itself, it comes behind the broadcasts that are waiting by then.
        if (!_room.HasGathered || _deliveryIsDue) return;
        _deliveryIsDue = true;
        Self.Tell(DeliverGathered.Instance, Self);
    }

    /// <inheritdoc/>
    protected override void PreRestart(Exception reason, object? message)
    {
        _log.Warning("The chat has failed and starts again without users: {0} are disconnected", _room.Count);
        if (message is ChatRequest) Sender.Tell(new ChatNotice.Dismissed("the chat has failed"), Self);
        base.PreRestart(reason, message);
    }

    /// <inheritdoc/>
    protected override void PostStop()
    {
        // Those too whose requests are still waiting: who asks for a name is no member yet, and would wait for ever.
        var sessions = _room.Members.Select(static member => member.Session).Union(_waiting.Select(static waiting => waiting.Session));
        foreach (var session in sessions) session.Tell(new ChatNotice.Dismissed("the chat has stopped"), Self);
    }

    private void Take(object request, IActorRef session)
    {
        if (MustWait) _waiting.Enqueue((request, session));
        else Handle(request, session);
    }

    private void CatchUp()
    {
        while (_room.KeepsUp && _waiting.TryPeek(out var next))
        {
            Handle(next.Request, next.Session);
            _waiting.Dequeue(); // Only now: were this to fail, its session would have to be told.
        }
    }

    private void Handle(object request, IActorRef session)
    {
        var member = _room.Find(session);
        // All but broadcasts are answered, or change who is here: what was said before comes before.
        if (request is not ChatRequest.Broadcast) _room.DeliverGathered(Self);
        switch (request)
        {
            case ChatRequest.Register register:
                Register(register, member, session);
                break;
            case ChatRequest.Broadcast broadcast when member is not null:
                _room.GatherForOthers(member, broadcast.Message, Self);
                if (broadcast.Confirm) session.Tell(ChatNotice.Routed.Instance, Self);
                break;
            case ChatRequest.Whisper whisper when member is not null:
                Whisper(whisper, session);
                break;
            case ChatRequest.Leave when member is not null:
                Remove(member);
                session.Tell(new ChatNotice.Left(_room.List(member.MaxListedUsers)), Self);
                break;
            case Terminated when member is not null:
                Remove(member);
                break;
        }
    }

    private void Register(ChatRequest.Register register, ChatMember? already, IActorRef session)
    {
        if (already is not null || _room.Find(register.Name) is not null)
        {
            session.Tell(new ChatNotice.Refused(ChatError.NameTaken), Self);
            return;
        }

        var member = new ChatMember(session, register);
        _room.Add(member);
        Context.Watch(session);
        _log.Info("{0} has joined; {1} here", member.Name, _room.Count);
        session.Tell(new ChatNotice.Registered(_room.List(member.MaxListedUsers)), Self);
        _room.GatherForOthers(member, ChatMessage.Joined(member.Name), Self);
    }

    private void Whisper(ChatRequest.Whisper whisper, IActorRef session)
    {
        if (_room.Find(whisper.Target) is not { } target)
        {
            session.Tell(ChatNotice.NoSuchUser.Instance, Self);
            return;
        }

        _room.Deliver(target, whisper.Message, Self);
        session.Tell(ChatNotice.Whispered.Instance, Self);
    }

    private void Remove(ChatMember member)
    {
        Context.Unwatch(member.Session);
        _room.Remove(member);
        _log.Info("{0} has left; {1} here", member.Name, _room.Count);
        _room.GatherForOthers(member, ChatMessage.Left(member.Name), Self);
    }

    private sealed class DeliverGathered : INoSerializationVerificationNeeded, IDeadLetterSuppression
    {
        public static readonly DeliverGathered Instance = new();
    }
}
