using System.Text.Json;
using ActorEcho.Actors.Clients.Pinging;

namespace ActorEcho.Node.Clients.Reports;

/// <summary>A series of pings as one JSON document; times are in milliseconds.</summary>
/// <param name="target">The URI that was given.</param>
/// <param name="peer">Where it led.</param>
internal sealed class PingJson(string target, string peer) : IPingReport
{
    /// <summary>A series without end must not fill the memory: the sums hold for all, the list for the last ones.</summary>
    private const int MaxListed = 100_000;

    private readonly Queue<PingResult> _results = [];

    public void Begin(TextWriter output)
    {
    }

    public void Tell(TextWriter output, PingResult result)
    {
        _results.Enqueue(result);
        if (_results.Count > MaxListed) _results.Dequeue();
    }

    public void End(TextWriter output, PingStatistics statistics, TimeSpan elapsed) => JsonDocumentText.Write(output, json =>
    {
        json.WriteString("target", target);
        json.WriteString("peer", peer);
        json.WriteNumber("transmitted", statistics.Transmitted);
        json.WriteNumber("received", statistics.Received);
        json.WriteNumber("lossPercent", statistics.LossPercent);
        json.WriteNumber("elapsedMs", elapsed.TotalMilliseconds);
        if (statistics.Received > 0)
        {
            json.WriteStartObject("rttMs");
            json.WriteNumber("min", statistics.RoundTrips.Min.TotalMilliseconds);
            json.WriteNumber("avg", statistics.Average.TotalMilliseconds);
            json.WriteNumber("max", statistics.RoundTrips.Max.TotalMilliseconds);
            json.WriteNumber("mdev", statistics.Deviation.TotalMilliseconds);
            json.WriteNumber("p50", statistics.RoundTrips.Percentile(50).TotalMilliseconds);
            json.WriteNumber("p90", statistics.RoundTrips.Percentile(90).TotalMilliseconds);
            json.WriteNumber("p99", statistics.RoundTrips.Percentile(99).TotalMilliseconds);
            json.WriteEndObject();
        }

        json.WriteStartArray("pings");
        foreach (var result in _results) Write(json, result);
        json.WriteEndArray();
    });

    private static void Write(Utf8JsonWriter json, PingResult result)
    {
        json.WriteStartObject();
        json.WriteNumber("seq", result.Sequence);
        if (result.RoundTrip is { } roundTrip) json.WriteNumber("rttMs", roundTrip.TotalMilliseconds);
        else json.WriteString("problem", result.Problem);
        json.WriteEndObject();
    }
}
