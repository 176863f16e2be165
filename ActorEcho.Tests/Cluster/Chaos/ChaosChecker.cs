namespace ActorEcho.Tests.Cluster.Chaos;

/// <summary>
/// Proves from what the table says happened, and from what every connection said and heard, that no name was held twice and
/// that all heard the same, in one order, nothing twice and nothing left out.
/// </summary>
/// <remarks>
/// <para>Every connection that was let in has a stay in the room of its own (<see cref="ChaosStay"/>), which began between its asking and
/// its being told; all that it said and heard lies within that stay. Stays of one name do not overlap. So in the room's order nobody
/// hears or says anything under a name before it is theirs or after it is another's, whatever its node has been through: a node that was
/// frozen beyond its lease may pass on what it had read before, or tell somebody of a joining, but nothing from the end of its users' stays on, and nothing of theirs
/// is stored any more.</para>
/// <para>In time, too, no connection is open when another one with its name is let in; with one exception, which no server can avoid:
/// the sockets of a node that stands still stay open. From the moment when such a node should have parted from its users, they hold
/// nothing, and once it is thawed it has as long to part from them as a running node has before their names are free.</para>
/// </remarks>
/// <param name="room">What the table says.</param>
/// <param name="sessions">Every connection there was.</param>
/// <param name="overlaps">Whenever one was let in while another one of the name was open.</param>
/// <param name="margin">How long before its users' names are free a running node parts from them.</param>
internal sealed class ChaosChecker(
    ChaosRoom room, IReadOnlyCollection<ChaosHistory> sessions, IReadOnlyCollection<ChaosOverlap> overlaps, TimeSpan margin)
{
    /// <summary>The most that one batch holds: from there on a newcomer hears everything whose joining was answered at once.</summary>
    private const int LargestBatch = 256;

    private readonly List<string> _violations = [.. room.Violations];

    /// <summary>How many texts are in the room though their senders were told that they are not; see docs/cluster.md for when that can be.</summary>
    public int Belied { get; private set; }

    /// <summary>Everything that does not hold; empty when all does.</summary>
    public IReadOnlyList<string> Check()
    {
        var stays = new ChaosStays();
        foreach (var session in sessions.Where(static session => session.IsMember))
        {
            var possible = room.Stays(session.Name).Where(stay => stay.Since >= session.Asked && stay.Since <= session.Joined).ToArray();
            if (possible.Length == 0) _violations.Add($"{session} was let in, but the room does not know of it");
            else if (CheckSaidAndHeard(session, possible) is { Length: > 0 } fitting && !stays.TryAssign(session, fitting))
                _violations.Add($"{session} was let in, and so was another one instead of it");
            CheckStored(session);
        }

        foreach (var overlap in overlaps) CheckOverlap(overlap, stays);
        CheckWhispers();
        foreach (var session in sessions)
        {
            foreach (var fault in session.Faults) _violations.Add($"{session} was sent what no server should send: {fault}");
        }

        return _violations;
    }

    /// <summary>What a connection heard is an unbroken part of the room's order within its stay, its own texts left out; what it
    /// said is there too.</summary>
    /// <returns>The stays of which that is true.</returns>
    private ChaosStay[] CheckSaidAndHeard(ChaosHistory session, ChaosStay[] possible)
    {
        var said = Enumerable.Range(1, session.TextsSent).SelectMany(text => room.Places((session.Name, $"{session.Number}.{text}"))).ToArray();
        if (!Array.Exists(possible, stay => Array.TrueForAll(said, place => place > stay.From && place < stay.To)))
        {
            _violations.Add($"{session} spoke when the name was not its own");
            return [];
        }

        if (session.Heard.Count > 0 && room.Places(session.Heard[0]).Count == 0)
        {
            _violations.Add($"{session} heard what nobody said: {session.Heard[0]}");
            return [];
        }

        var fitting = Array.FindAll(possible, stay =>
            Array.TrueForAll(said, place => place > stay.From && place < stay.To) && Furthest(session, stay) == session.Heard.Count);
        if (fitting.Length > 0) return fitting;
        var furthest = possible.Max(stay => Furthest(session, stay));
        _violations.Add(
            $"{session} heard {session.Heard.Count} texts, of which only the first {furthest} are as in the room while it was there: then {session.Heard[furthest]}");
        return [];
    }

    private int Furthest(ChaosHistory session, ChaosStay stay) =>
        session.Heard.Count == 0 ? 0 : room.Places(session.Heard[0]).Max(start => IsStart(session, stay, start) ? Follow(session, stay, start) : 0);

    /// <summary>
    /// Whether a connection may hear this first. Where the answer to its joining was lost and asked for again, the one that came names who was
    /// there by then, and what was said before that is no more its own than what was said before it joined.
    /// </summary>
    private bool IsStart(ChaosHistory session, ChaosStay stay, int start)
    {
        if (start <= stay.From || start >= stay.To) return false;
        var passed = 0;
        for (var place = stay.From + 1; place < start; place++)
        {
            if (room[place].Sender != session.Name && ++passed > LargestBatch && room.StoredAt(place) > session.Joined) return false;
        }

        return true;
    }

    private int Follow(ChaosHistory session, ChaosStay stay, int start)
    {
        var heard = 0;
        for (var place = start; place < Math.Min(room.Count, stay.To) && heard < session.Heard.Count; place++)
        {
            if (room[place] == session.Heard[heard]) heard++;
            else if (room[place].Sender != session.Name) break;
        }

        return heard;
    }

    /// <summary>A text is in the room once; and one that was not answered with ERR 5 is there. Private texts are answered with the
    /// same, so whoever sent some proves nothing here.</summary>
    private void CheckStored(ChaosHistory session)
    {
        var stored = 0;
        for (var text = 1; text <= session.TextsSent; text++)
        {
            var places = room.Places((session.Name, $"{session.Number}.{text}"));
            if (places.Count > 0) stored++;
            if (places.Count > 1) _violations.Add($"text {text} of {session} is in the room {places.Count} times");
        }

        if (!session.LeftInOrder || session.WhispersSent > 0 || session.TextsSent == 0) return; // The last text of a run has no number.
        if (stored + session.NotStored < session.TextsSent)
            _violations.Add($"{session} sent {session.TextsSent} texts; {stored} are in the room and {session.NotStored} were answered with an error");
        Belied += Math.Max(0, stored + session.NotStored - session.TextsSent);
    }

    private void CheckOverlap(ChaosOverlap overlap, ChaosStays stays)
    {
        if (stays.Find(overlap.Connected) is not { } connected || stays.Find(overlap.LetIn) is not { } letIn) return; // Told already.
        // Whose name it no longer is decides the room. It may be the one who was just let in: when its node stood still between the
        // storing of its joining and the telling.
        var (former, stay) = connected.From < letIn.From ? (overlap.Connected, connected) : (overlap.LetIn, letIn);
        // It should have parted at least the margin before the end of the stay, and stood still by then; half of that is for noticing.
        if (former.Freezes.Any(freeze => freeze.From <= stay.Until - margin / 2 && overlap.At <= freeze.To + margin)) return;
        _violations.Add(
            $"{overlap.Connected} was still connected when {overlap.LetIn} was let in, at {overlap.At:O}; the name of {former} had been free since {stay.Until:O}, and its node was not frozen");
    }

    private void CheckWhispers()
    {
        var heard = new HashSet<string>();
        foreach (var session in sessions)
        {
            foreach (var whisper in session.Whispers)
            {
                if (!heard.Add(whisper)) _violations.Add($"the private text {whisper} was heard twice");
                if (!whisper.EndsWith($">{session.Name}", StringComparison.Ordinal)) _violations.Add($"{session} heard the private text {whisper}");
            }
        }
    }
}
