using System.Collections.Immutable;
using ActorEcho.Actors.Clients.Measuring;

namespace ActorEcho.Actors.Clients.Load;

/// <summary>What a <see cref="RoundTripLoad"/> measured.</summary>
/// <param name="RoundTrips">How many messages came back, whole and right, while it was measuring.</param>
/// <param name="Elapsed">How long that was.</param>
/// <param name="MessageBytes">The size of a message.</param>
/// <param name="Latency">From the decision to send to the last byte of the answer; one value each round trip while it was
/// measuring, and each one that was under way when the measuring ended.</param>
/// <param name="Lost">How many messages never came back, from the first connection's opening on.</param>
/// <param name="Faults">What went wrong, the first few in words.</param>
public sealed record RoundTripReport(
    long RoundTrips, TimeSpan Elapsed, int MessageBytes, LatencyHistogram Latency, long Lost, ImmutableArray<string> Faults)
{
    /// <summary>Whether every byte came back.</summary>
    public bool IsSound => Lost == 0 && Faults.IsEmpty;

    /// <summary>Round trips per second.</summary>
    public double PerSecond => Elapsed == TimeSpan.Zero ? 0 : RoundTrips / Elapsed.TotalSeconds;

    /// <summary>Bytes per second each way.</summary>
    public double BytesPerSecond => PerSecond * MessageBytes;
}
