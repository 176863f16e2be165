using System.Globalization;
using System.Text;

namespace ActorEcho.EndToEnd;

/// <summary>The results as Markdown.</summary>
internal static class Report
{
    public static string Markdown(Results results, Options options)
    {
        var text = new StringBuilder();
        var placing = options.IsShared ? "servers and load on all cores" : "server on one core, load on another";
        Line(text, $"{placing}; medians of {options.Rounds} rounds of {options.Seconds} s; {Environment.ProcessorCount} processors; .NET {Environment.Version}");
        foreach (var scenario in results.Scenarios)
            Append(text, scenario);
        if (results.Idle.Count > 0)
            Append(text, results.Idle, options);
        return text.ToString();
    }

    private static void Append(StringBuilder text, ScenarioResult scenario)
    {
        Line(text, $"");
        Line(text, $"**{scenario.Scenario.Name}**");
        Line(text, $"");
        Line(text, $"| server | {scenario.Scenario.Unit}/s | ratio | CPU µs each | ratio | p50 µs | p99 µs | p99.9 µs |");
        Line(text, $"|---|---:|---:|---:|---:|---:|---:|---:|");
        var baseline = scenario.Servers[0];
        foreach (var server in scenario.Servers)
        {
            double Value(Func<Measurement, double> value) => Median.Of(server, value);
            double Ratio(Func<Measurement, double> value) => Median.Ratio(server, baseline, value);
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {server.Server} | {Value(static m => m.PerSecond):N0} | {Ratio(static m => m.PerSecond):F2} | {Value(static m => m.CpuMicroseconds):F2} "
                + $"| {Ratio(static m => m.CpuMicroseconds):F2} | {Value(static m => m.P50):F0} | {Value(static m => m.P99):F0} | {Value(static m => m.P999):F0} |");
        }
    }

    private static void Append(StringBuilder text, List<IdleResult> idle, Options options)
    {
        Line(text, $"");
        Line(text, $"**{options.IdleConnections:N0} {IdleMemory.Name}, and start-up**");
        Line(text, $"");
        Line(text, $"| server | resident bytes each | start to first connection, ms |");
        Line(text, $"|---|---:|---:|");
        foreach (var server in idle)
            Line(text, $"| {server.Server} | {server.BytesPerConnection:N0} | {server.StartUp.TotalMilliseconds:F0} |");
    }

    private static void Line(StringBuilder text, FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
}
