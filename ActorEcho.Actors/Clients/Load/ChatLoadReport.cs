using System.Collections.Immutable;
using ActorEcho.Actors.Clients.Measuring;

namespace ActorEcho.Actors.Clients.Load;

/// <summary>What a <see cref="ChatLoad"/> measured.</summary>
/// <param name="Messages">How many messages were sent while it was measuring.</param>
/// <param name="Deliveries">How many messages members heard while it was measuring.</param>
/// <param name="Elapsed">How long that was.</param>
/// <param name="Latency">From when a message was due to be sent to when a member had it; one value each delivery while it was
/// measuring, and each one later of a message that was due before the measuring ended.</param>
/// <param name="Lost">How many deliveries never came, from the first message on.</param>
/// <param name="OutOfOrder">How many came out of their sender's order, or again.</param>
/// <param name="Faults">What went wrong, the first few in words.</param>
public sealed record ChatLoadReport(
    long Messages,
    long Deliveries,
    TimeSpan Elapsed,
    LatencyHistogram Latency,
    long Lost,
    long OutOfOrder,
    ImmutableArray<string> Faults)
{
    /// <summary>Whether every message reached every other member once and in order.</summary>
    public bool IsSound => Lost == 0 && OutOfOrder == 0 && Faults.IsEmpty;

    /// <summary>Messages per second.</summary>
    public double MessagesPerSecond => Elapsed == TimeSpan.Zero ? 0 : Messages / Elapsed.TotalSeconds;

    /// <summary>Deliveries per second.</summary>
    public double DeliveriesPerSecond => Elapsed == TimeSpan.Zero ? 0 : Deliveries / Elapsed.TotalSeconds;
}
