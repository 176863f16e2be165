using System.Collections.Immutable;
using ActorEcho.Actors.Cluster.Storage;

namespace ActorEcho.Actors.Cluster;

/// <summary>From a reader, new or started again: ready for <see cref="ReadFrom"/>.</summary>
internal sealed record ReaderReady
{
    public static ReaderReady Instance { get; } = new();
}

/// <summary>To the reader: read what comes behind this entry. Answered once, with <see cref="EntriesRead"/> or
/// <see cref="EntriesLost"/>.</summary>
/// <param name="Epoch">The tenure.</param>
/// <param name="Position">The entry.</param>
/// <param name="AtOnce">Whether to answer with nothing too, rather than to wait for a while whether something comes.</param>
internal sealed record ReadFrom(long Epoch, long Position, bool AtOnce);

/// <summary>From the reader: what came; nothing, when nothing came for a while.</summary>
internal sealed record EntriesRead(long Epoch, ImmutableArray<StoredEntry> Entries);

/// <summary>From the reader: the database fails it; it stops, and another one will say <see cref="ReaderReady"/>.</summary>
internal sealed record ReaderFailed(string Reason);

/// <summary>From the reader: this node is so far behind that what it lacks is no longer kept.</summary>
internal sealed record EntriesLost(long Epoch, string Reason);
