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

    public int Number => number;

    public string Name => name;

    public IReadOnlyCollection<ChaosFreeze> Freezes => freezes;

    /// <summary>When the name was asked for.</summary>
    public DateTime Asked { get; set; }

    /// <summary>When the name was known to be the user's; the beginning of all time when it never was.</summary>
    public DateTime Joined { get; set; }

    public bool IsMember => Joined != default;

    /// <summary>Whether the user gave the name up, or was seen to have lost it.</summary>
    public bool IsOver => _isOver;

    /// <summary>Whether the server has confirmed the leaving, and with it that all before was answered.</summary>
    public bool LeftInOrder { get; set; }

    public int TextsSent { get; set; }

    public int WhispersSent { get; set; }

    public int NotStored { get; set; }

    /// <summary>What was heard by all, as sender and text, in order.</summary>
    public List<(string Sender, string Text)> Heard { get; } = [];

    /// <summary>What was heard by this one alone.</summary>
    public List<string> Whispers { get; } = [];

    /// <summary>What the server sent that no server should.</summary>
    public ConcurrentQueue<string> Faults { get; } = [];

    /// <summary>The name is no longer the user's, from this moment on at the latest.</summary>
    public void MarkEnded() => _isOver = true;

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
