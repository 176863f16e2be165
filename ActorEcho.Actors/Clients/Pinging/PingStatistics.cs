using ActorEcho.Actors.Clients.Measuring;

namespace ActorEcho.Actors.Clients.Pinging;

/// <summary>The sums of a series of pings, as <c>ping</c> prints them. Not thread-safe.</summary>
public sealed class PingStatistics
{
    private double _sum;
    private double _sumOfSquares;

    /// <summary>How many pings were sent and settled.</summary>
    public int Transmitted { get; private set; }

    /// <summary>How many were answered in time.</summary>
    public int Received { get; private set; }

    /// <summary>How many were not.</summary>
    public int Lost => Transmitted - Received;

    /// <summary>The share that was lost, 0 to 100.</summary>
    public double LossPercent => Transmitted == 0 ? 0 : 100.0 * Lost / Transmitted;

    /// <summary>The round trips, for their extremes and percentiles.</summary>
    public LatencyHistogram RoundTrips { get; } = new();

    /// <summary>The mean; zero when there is none.</summary>
    public TimeSpan Average => Received == 0 ? TimeSpan.Zero : TimeSpan.FromMilliseconds(_sum / Received);

    /// <summary>The standard deviation, which <c>ping</c> calls mdev; zero when there is none.</summary>
    public TimeSpan Deviation
    {
        get
        {
            if (Received == 0) return TimeSpan.Zero;
            var mean = _sum / Received;
            return TimeSpan.FromMilliseconds(Math.Sqrt(Math.Max(0, _sumOfSquares / Received - mean * mean)));
        }
    }

    /// <summary>Counts a ping.</summary>
    /// <param name="result">What became of it.</param>
    public void Add(PingResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        Transmitted++;
        if (result.RoundTrip is not { } roundTrip) return;
        Received++;
        RoundTrips.Record(roundTrip.Ticks * TimeSpan.NanosecondsPerTick);
        _sum += roundTrip.TotalMilliseconds;
        _sumOfSquares += roundTrip.TotalMilliseconds * roundTrip.TotalMilliseconds;
    }
}
