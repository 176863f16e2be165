namespace ActorEcho.Tests.Cluster.Chaos;

/// <summary>Something that the database says happened in the room.</summary>
/// <param name="Sender">Who said it; <c>SERVER</c> for joins and leaves.</param>
/// <param name="Text">What.</param>
/// <param name="StoredAt">When, on the database's clock.</param>
internal readonly record struct ChaosEntry(string Sender, string Text, DateTime StoredAt)
{
    /// <summary>Of a private text, whose it is; otherwise null.</summary>
    public string? Target { get; init; }

    /// <summary>What was stored together has the same one.</summary>
    public long Transaction { get; init; }
}

/// <summary>A name's stay in the room: from the entry that tells of its joining to the one that tells of its leaving.</summary>
/// <param name="From">The place of the joining.</param>
/// <param name="Since">When that was stored.</param>
internal sealed record ChaosStay(int From, DateTime Since)
{
    /// <summary>The place of the leaving; behind all places when there was none.</summary>
    public int To { get; set; } = int.MaxValue;

    /// <summary>When the leaving was stored; the end of all time when it was not.</summary>
    public DateTime Until { get; set; } = DateTime.MaxValue;
}

/// <summary>The room's entries in their order, private ones among them, and who was there from when to when.</summary>
internal sealed class ChaosRoom
{
    public const string Server = "SERVER";
    public const string Private = "[PM] ";

    private const string HasJoined = " has joined";
    private const string HasLeft = " has left";

    private readonly IReadOnlyList<ChaosEntry> _entries;
    private readonly string[][] _members;
    private readonly Dictionary<(string Sender, string Text), List<int>> _places = [];
    private readonly Dictionary<string, List<ChaosStay>> _stays = [];
    private readonly Dictionary<string, Speaker> _present = [];
    private readonly List<string> _violations = [];

    public ChaosRoom(IReadOnlyList<ChaosEntry> entries)
    {
        _entries = entries;
        _members = new string[entries.Count][];
        string[] members = [];
        for (var place = 0; place < entries.Count; place++)
        {
            var (sender, text, storedAt) = entries[place];
            if (!_places.TryGetValue((sender, text), out var places)) _places.Add((sender, text), places = []);
            places.Add(place);
            if (sender != Server)
            {
                CheckSpeaker(entries[place]);
            }
            else if (text.EndsWith(HasJoined, StringComparison.Ordinal))
            {
                var name = text[..^HasJoined.Length];
                Join(name, new ChaosStay(place, storedAt));
                members = [name, .. members];
            }
            else
            {
                var name = text[..^HasLeft.Length];
                if (_present.Remove(name, out var left)) (left.Stay.To, left.Stay.Until) = (place, storedAt);
                else _violations.Add($"{text}, and was not there");
                members = [.. members.Where(member => member != name)];
            }

            _members[place] = members;
        }
    }

    public int Count => _entries.Count;

    /// <summary>What does not hold in the room itself: joins and leaves of a name alternate, and in between one and the same
    /// connection speaks under it, its texts in the order in which it said them; private texts are for somebody who is there.</summary>
    public IReadOnlyList<string> Violations => _violations;

    public (string Sender, string Text) this[int place] => (_entries[place].Sender, _entries[place].Text);

    /// <summary>When it was stored, on the database's clock.</summary>
    public DateTime StoredAt(int place) => _entries[place].StoredAt;

    /// <summary>Who was there then, the newest first.</summary>
    public IReadOnlyList<string> Members(int place) => _members[place];

    /// <summary>The place of the last entry that was stored together with this one.</summary>
    public int EndOfTransaction(int place)
    {
        while (place + 1 < Count && _entries[place + 1].Transaction == _entries[place].Transaction) place++;
        return place;
    }

    /// <summary>Whether somebody hears this who was told at a later or an earlier place who is here: private texts of its own, and what others
    /// say to all from that place on.</summary>
    public bool IsFor(string name, int place, int told) =>
        _entries[place].Target is { } target ? target == name : place > told && _entries[place].Sender != name;

    /// <summary>Where something was said.</summary>
    public IReadOnlyList<int> Places((string Sender, string Text) said) => _places.GetValueOrDefault(said) ?? [];

    /// <summary>When the name was there, in order.</summary>
    public IReadOnlyList<ChaosStay> Stays(string name) => _stays.GetValueOrDefault(name) ?? [];

    private void Join(string name, ChaosStay stay)
    {
        if (!_present.TryAdd(name, new Speaker(stay)))
        {
            _violations.Add($"{name} has joined, and was there already");
            return;
        }

        if (!_stays.TryGetValue(name, out var stays)) _stays.Add(name, stays = []);
        stays.Add(stay);
    }

    private void CheckSpeaker(in ChaosEntry said)
    {
        var (sender, text, _) = said;
        if (said.Target is { } target && !_present.ContainsKey(target)) _violations.Add($"{text} is for somebody who is not there");
        if (!_present.TryGetValue(sender, out var speaker))
        {
            _violations.Add($"{sender} speaks without being there: {text}");
            return;
        }

        var isPrivate = said.Target is not null;
        var parts = (isPrivate ? text[Private.Length..].Split('>')[0] : text).Split('.');
        if (parts.Length != 2 || !int.TryParse(parts[1], out var serial)) return; // The last text of a run.
        var last = isPrivate ? speaker.Whisper : speaker.Text;
        if (speaker.Session is { } session && session != parts[0])
            _violations.Add($"{sender} is two sessions at once: {session} and {text}");
        else if (serial < last)
            _violations.Add($"{sender} said {text} before {last}, and the room has it after that");
        speaker.Session = parts[0];
        if (isPrivate) speaker.Whisper = serial;
        else speaker.Text = serial;
    }

    /// <summary>Who is there, which connection has spoken, and what it said last.</summary>
    private sealed class Speaker(ChaosStay stay)
    {
        public ChaosStay Stay => stay;

        public string? Session { get; set; }

        public int Text { get; set; }

        public int Whisper { get; set; }
    }
}
