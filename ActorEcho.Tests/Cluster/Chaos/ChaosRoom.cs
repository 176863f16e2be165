namespace ActorEcho.Tests.Cluster.Chaos;

/// <summary>Something that the table says happened in the room.</summary>
/// <param name="Sender">Who said it; <c>SERVER</c> for joins and leaves.</param>
/// <param name="Text">What.</param>
/// <param name="StoredAt">When, on the database's clock.</param>
internal readonly record struct ChaosEntry(string Sender, string Text, DateTime StoredAt);

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

/// <summary>The room's entries in their order, and who was there from when to when.</summary>
internal sealed class ChaosRoom
{
    public const string Server = "SERVER";

    private const string HasJoined = " has joined";
    private const string HasLeft = " has left";

    private readonly IReadOnlyList<ChaosEntry> _entries;
    private readonly Dictionary<(string Sender, string Text), List<int>> _places = [];
    private readonly Dictionary<string, List<ChaosStay>> _stays = [];
    private readonly List<string> _violations = [];

    public ChaosRoom(IReadOnlyList<ChaosEntry> entries)
    {
        _entries = entries;
        var present = new Dictionary<string, (ChaosStay Stay, string Session, int Serial)>();
        for (var place = 0; place < entries.Count; place++)
        {
            var (sender, text, storedAt) = entries[place];
            if (!_places.TryGetValue((sender, text), out var places)) _places.Add((sender, text), places = []);
            places.Add(place);
            if (sender != Server) CheckSpeaker(sender, text, present);
            else if (text.EndsWith(HasJoined, StringComparison.Ordinal)) Join(text[..^HasJoined.Length], new ChaosStay(place, storedAt), present);
            else if (present.Remove(text[..^HasLeft.Length], out var left)) (left.Stay.To, left.Stay.Until) = (place, storedAt);
            else _violations.Add($"{text}, and was not there");
        }
    }

    public int Count => _entries.Count;

    /// <summary>What does not hold in the room itself: joins and leaves of a name alternate, and in between one and the same
    /// connection speaks under it, its texts in the order in which it said them.</summary>
    public IReadOnlyList<string> Violations => _violations;

    public (string Sender, string Text) this[int place] => (_entries[place].Sender, _entries[place].Text);

    /// <summary>When it was stored, on the database's clock.</summary>
    public DateTime StoredAt(int place) => _entries[place].StoredAt;

    /// <summary>Where something was said.</summary>
    public IReadOnlyList<int> Places((string Sender, string Text) said) => _places.GetValueOrDefault(said) ?? [];

    /// <summary>When the name was there, in order.</summary>
    public IReadOnlyList<ChaosStay> Stays(string name) => _stays.GetValueOrDefault(name) ?? [];

    private void Join(string name, ChaosStay stay, Dictionary<string, (ChaosStay Stay, string Session, int Serial)> present)
    {
        if (!present.TryAdd(name, (stay, "", 0)))
        {
            _violations.Add($"{name} has joined, and was there already");
            return;
        }

        if (!_stays.TryGetValue(name, out var stays)) _stays.Add(name, stays = []);
        stays.Add(stay);
    }

    private void CheckSpeaker(string sender, string text, Dictionary<string, (ChaosStay Stay, string Session, int Serial)> present)
    {
        if (!present.TryGetValue(sender, out var speaker))
        {
            _violations.Add($"{sender} speaks without being there: {text}");
            return;
        }

        var parts = text.Split('.');
        if (parts.Length != 2 || !int.TryParse(parts[1], out var serial)) return; // The last text of a run.
        if (speaker.Session.Length > 0 && speaker.Session != parts[0])
            _violations.Add($"{sender} is two sessions at once: {speaker.Session} and {text}");
        else if (serial < speaker.Serial)
            _violations.Add($"{sender} said {text} before {speaker.Serial}, and the room has it after that");
        present[sender] = (speaker.Stay, parts[0], serial);
    }
}
