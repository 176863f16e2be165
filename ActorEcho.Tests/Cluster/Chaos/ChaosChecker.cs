using System.Diagnostics;

namespace ActorEcho.Tests.Cluster.Chaos;

/// <summary>
/// Proves from what the table says happened, and from what every connection said and heard, that no name was held twice and
/// that all heard the same, in one order, nothing twice and nothing left out.
/// </summary>
internal sealed class ChaosChecker(IReadOnlyList<(string Sender, string Text)> room, IReadOnlyCollection<ChaosSession> sessions)
{
    private const string Server = "SERVER";
    private const string HasJoined = " has joined";
    private const string HasLeft = " has left";

    /// <summary>The most that one batch holds: from there on, at the latest, a newcomer hears everything.</summary>
    private const int LargestBatch = 256;

    private readonly List<string> _violations = [];
    private readonly Dictionary<(string Sender, string Text), List<int>> _places = [];

    /// <summary>Everything that does not hold; empty when all does.</summary>
    public IReadOnlyList<string> Check()
    {
        for (var i = 0; i < room.Count; i++)
        {
            if (!_places.TryGetValue(room[i], out var places)) _places.Add(room[i], places = []);
            places.Add(i);
        }

        CheckNamesInTheRoom();
        CheckNamesInTime();
        foreach (var session in sessions.Where(static session => session.IsMember))
        {
            CheckHeard(session);
            CheckStored(session);
        }

        CheckWhispers();
        foreach (var session in sessions)
        {
            foreach (var fault in session.Faults) Violated($"{Describe(session)} was sent what no server should send: {fault}");
        }

        return _violations;
    }

    /// <summary>Joins and leaves of a name alternate; in between one and the same connection speaks under it.</summary>
    private void CheckNamesInTheRoom()
    {
        var speakers = new Dictionary<string, string?>();
        foreach (var (sender, text) in room)
        {
            if (sender != Server)
            {
                if (!speakers.TryGetValue(sender, out var speaker)) Violated($"{sender} speaks without being there: {text}");
                else if (speaker is not null && speaker != SessionOf(text)) Violated($"{sender} is two sessions at once: {speaker} and {text}");
                speakers[sender] = SessionOf(text);
            }
            else if (text.EndsWith(HasJoined, StringComparison.Ordinal))
            {
                if (!speakers.TryAdd(text[..^HasJoined.Length], null)) Violated($"{text}, and was there already");
            }
            else if (!speakers.Remove(text[..^HasLeft.Length]))
            {
                Violated($"{text}, and was not there");
            }
        }
    }

    /// <summary>A connection has ended before another one has its name.</summary>
    private void CheckNamesInTime()
    {
        foreach (var holders in sessions.Where(static session => session.IsMember).GroupBy(static session => session.Name))
        {
            var inOrder = holders.OrderBy(static session => session.Joined).ToArray();
            foreach (var (former, latter) in inOrder.Zip(inOrder.Skip(1)))
            {
                if (former.IsOver && former.Ended <= latter.Joined) continue;
                var overlap = former.IsOver ? Stopwatch.GetElapsedTime(latter.Joined, former.Ended) : TimeSpan.MaxValue;
                Violated($"{Describe(former)} and {Describe(latter)} had one name for {overlap.TotalMilliseconds:0} ms");
            }
        }
    }

    /// <summary>What a connection heard is an unbroken part of the room's order from its joining on, its own texts left out.</summary>
    private void CheckHeard(ChaosSession session)
    {
        if (session.Heard.Count == 0) return;
        if (!_places.TryGetValue(session.Heard[0], out var starts))
        {
            Violated($"{Describe(session)} heard what nobody said: {session.Heard[0]}");
            return;
        }

        if (!_places.TryGetValue((Server, session.Name + HasJoined), out var joins))
        {
            Violated($"{Describe(session)} was let in, but the room does not know of it");
            return;
        }

        var furthest = starts.Max(start => joins.Any(join => IsStart(join, start, session)) ? Follow(session, start) : 0);
        if (furthest < session.Heard.Count)
            Violated($"{Describe(session)} heard {session.Heard.Count} texts, of which only the first {furthest} are as in the room: then {session.Heard[furthest]}");
    }

    /// <summary>Whether a session that joined here may hear this first.</summary>
    private bool IsStart(int join, int start, ChaosSession session)
    {
        if (start <= join) return false;
        var passed = room.Skip(join + 1).Take(start - join - 1).Count(said => said.Sender != session.Name);
        return passed <= LargestBatch;
    }

    private int Follow(ChaosSession session, int start)
    {
        var heard = 0;
        for (var place = start; place < room.Count && heard < session.Heard.Count; place++)
        {
            if (room[place] == session.Heard[heard]) heard++;
            else if (room[place].Sender != session.Name) break;
        }

        return heard;
    }

    /// <summary>A text is in the room once; and one that was not answered with ERR 5 is there.</summary>
    private void CheckStored(ChaosSession session)
    {
        var stored = 0;
        for (var text = 1; text <= session.TextsSent; text++)
        {
            if (!_places.TryGetValue((session.Name, $"{session.Number}.{text}"), out var places)) continue;
            stored++;
            if (places.Count > 1) Violated($"text {text} of {Describe(session)} is in the room {places.Count} times");
        }

        if (session.LeftInOrder && stored + session.NotStored < session.TextsSent)
            Violated($"{Describe(session)} sent {session.TextsSent} texts; {stored} are in the room and {session.NotStored} were answered with an error");
    }

    private void CheckWhispers()
    {
        var heard = new HashSet<string>();
        foreach (var session in sessions)
        {
            foreach (var whisper in session.Whispers)
            {
                if (!heard.Add(whisper)) Violated($"the private text {whisper} was heard twice");
                if (!whisper.EndsWith($">{session.Name}", StringComparison.Ordinal)) Violated($"{Describe(session)} heard the private text {whisper}");
            }
        }
    }

    private static string SessionOf(string text) => text.Split('.')[0];

    private static string Describe(ChaosSession session) => $"session {session.Number} ({session.Name})";

    private void Violated(string what) => _violations.Add(what);
}
