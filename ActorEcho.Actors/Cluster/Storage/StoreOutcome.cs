using System.Collections.Immutable;
using ActorEcho.Actors.Chat;

namespace ActorEcho.Actors.Cluster.Storage;

/// <summary>How an operation ended.</summary>
internal enum StoreResult : short
{
    /// <summary>As wanted.</summary>
    Done = 1,

    /// <summary>The name of a join belongs to someone else.</summary>
    NameTaken = 2,

    /// <summary>The target of a whisper is nowhere.</summary>
    NoSuchUser = 3,

    /// <summary>It came when it was too late to store it, or had been given up: it is not stored and never will be.</summary>
    TooLate = 4,
}

/// <summary>How an operation ended, with what its answer needs.</summary>
/// <param name="Result">The end.</param>
/// <param name="Users">Who is here after the batch, for a join or leave, as many of the newest as it asked for.</param>
internal sealed record StoreOutcome(StoreResult Result, ReadOnlyMemory<ChatName> Users)
{
    /// <summary>Done, and nothing to say.</summary>
    public static StoreOutcome Done { get; } = new(StoreResult.Done, default);
}

/// <summary>A batch that is stored.</summary>
/// <param name="LastSequence">The room's last entry after it: lists are as of this one.</param>
/// <param name="Outcomes">One for each operation, in their order.</param>
/// <param name="History">The last texts up to there, for whoever has joined in it.</param>
internal sealed record StoredBatch(long LastSequence, StoreOutcome[] Outcomes, ImmutableArray<byte[]> History);
