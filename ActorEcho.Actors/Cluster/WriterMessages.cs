using System.Collections.Immutable;
using ActorEcho.Actors.Cluster.Storage;
using Akka.Actor;

namespace ActorEcho.Actors.Cluster;

/// <summary>To the writer: store this.</summary>
/// <param name="Operation">What.</param>
/// <param name="Session">Whom to answer; nobody when no answer is wanted.</param>
/// <param name="Confirm">Of a broadcast: whether its being stored is to be confirmed.</param>
/// <param name="Deadline">When the user is to be told that it could not be stored, on the monotonic clock.</param>
internal sealed record PendingWrite(StoreOperation Operation, IActorRef Session, bool Confirm, long Deadline)
    : INoSerializationVerificationNeeded;

/// <summary>To the writer: this node has delivered everything up to this entry.</summary>
internal sealed record PositionReached(long Position);

/// <summary>To the writer: all users of the tenure have been told that it is over, so its names may become free; begin another. Epoch
/// 0, which no tenure has, where there was none.</summary>
internal sealed record UsersDismissed(long Epoch);

/// <summary>To the writer: store what waits, give the lease back, and say <see cref="LeaseReleased"/>. Nobody is let in any more:
/// whoever asked for a name has been told, and joins that were not sent yet are not stored.</summary>
internal sealed record ReleaseLease
{
    public static ReleaseLease Instance { get; } = new();
}

/// <summary>From the writer: the lease is given back, or it ends by itself because the database is away.</summary>
internal sealed record LeaseReleased
{
    public static LeaseReleased Instance { get; } = new();
}

/// <summary>From the writer, new or started again: there is no tenure. Answered with <see cref="UsersDismissed"/>.</summary>
internal sealed record WriterStarted
{
    public static WriterStarted Instance { get; } = new();
}

/// <summary>From the writer: users may join.</summary>
/// <param name="Epoch">The tenure.</param>
/// <param name="Position">The last entry before it.</param>
/// <param name="CutOff">When this node must part from its users, unless the lease is extended; on the monotonic clock.</param>
internal sealed record TenureBegan(long Epoch, long Position, long CutOff);

/// <summary>From the writer: the tenure is over as far as the database is concerned. Answered with <see cref="UsersDismissed"/>.</summary>
internal sealed record TenureEnded(long Epoch, string Reason);

/// <summary>From the writer: the lease is extended.</summary>
internal sealed record LeaseExtended(long Epoch, long CutOff);

/// <summary>From the writer: there is no tenure to be had now.</summary>
/// <param name="Reason">Why, in plain words.</param>
internal sealed record TenureDelayed(string Reason);

/// <summary>From the writer: a batch is stored.</summary>
/// <param name="Epoch">The tenure.</param>
/// <param name="LastSequence">The room's last entry after it.</param>
/// <param name="Writes">What it held, without what had been given up.</param>
/// <param name="History">The last texts up to there, for whoever has joined in it.</param>
internal sealed record WritesStored(
    long Epoch, long LastSequence, ImmutableArray<StoredWrite> Writes, ImmutableArray<byte[]> History)
    : INoSerializationVerificationNeeded;

/// <summary>Something that is stored, with its end.</summary>
internal readonly record struct StoredWrite(PendingWrite Write, StoreOutcome Outcome);

/// <summary>From the writer: these could not be stored in time. Leaves are stored later nevertheless.</summary>
internal sealed record WritesGivenUp(long Epoch, ImmutableArray<GivenUpWrite> Writes) : INoSerializationVerificationNeeded;

/// <summary>Something that could not be stored in time.</summary>
/// <param name="Write">What.</param>
/// <param name="MayBeStored">Whether it was sent and its end is not known; otherwise it is not stored.</param>
internal readonly record struct GivenUpWrite(PendingWrite Write, bool MayBeStored);
