using System.Collections.Immutable;
using System.Diagnostics;
using ActorEcho.Actors.Chat;
using ActorEcho.Actors.Cluster.Storage;
using Akka.Actor;

namespace ActorEcho.Actors.Cluster;

/// <summary>
/// All that holds while a node has its lease: who is here by way of it, who wants to be or no longer wants to, and how far the
/// room's entries have been delivered. When the lease ends, so does this. Not thread-safe.
/// </summary>
/// <param name="began">How it began.</param>
internal sealed class ClusterTenure(TenureBegan began)
{
    /// <summary>As many as a member receipts at once: they fill a write well, and bound what is delivered between two looks at
    /// whether the members keep up.</summary>
    private const int MaxGathered = ChatRequest.Receipt.Quantum;

    private readonly Dictionary<long, ClusterMember> _byNumber = [];
    private readonly List<(StoredEntry Entry, ChatMessage Message)> _gathered = [];
    private readonly HashSet<ChatName> _speakers = [];
    private ImmutableArray<StoredEntry> _entries = [];
    private int _next;
    private int _gatheredBytes;
    private long _lastStored = began.Position;
    private long _lastNumber;

    public long Epoch { get; } = began.Epoch;

    /// <summary>Whether users may join: the entries behind its beginning could be read once.</summary>
    public bool IsOpen { get; set; }

    /// <summary>
    /// Since when the reader has not brought what there is to read, on the monotonic clock: its first answer, or entries that a batch
    /// of this node's has seen. Null while nothing is missing.
    /// </summary>
    public long? MissingSince { get; private set; } = Stopwatch.GetTimestamp();

    /// <summary>The members of this node.</summary>
    public ChatRoom Room { get; } = new();

    /// <summary>Who waits for a name, with what it asked.</summary>
    public Dictionary<IActorRef, Joining> Joiners { get; } = [];

    /// <summary>Who waits to be told that it has left.</summary>
    public HashSet<IActorRef> Leavers { get; } = [];

    /// <summary>When the node must part from its users, on the monotonic clock.</summary>
    public long CutOff { get; set; } = began.CutOff;

    /// <summary>The last entry that was delivered.</summary>
    public long Position { get; private set; } = began.Position;

    /// <summary>Whether all entries that were read are delivered.</summary>
    public bool IsCaughtUp => _next == _entries.Length;

    /// <summary>
    /// The last entry that may be delivered. While somebody's joining is under way, it is not known from which entry on that
    /// one is to hear; only that it is none that a finished batch had seen.
    /// </summary>
    private long Deliverable => Joiners.Count == 0 ? long.MaxValue : _lastStored;

    public long NextNumber() => ++_lastNumber;

    public void BatchStored(long lastSequence)
    {
        _lastStored = lastSequence;
        if (!IsOpen) return;
        // Entries that are at hand wait for members, and not for the reader.
        var isMissing = IsCaughtUp && Position < lastSequence;
        MissingSince = isMissing ? MissingSince ?? Stopwatch.GetTimestamp() : null;
    }

    public void Take(ImmutableArray<StoredEntry> entries)
    {
        _entries = entries;
        _next = 0;
        if (!entries.IsEmpty || !IsOpen) MissingSince = null;
    }

    public ClusterMember Add(IActorRef session, Joining joining, long since)
    {
        var member = new ClusterMember(session, joining.Registration, joining.Number, since);
        Room.Add(member);
        _byNumber.Add(member.Number, member);
        return member;
    }

    public void Remove(ClusterMember member)
    {
        Room.Remove(member);
        _byNumber.Remove(member.Number);
    }

    /// <summary>Delivers what was read, as far as it may be and as the members keep up.</summary>
    public void Deliver(IActorRef registry)
    {
        while (!IsCaughtUp && Room.KeepsUp && _entries[_next].Sequence <= Deliverable)
        {
            var entry = _entries[_next++];
            Position = entry.Sequence;
            if (entry.Kind == EntryKind.Whisper) Whisper(entry, registry);
            else if (Room.Count > 0 && entry.ToMessage() is { } message) Gather(entry, message, registry);
        }

        DeliverGathered(registry);
    }

    private void Gather(StoredEntry entry, ChatMessage message, IActorRef registry)
    {
        _gathered.Add((entry, message));
        _gatheredBytes += message.Bytes.Length;
        if (_gathered.Count == MaxGathered || _gatheredBytes >= ChatRoom.MaxGatheredBytes) DeliverGathered(registry);
    }

    private void Whisper(StoredEntry entry, IActorRef registry)
    {
        DeliverGathered(registry);
        if (_byNumber.TryGetValue(entry.Session, out var target) && entry.ToMessage() is { } whisper)
            Room.Deliver(target, whisper, registry);
    }

    /// <summary>
    /// What happened at about the same time goes to a member in one message, and with that in one write; most members share it.
    /// </summary>
    private void DeliverGathered(IActorRef registry)
    {
        if (_gathered.Count == 0) return;
        var first = _gathered[0].Entry.Sequence;
        var forListeners = ChatMessage.Together([.. _gathered.Select(static said => said.Message)]);
        _speakers.UnionWith(_gathered.Where(static said => said.Entry.Kind == EntryKind.Text).Select(static said => said.Entry.Name));
        foreach (var member in Room.Members.Cast<ClusterMember>())
        {
            if (member.Since < first && !_speakers.Contains(member.Name)) Room.Deliver(member, forListeners, registry);
            else if (GatheredFor(member) is { } others) Room.Deliver(member, others, registry);
        }

        _gathered.Clear();
        _gatheredBytes = 0;
        _speakers.Clear();
    }

    private ChatMessage? GatheredFor(ClusterMember member)
    {
        ChatMessage[] others =
        [
            .. _gathered
                .Where(said => said.Entry.Sequence > member.Since && (said.Entry.Kind != EntryKind.Text || said.Entry.Name != member.Name))
                .Select(static said => said.Message),
        ];
        return others.Length == 0 ? null : ChatMessage.Together(others);
    }

    /// <summary>A registration that is under way.</summary>
    internal sealed record Joining(WaitingRegistration Waiting, long Number)
    {
        public ChatRequest.Register Registration => Waiting.Registration;
    }
}
