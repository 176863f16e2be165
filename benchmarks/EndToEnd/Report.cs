using System.Globalization;
using System.Text;

namespace ActorEcho.EndToEnd;

/// <summary>The results as Markdown: what is to be reached and what was, then each scenario with all its servers.</summary>
internal static class Report
{
    public static string Markdown(Results results, Options options)
    {
        var text = new StringBuilder();
        var placing = options.IsShared ? "servers and load on all cores" : "server on one core, load on another";
        Line(text, $"{placing}; medians of {options.Rounds} rounds of {options.Seconds} s after {options.WarmUp} s; {Environment.ProcessorCount} processors; .NET {Environment.Version}");
        if (results.Scenarios.Count > 0)
            AppendSummary(text, results.Scenarios);
        foreach (var scenario in results.Scenarios)
            Append(text, scenario);
        if (results.Idle.Count > 0)
            Append(text, results.Idle, options);
        if (results.StartUp.Count > 0)
            Append(text, results.StartUp);
        foreach (var missing in results.Missing)
            Line(text, $"\nNot measured: {missing}.");
        return text.ToString();
    }

    // Every ratio is to the scenario's first server, unless the target names another.
    private static void AppendSummary(StringBuilder text, List<ScenarioResult> scenarios)
    {
        Line(text, $"");
        Line(text, $"| scenario | target: throughput, CPU each | throughput | CPU each | met | C, each second | node, each second | node p50, p99, p99.9, µs |");
        Line(text, $"|---|---|---:|---:|:---:|---:|---:|---:|");
        foreach (var result in scenarios)
        {
            var other = result.Scenario.Target is Target.Ratio ratio ? ratio.Other : result.Servers[0].Server;
            var baseline = result.Servers[0].Server == Server.BaselineName
                ? result.Value(Server.BaselineName, static m => m.PerSecond).ToString("N0", CultureInfo.InvariantCulture)
                : "";
            Line(text, $"| {result.Scenario.Name} | {result.Scenario.Target?.Text} "
                + $"| {result.Ratio(Server.NodeName, other, static m => m.PerSecond):F2} | {result.Ratio(Server.NodeName, other, static m => m.CpuMicroseconds):F2} "
                + $"| {(result.Scenario.Target is null ? "" : result.Scenario.Target.IsMetBy(result) ? "yes" : "no")} "
                + $"| {baseline} | {result.Value(Server.NodeName, static m => m.PerSecond):N0} "
                + $"| {Times(result.Value(Server.NodeName, static m => m.P50), result.Value(Server.NodeName, static m => m.P99), result.Value(Server.NodeName, static m => m.P999))} |");
        }
    }

    private static void Append(StringBuilder text, ScenarioResult result)
    {
        Line(text, $"");
        Line(text, $"**{result.Scenario.Name}**{(result.Scenario.IsShared ? ", servers, database and load on all cores" : "")}");
        Line(text, $"");
        Line(text, $"| server | {result.Scenario.Load.Unit}/s | ratio | CPU µs each | ratio | p50, p99, p99.9, µs |");
        Line(text, $"|---|---:|---:|---:|---:|---:|");
        foreach (var server in result.Servers)
        {
            double Value(Func<Measurement, double> value) => Median.Of(server, value);
            Line(text, $"| {server.Server} | {Value(static m => m.PerSecond):N0} | {result.ToBaseline(server.Server, static m => m.PerSecond):F2} "
                + $"| {Value(static m => m.CpuMicroseconds):F2} | {result.ToBaseline(server.Server, static m => m.CpuMicroseconds):F2} "
                + $"| {Times(Value(static m => m.P50), Value(static m => m.P99), Value(static m => m.P999))} |");
        }
    }

    private static void Append(StringBuilder text, List<IdleResult> idle, Options options)
    {
        Line(text, $"");
        Line(text, $"**{options.IdleConnections:N0} {IdleMemory.Name(Service.Echo)}**");
        Line(text, $"");
        Line(text, $"| server | resident bytes each | over TLS |");
        Line(text, $"|---|---:|---:|");
        foreach (var server in idle.Select(static one => one.Server).Distinct())
            Line(text, $"| {server} | {Bytes(server, false)} | {Bytes(server, true)} |");

        string Bytes(string server, bool isTls) =>
            idle.FirstOrDefault(one => one.Server == server && one.IsTls == isTls)?.BytesPerConnection.ToString("N0", CultureInfo.InvariantCulture) ?? "";
    }

    private static void Append(StringBuilder text, List<StartUpResult> startUp)
    {
        Line(text, $"");
        Line(text, $"**{StartUp.Name}, all cores**");
        Line(text, $"");
        Line(text, $"| | start to first answer | size |");
        Line(text, $"|---|---:|---:|");
        foreach (var form in startUp)
            Line(text, $"| {form.Form} | {form.Time.TotalMilliseconds:F0} ms | {(form.Bytes is { } bytes ? $"{bytes / 1e6:0.#} MB" : "")} |");
    }

    private static string Times(double p50, double p99, double p999) =>
        string.Create(CultureInfo.InvariantCulture, $"{p50:N0}, {p99:N0}, {p999:N0}");

    private static void Line(StringBuilder text, FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));

    private static void Line(StringBuilder text, string line) => text.AppendLine(line);
}
