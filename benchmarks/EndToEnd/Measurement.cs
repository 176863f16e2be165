using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ActorEcho.EndToEnd;

/// <summary>What one run of the load against one server gave.</summary>
/// <param name="PerSecond">Operations per second.</param>
/// <param name="CpuMicroseconds">The server's processor time for one operation.</param>
/// <param name="P50">Half of the operations took no longer, in microseconds.</param>
/// <param name="P99">99 of 100 operations took no longer, in microseconds.</param>
/// <param name="P999">999 of 1,000 operations took no longer, in microseconds.</param>
internal sealed record Measurement(double PerSecond, double CpuMicroseconds, double P50, double P99, double P999)
{
    public static async Task<Measurement> TakeAsync(
        Options options, Programs programs, Scenario scenario, Server server, RunningServer running, double seconds, CancellationToken stop)
    {
        var command = scenario.Load.CommandLine(programs, running.Ports, seconds, server.Dialect);
        var start = Cores.ForLoad(options, command[0], command[1..]);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using var load = Process.Start(start)!;
        await using var ending = stop.Register(load.Kill); // its output ends with it
        var errors = load.StandardError.ReadToEndAsync(CancellationToken.None);
        var counting = await load.StandardOutput.ReadLineAsync(CancellationToken.None);
        var (cpu, started) = (running.CpuSeconds, Stopwatch.GetTimestamp());
        var result = await load.StandardOutput.ReadLineAsync(CancellationToken.None);
        var (used, took) = (running.CpuSeconds - cpu, Stopwatch.GetElapsedTime(started).TotalSeconds);
        await load.WaitForExitAsync(CancellationToken.None);
        stop.ThrowIfCancellationRequested();
        await running.AwaitRestAsync(stop);
        if (load.ExitCode != 0 || counting != "counting" || result is null)
            throw new RunFailedException($"the load of {server.Name} failed in \"{scenario.Name}\": {await errors}");
        var counted = JsonSerializer.Deserialize<Counted>(result)!;
        return new Measurement(counted.PerSecond, used / (counted.PerSecond * took) * 1e6, counted.P50, counted.P99, counted.P999);
    }

    private sealed record Counted(
        [property: JsonPropertyName("per_second")] double PerSecond,
        [property: JsonPropertyName("p50_us")] double P50,
        [property: JsonPropertyName("p99_us")] double P99,
        [property: JsonPropertyName("p999_us")] double P999);
}
