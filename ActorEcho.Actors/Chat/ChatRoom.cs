using Akka.Actor;

namespace ActorEcho.Actors.Chat;

/// <summary>
/// Who is here on this node, and the way to them. Not thread-safe: it belongs to one registry.
/// </summary>
internal sealed class ChatRoom
{
    /// <summary>
    /// What a member's mailbox may hold on average, in weights of messages: a few times what it receipts at once. Beyond that
    /// the sessions' actors are behind, and more deliveries would only pile up.
    /// </summary>
    private const int WeightPerMember = 4 * ChatRequest.Receipt.Quantum;

    /// <summary>Beyond this the gathered texts go out, so that they fit into one send and one ordinary array.</summary>
    public const int MaxGatheredBytes = 32 * 1024;

    private readonly List<(ChatMember Except, ChatMessage Message)> _gathered = [];
    private readonly Dictionary<IActorRef, ChatMember> _bySession = [];
    private readonly Dictionary<ChatName, ChatMember> _byName = [];
    private readonly List<ChatMember> _byAge = [];
    private long _unreceipted;
    private long _gatheredDeliveries;
    private int _gatheredBytes;

    public int Count => _byAge.Count;

    /// <summary>All members, the oldest first.</summary>
    public IReadOnlyList<ChatMember> Members => _byAge;

    /// <summary>
    /// Whether the sessions' actors keep up with the deliveries. It has nothing to do with clients that do not read:
    /// a session receipts a message when it has queued it for its socket.
    /// </summary>
    public bool KeepsUp => _unreceipted + _gatheredDeliveries <= (long)WeightPerMember * Count;

    /// <summary>Whether texts wait for <see cref="DeliverGathered"/>.</summary>
    public bool HasGathered => _gathered.Count > 0;

    public ChatMember? Find(IActorRef session) => _bySession.GetValueOrDefault(session);

    public ChatMember? Find(in ChatName name) => _byName.GetValueOrDefault(name);

    /// <summary>Lets a member in. What was gathered must have been delivered: it was said before.</summary>
    public void Add(ChatMember member)
    {
        _bySession.Add(member.Session, member);
        _byName.Add(member.Name, member);
        _byAge.Add(member);
    }

    public void Remove(ChatMember member)
    {
        _bySession.Remove(member.Session);
        _byName.Remove(member.Name);
        _byAge.Remove(member);
        Receipt(member, member.Unreceipted);
    }

    /// <summary>Counts deliveries of that weight as passed on.</summary>
    public void Receipt(ChatMember member, long weight)
    {
        member.Unreceipted -= weight;
        _unreceipted -= weight;
    }

    /// <summary>Waits for no receipt of a session that has ended or leaves, and delivers nothing more to it.</summary>
    public void GiveUp(ChatMember member)
    {
        member.IsGone = true;
        Receipt(member, member.Unreceipted);
    }

    /// <summary>Delivers to one member.</summary>
    public void Deliver(ChatMember member, ChatMessage message, IActorRef registry)
    {
        if (member.IsGone) return;
        member.Unreceipted += message.Weight;
        _unreceipted += message.Weight;
        member.Session.Tell(message, registry);
    }

    /// <summary>
    /// Gathers a text for everyone but one. A member then gets all that was gathered in one message, and with that in one
    /// write: what many say at the same time costs a member one system call, not one for each.
    /// </summary>
    public void GatherForOthers(ChatMember except, ChatMessage message, IActorRef registry)
    {
        _gathered.Add((except, message));
        _gatheredDeliveries += (long)message.Weight * (Count - (Find(except.Session) == except ? 1 : 0));
        _gatheredBytes += message.Bytes.Length;
        if (_gatheredBytes >= MaxGatheredBytes) DeliverGathered(registry);
    }

    /// <summary>Delivers what was gathered, each member's own texts excepted. Most members share one message.</summary>
    public void DeliverGathered(IActorRef registry)
    {
        if (_gathered.Count == 0) return;
        foreach (var (except, _) in _gathered) except.HasSpoken = true;
        var forListeners = ChatMessage.Together([.. _gathered.Select(static said => said.Message)]);
        foreach (var member in _byAge)
        {
            if (!member.HasSpoken) Deliver(member, forListeners, registry);
            else if (GatheredFor(member) is { } others) Deliver(member, others, registry);
        }

        foreach (var (except, _) in _gathered) except.HasSpoken = false;
        _gathered.Clear();
        _gatheredDeliveries = 0;
        _gatheredBytes = 0;
    }

    private ChatMessage? GatheredFor(ChatMember member)
    {
        ChatMessage[] others = [.. _gathered.Where(said => !ReferenceEquals(said.Except, member)).Select(static said => said.Message)];
        return others.Length == 0 ? null : ChatMessage.Together(others);
    }

    /// <summary>The names, the newest first, at most so many.</summary>
    public ChatName[] List(int maxUsers)
    {
        var users = new ChatName[Math.Min(maxUsers, Count)];
        for (var i = 0; i < users.Length; i++) users[i] = _byAge[^(i + 1)].Name;
        return users;
    }
}
