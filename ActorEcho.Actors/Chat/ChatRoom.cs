using Akka.Actor;

namespace ActorEcho.Actors.Chat;

/// <summary>
/// Who is here on this node, and the way to them. Not thread-safe: it belongs to one registry.
/// </summary>
internal sealed class ChatRoom
{
    /// <summary>
    /// How many frames a member may have in its mailbox on average: a few times what it receipts at once. Beyond that
    /// the sessions' actors are behind, and more deliveries would only pile up.
    /// </summary>
    private const int FramesPerMember = 4 * ChatRequest.Receipt.Quantum;

    private readonly Dictionary<IActorRef, ChatMember> _bySession = [];
    private readonly Dictionary<ChatName, ChatMember> _byName = [];
    private readonly List<ChatMember> _byAge = [];
    private long _unreceiptedFrames;

    public int Count => _byAge.Count;

    /// <summary>All members, the oldest first.</summary>
    public IReadOnlyList<ChatMember> Members => _byAge;

    /// <summary>
    /// Whether the sessions' actors keep up with the deliveries. It has nothing to do with clients that do not read:
    /// a session receipts a frame when it has queued it for its socket.
    /// </summary>
    public bool KeepsUp => _unreceiptedFrames <= (long)FramesPerMember * Count;

    public ChatMember? Find(IActorRef session) => _bySession.GetValueOrDefault(session);

    public ChatMember? Find(in ChatName name) => _byName.GetValueOrDefault(name);

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
        Receipt(member, member.UnreceiptedFrames);
    }

    /// <summary>Counts frames as passed on.</summary>
    public void Receipt(ChatMember member, long frames)
    {
        member.UnreceiptedFrames -= frames;
        _unreceiptedFrames -= frames;
    }

    /// <summary>Waits for no receipt of a session that has ended, and delivers nothing more to it.</summary>
    public void GiveUp(ChatMember member)
    {
        member.IsGone = true;
        Receipt(member, member.UnreceiptedFrames);
    }

    /// <summary>Delivers to one member.</summary>
    public void Deliver(ChatMember member, ChatMessage message, IActorRef registry)
    {
        if (member.IsGone) return;
        member.UnreceiptedFrames += message.Frames.Length;
        _unreceiptedFrames += message.Frames.Length;
        member.Session.Tell(message, registry);
    }

    /// <summary>Delivers to everyone but one.</summary>
    public void DeliverToOthers(ChatMember except, ChatMessage message, IActorRef registry)
    {
        foreach (var member in _byAge)
            if (!ReferenceEquals(member, except)) Deliver(member, message, registry);
    }

    /// <summary>The names, the newest first, at most so many.</summary>
    public ChatName[] List(int maxUsers)
    {
        var users = new ChatName[Math.Min(maxUsers, Count)];
        for (var i = 0; i < users.Length; i++) users[i] = _byAge[^(i + 1)].Name;
        return users;
    }
}
