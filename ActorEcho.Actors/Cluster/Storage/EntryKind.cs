namespace ActorEcho.Actors.Cluster.Storage;

/// <summary>What an operation does and an entry tells, as numbered in the schema.</summary>
internal enum EntryKind : short
{
    /// <summary>Given up before it was stored; keeps its place in a batch that is sent again.</summary>
    Nothing = 0,

    /// <summary>A user joined.</summary>
    Join = 1,

    /// <summary>A user left.</summary>
    Leave = 2,

    /// <summary>A text to all.</summary>
    Text = 3,

    /// <summary>A text to one.</summary>
    Whisper = 4,
}
