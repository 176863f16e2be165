using System.CommandLine;
using ActorEcho.Actors.Clients.Pinging;
using ActorEcho.Actors.Transports.Connecting;
using ActorEcho.Node.Clients.Reports;

namespace ActorEcho.Node.Clients;

/// <summary><c>ping</c>: round trips over the ping-pong protocol, told as <c>ping</c> tells them.</summary>
internal static class PingCommand
{
    public static Command Create()
    {
        var defaults = new PingSettings();
        var connect = new ConnectOptions();
        var count = NumberArgument.Count("How many pings. Default: until Ctrl-C.", 1, int.MaxValue, "--count", "-c");
        var interval = DurationArgument.Option("From one ping to the next.", defaults.Interval, "--interval", "-i");
        var wait = DurationArgument.Option("How long an answer is awaited; later ones count as lost.", defaults.Wait, "--wait", "-W");
        var json = new Option<bool>("--json") { Description = "Print one JSON document at the end instead of lines." };
        var command = new Command("ping", $"""
            Measure round trips over the ping-pong protocol.

            Exit codes: {ClientRun.ExitCodes}; 1 also when anything was lost.
            """);
        connect.AddTo(command);
        Option[] options = [count, interval, wait, json];
        foreach (var option in options) command.Add(option);
        command.SetAction((line, _) => ClientRun.RunAsync(line, connect, (target, connector, interrupted) => RunAsync(
            target,
            connector,
            new PingSettings { Count = line.GetValue(count), Interval = line.GetValue(interval), Wait = line.GetValue(wait) },
            line.GetValue(json),
            interrupted)));
        return command;
    }

    private static async Task<int> RunAsync(
        ConnectTarget target, Connector connector, PingSettings settings, bool json, CancellationToken interrupted)
    {
        await using var connection = await ClientRun.ConnectAsync(target, connector, interrupted);
        IPingReport report = json ? new PingJson(target.Text, connection.Peer) : new PingText(target.Text, connection.Peer);
        report.Begin(Console.Out);
        var statistics = new PingStatistics();
        var start = TimeProvider.System.GetTimestamp();
        await foreach (var result in new Pinger(connection, TimeProvider.System, settings).RunAsync(interrupted))
        {
            statistics.Add(result);
            report.Tell(Console.Out, result);
        }

        // Every ping settles in some way but the one that is interrupted.
        if (statistics.Transmitted == 0) return ExitCode.Interrupted;
        report.End(Console.Out, statistics, TimeProvider.System.GetElapsedTime(start));
        return statistics.Lost == 0 ? ExitCode.Success : ExitCode.ClientFailed;
    }
}
