using System.Collections.Immutable;
using System.Globalization;
using ActorEcho.Actors.Clients.Load;

namespace ActorEcho.Node.Clients.Reports;

/// <summary>A load's result for people.</summary>
internal static class LoadText
{
    public static void Write(TextWriter output, string target, RoundTripLoad load, RoundTripReport report)
    {
        output.WriteLine($"{load.Pattern.Protocol} load on {target}");
        Line(output, "load", $"{load.Connections:N0} connections, depth {load.Depth:N0}, {report.MessageBytes:N0}-byte messages, closed loop");
        Line(output, "measured", $"{report.Elapsed.TotalSeconds:0.00} s after {load.Timing.WarmUp.TotalSeconds:0.##} s of warm-up");
        Line(output, "round trips", $"{report.RoundTrips:N0}, {report.PerSecond:N0} per second, {report.BytesPerSecond / 1e6:N1} MB/s each way");
        LatencyText.Write(output, report.Latency);
        output.WriteLine();
        Line(output, "checked", report.IsSound ? $"every byte came back as it was to" : (FormattableString)$"{report.Lost:N0} answers lost");
        WriteFaults(output, report.Faults);
    }

    public static void Write(TextWriter output, string target, ChatLoad load, ChatLoadReport report)
    {
        output.WriteLine($"chat load on {target}");
        FormattableString pace = load.MessagesPerSecond > 0
            ? $"{load.MessagesPerSecond:N0} messages per second in all"
            : (FormattableString)$"depth {load.Depth:N0}, closed loop";
        Line(output, "load", $"{load.Members:N0} members, {load.Senders:N0} of them senders, {load.TextBytes:N0}-byte texts, {FormattableString.Invariant(pace)}");
        Line(output, "measured", $"{report.Elapsed.TotalSeconds:0.00} s after {load.Timing.WarmUp.TotalSeconds:0.##} s of warm-up");
        Line(output, "messages", $"{report.Messages:N0}, {report.MessagesPerSecond:N0} per second");
        Line(output, "deliveries", $"{report.Deliveries:N0}, {report.DeliveriesPerSecond:N0} per second");
        LatencyText.Write(output, report.Latency);
        output.WriteLine();
        Line(output, "checked", report.IsSound
            ? $"every message reached every other member, in order"
            : (FormattableString)$"{report.Lost:N0} deliveries lost, {report.OutOfOrder:N0} out of order");
        WriteFaults(output, report.Faults);
    }

    private static void Line(TextWriter output, string name, FormattableString text) =>
        output.WriteLine($"  {name,-12} {text.ToString(CultureInfo.InvariantCulture)}");

    private static void WriteFaults(TextWriter output, ImmutableArray<string> faults)
    {
        foreach (var fault in faults) output.WriteLine($"  fault        {fault}");
    }
}
