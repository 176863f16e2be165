namespace ActorEcho.Tests.Cluster.Chaos;

/// <summary>
/// Proves from what the database says happened, and from what every connection said and heard, that no name was held twice and
/// that all heard the same, in one order, private texts among it, nothing twice and nothing left out.
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
/// <param name="room">What the database says.</param>
/// <param name="sessions">Every connection there was.</param>
/// <param name="overlaps">Whenever one was let in while another one of the name was open.</param>
/// <param name="margin">How long before its users' names are free a running node parts from them.</param>
internal sealed class ChaosChecker(
    ChaosRoom room, IReadOnlyCollection<ChaosHistory> sessions, IReadOnlyCollection<ChaosOverlap> overlaps, TimeSpan margin)
{
    /// <summary>A node waits for twice as long before it asks again for an answer that was lost.</summary>
    private static readonly TimeSpan LeastRepetition = TimeSpan.FromMilliseconds(50);

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
        foreach (var session in sessions)
        {
            foreach (var fault in session.Faults) _violations.Add($"{session} was not served as it should be: {fault}");
        }

        return _violations;
    }

    /// <summary>What a connection heard is all that the room has for it within its stay, from its being told who is there to what it heard
    /// last, in the room's order; what it said is there too.</summary>
    /// <returns>The stays of which that is true.</returns>
    private ChaosStay[] CheckSaidAndHeard(ChaosHistory session, ChaosStay[] possible)
    {
        int[] said = [.. Texts(session, session.TextsSent).Concat(Whispers(session, session.WhispersSent)).SelectMany(room.Places)];
        possible = Array.FindAll(possible, stay => Array.TrueForAll(said, place => place > stay.From && place < stay.To));
        if (possible.Length == 0)
        {
            _violations.Add($"{session} spoke when the name was not its own");
            return [];
        }

        var unsaid = session.Heard.FindIndex(heard => room.Places(heard).Count == 0);
        if (unsaid >= 0)
        {
            _violations.Add($"{session} heard what nobody said: {session.Heard[unsaid]}");
            return [];
        }

        possible = Array.FindAll(possible, stay => Tellings(session, stay).Any());
        if (possible.Length == 0)
        {
            _violations.Add($"{session} was told that these are there, who were not: {string.Join(", ", session.Users)}");
            return [];
        }

        var fitting = Array.FindAll(possible, stay => Furthest(session, stay) == session.Heard.Count);
        if (fitting.Length > 0) return fitting;
        var furthest = possible.Max(stay => Furthest(session, stay));
        _violations.Add(
            $"{session} heard {session.Heard.Count} texts, of which only the first {furthest} are as in the room while it was there: then {session.Heard[furthest]}");
        return [];
    }

    private int Furthest(ChaosHistory session, ChaosStay stay) => Tellings(session, stay).Max(told => Follow(session, stay, told));

    /// <summary>
    /// Of when a connection may have been told who is there. That is the end of what was stored together with its joining. Only where the
    /// answer was lost and asked for again, which takes its time, the one that came names who was there by then; and what was
    /// said to all before that is no more its own than what was said before it joined.
    /// </summary>
    private IEnumerable<int> Tellings(ChaosHistory session, ChaosStay stay)
    {
        var wasRepeated = session.Joined - stay.Since > LeastRepetition;
        for (var place = room.EndOfTransaction(stay.From); place < Math.Min(room.Count, stay.To); place = room.EndOfTransaction(place + 1))
        {
            if (room.Members(place).SequenceEqual(session.Users)) yield return place;
            if (!wasRepeated || place + 1 == room.Count || room.StoredAt(place + 1) > session.Joined) break;
        }
    }

    private int Follow(ChaosHistory session, ChaosStay stay, int told)
    {
        var heard = 0;
        for (var place = stay.From + 1; place < Math.Min(room.Count, stay.To) && heard < session.Heard.Count; place++)
        {
            if (!room.IsFor(session.Name, place, told)) continue;
            if (room[place] != session.Heard[heard]) break;
            heard++;
        }

        return heard;
    }

    /// <summary>What was said is in the room once; and what is not was answered with an error, as far as it is known that all was
    /// answered.</summary>
    private void CheckStored(ChaosHistory session)
    {
        foreach (var said in Texts(session, session.TextsSent).Concat(Whispers(session, session.WhispersSent)))
        {
            if (room.Places(said).Count > 1) _violations.Add($"{said.Text} of {session} is in the room {room.Places(said).Count} times");
        }

        var (texts, whispers, errors) = session.Settled;
        var stored = Texts(session, texts).Concat(Whispers(session, whispers)).Count(said => room.Places(said).Count > 0);
        if (stored + errors < texts + whispers)
            _violations.Add($"{session} sent {texts + whispers} texts; {stored} are in the room and {errors} were answered with an error");
        Belied += Math.Max(0, stored + errors - texts - whispers);
    }

    private static IEnumerable<(string Sender, string Text)> Texts(ChaosHistory session, int count) =>
        Enumerable.Range(1, count).Select(text => (session.Name, ChaosSession.Text(session, text)));

    private static IEnumerable<(string Sender, string Text)> Whispers(ChaosHistory session, int count) =>
        session.WhispersTo.Take(count).Select((target, i) => (session.Name, ChaosRoom.Private + ChaosSession.Whisper(session, i + 1, target)));

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
}
