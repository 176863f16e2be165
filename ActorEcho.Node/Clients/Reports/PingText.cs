using System.Globalization;
using ActorEcho.Actors.Clients.Pinging;

namespace ActorEcho.Node.Clients.Reports;

/// <summary>The lines that <c>ping</c> prints, and percentiles.</summary>
/// <param name="target">The URI that was given.</param>
/// <param name="peer">Where it led.</param>
internal sealed class PingText(string target, string peer) : IPingReport
{
    public void Begin(TextWriter output) => output.WriteLine($"PING {target} ({peer})");

    public void Tell(TextWriter output, PingResult result) => output.WriteLine(result.RoundTrip is { } roundTrip
        ? $"pong from {peer}: seq={result.Sequence} time={Milliseconds(roundTrip)} ms"
        : $"no pong from {peer}: seq={result.Sequence}: {result.Problem}");

    public void End(TextWriter output, PingStatistics statistics, TimeSpan elapsed)
    {
        output.WriteLine();
        output.WriteLine($"--- {target} ping statistics ---");
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{statistics.Transmitted} pings transmitted, {statistics.Received} received, {statistics.LossPercent:0.##}% loss, time {elapsed.TotalMilliseconds:0}ms"));
        if (statistics.Received == 0) return;
        var roundTrips = statistics.RoundTrips;
        output.WriteLine(
            $"rtt min/avg/max/mdev = {Milliseconds(roundTrips.Min)}/{Milliseconds(statistics.Average)}/" +
            $"{Milliseconds(roundTrips.Max)}/{Milliseconds(statistics.Deviation)} ms");
        output.WriteLine(
            $"rtt p50/p90/p99 = {Milliseconds(roundTrips.Percentile(50))}/{Milliseconds(roundTrips.Percentile(90))}/" +
            $"{Milliseconds(roundTrips.Percentile(99))} ms");
    }

    private static string Milliseconds(TimeSpan time) => time.TotalMilliseconds.ToString("0.000", CultureInfo.InvariantCulture);
}
