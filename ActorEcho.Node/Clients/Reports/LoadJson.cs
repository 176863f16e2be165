using System.Collections.Immutable;
using System.Text.Json;
using ActorEcho.Actors.Clients.Load;
using ActorEcho.Actors.Clients.Measuring;

namespace ActorEcho.Node.Clients.Reports;

/// <summary>A load's result as one JSON document; latencies are in microseconds.</summary>
internal static class LoadJson
{
    public static void Write(TextWriter output, string target, RoundTripLoad load, RoundTripReport report) =>
        JsonDocumentText.Write(output, json =>
        {
            json.WriteString("target", target);
            json.WriteString("protocol", load.Pattern.Protocol);
            json.WriteNumber("connections", load.Connections);
            json.WriteNumber("depth", load.Depth);
            json.WriteNumber("messageBytes", report.MessageBytes);
            WriteTiming(json, load.Timing, report.Elapsed);
            json.WriteNumber("roundTrips", report.RoundTrips);
            json.WriteNumber("roundTripsPerSecond", report.PerSecond);
            json.WriteNumber("bytesPerSecondEachWay", report.BytesPerSecond);
            WriteLatency(json, report.Latency);
            json.WriteNumber("lost", report.Lost);
            WriteFaults(json, report.Faults, report.IsSound);
        });

    public static void Write(TextWriter output, string target, ChatLoad load, ChatLoadReport report) =>
        JsonDocumentText.Write(output, json =>
        {
            json.WriteString("target", target);
            json.WriteString("protocol", "chat");
            json.WriteNumber("members", load.Members);
            json.WriteNumber("senders", load.Senders);
            json.WriteNumber("depth", load.Depth);
            json.WriteNumber("messagesPerSecondAsked", load.MessagesPerSecond);
            json.WriteNumber("messageBytes", load.TextBytes);
            WriteTiming(json, load.Timing, report.Elapsed);
            json.WriteNumber("messages", report.Messages);
            json.WriteNumber("messagesPerSecond", report.MessagesPerSecond);
            json.WriteNumber("deliveries", report.Deliveries);
            json.WriteNumber("deliveriesPerSecond", report.DeliveriesPerSecond);
            WriteLatency(json, report.Latency);
            json.WriteNumber("lost", report.Lost);
            json.WriteNumber("outOfOrder", report.OutOfOrder);
            WriteFaults(json, report.Faults, report.IsSound);
        });

    private static void WriteTiming(Utf8JsonWriter json, LoadTiming timing, TimeSpan elapsed)
    {
        json.WriteNumber("warmUpSeconds", timing.WarmUp.TotalSeconds);
        json.WriteNumber("measuredSeconds", elapsed.TotalSeconds);
    }

    private static void WriteLatency(Utf8JsonWriter json, LatencyHistogram latency)
    {
        json.WriteStartObject("latencyUs");
        json.WriteNumber("count", latency.Count);
        json.WriteNumber("min", latency.Min.TotalMicroseconds);
        json.WriteNumber("mean", latency.Mean.TotalMicroseconds);
        json.WriteNumber("max", latency.Max.TotalMicroseconds);
        foreach (var percent in LatencyText.Percentiles)
        {
            json.WriteNumber(LatencyText.NameOf(percent), latency.Percentile(percent).TotalMicroseconds);
        }

        json.WriteStartArray("histogram");
        foreach (var octave in latency.Octaves())
        {
            json.WriteStartObject();
            json.WriteNumber("from", octave.From.TotalMicroseconds);
            json.WriteNumber("below", octave.Below.TotalMicroseconds);
            json.WriteNumber("count", octave.Count);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteFaults(Utf8JsonWriter json, ImmutableArray<string> faults, bool isSound)
    {
        json.WriteStartArray("faults");
        foreach (var fault in faults) json.WriteStringValue(fault);
        json.WriteEndArray();
        json.WriteBoolean("sound", isSound);
    }
}
