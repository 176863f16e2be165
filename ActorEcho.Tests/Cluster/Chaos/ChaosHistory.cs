using System.Collections.Concurrent;

namespace ActorEcho.Tests.Cluster.Chaos;

/// <summary>
/// All that was said and heard on one connection of a user. Its moments are on the machine's clock, which is the database's too, since
/// both are on one machine.
/// </summary>
/// <param name="number">The connection's number, in the order in which they were made.</param>
/// <param name="name">The name that is asked for.</param>
/// <param name="freezes">When the connection's node was frozen, and thawed again.</param>
internal sealed class ChaosHistory(int number, string name, IReadOnlyCollection<ChaosFreeze> freezes)
{
    private volatile bool _isOver;
    private volatile int _notStored;

    public int Number => number;

    public string Name => name;

    public IReadOnlyCollection<ChaosFreeze> Freezes => freezes;

    /// <summary>When the name was asked for.</summary>
    public DateTime Asked { get; set; }

    /// <summary>When the name was known to be the user's; the beginning of all time when it never was.</summary>
    public DateTime Joined { get; set; }

    public bool IsMember => Joined != default;

    /// <summary>Who was there when the name became the user's, the newest first, as the server said.</summary>
    public IReadOnlyList<string> Users { get; set; } = [];

    /// <summary>Whether the user gave the name up, or was seen to have lost it.</summary>
    public bool IsOver => _isOver;

    /// <summary>Whether the server has confirmed the leaving.</summary>
    public bool LeftInOrder { get; set; }

    public int TextsSent { get; set; }

    /// <summary>Whom private texts were sent to, in order.</summary>
    public List<string> WhispersTo { get; } = [];

    public int WhispersSent => WhispersTo.Count;

    /// <summary>What was answered with ERR 5.</summary>
    public int NotStored
    {
        get => _notStored;
        set => _notStored = value;
    }

    /// <summary>What was answered with ERR 3.</summary>
    public int NoSuchUser { get; set; }

    /// <summary>How many texts, private and not, and how many errors there had been when it was last known that all was answered.</summary>
    public (int Texts, int Whispers, int Errors) Settled { get; private set; }

    /// <summary>What was heard, as sender and text, in order.</summary>
    public List<(string Sender, string Text)> Heard { get; } = [];

    /// <summary>What the server did that no server should.</summary>
    public ConcurrentQueue<string> Faults { get; } = [];

    /// <summary>The name is no longer the user's, from this moment on at the latest.</summary>
    public void MarkEnded() => _isOver = true;

    /// <summary>All that was said so far is answered, if it is to be answered at all.</summary>
    public void Settle() => Settled = (TextsSent, WhispersSent, NotStored + NoSuchUser);

    /// <inheritdoc/>
    public override string ToString() => $"session {Number} ({Name})";
}

/// <summary>A time in which a node's process stood still: from when that was sure to when it had been told to go on.</summary>
internal sealed record ChaosFreeze(DateTime From)
{
    /// <summary>The end; that of all time as long as it has not come.</summary>
    public DateTime To { get; set; } = DateTime.MaxValue;
}

/// <summary>A connection was told that it was let in while the system's end of another one with the same name was still open.</summary>
internal sealed record ChaosOverlap(ChaosHistory Connected, ChaosHistory LetIn, DateTime At);
