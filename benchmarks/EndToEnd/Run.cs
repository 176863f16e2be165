namespace ActorEcho.EndToEnd;

/// <summary>A server's measurements in one scenario, one for each round.</summary>
internal sealed record ServerResult(string Server, List<Measurement> Rounds);

/// <summary>A scenario with all its servers, that which the others are compared with first.</summary>
internal sealed record ScenarioResult(Scenario Scenario, List<ServerResult> Servers);

/// <summary>Everything that was measured.</summary>
internal sealed record Results(List<ScenarioResult> Scenarios, List<IdleResult> Idle);

/// <summary>
/// The measuring itself. All servers of a scenario run at the same time and are measured in turn, round by round, so that
/// whatever else the machine does meets them alike; those that are not measured are idle.
/// </summary>
internal static class Run
{
    // In seconds: until the just-in-time compiler has made its last version of what runs.
    private const double LeastWarmUp = 1.5;

    public static async Task<Results> AllAsync(Options options, Programs programs, TextWriter progress)
    {
        var results = new Results([], []);
        foreach (var scenario in Scenario.All.Where(scenario => scenario.Name.Contains(options.Only, StringComparison.OrdinalIgnoreCase)))
        {
            await progress.WriteLineAsync(scenario.Name);
            results.Scenarios.Add(await OneAsync(options, programs, scenario));
        }

        if (IdleMemory.Name.Contains(options.Only, StringComparison.OrdinalIgnoreCase))
        {
            await progress.WriteLineAsync(IdleMemory.Name);
            foreach (var server in Server.For(options, programs, Service.Echo))
                results.Idle.Add(await IdleMemory.MeasureAsync(options, programs, server));
        }

        return results;
    }

    private static async Task<ScenarioResult> OneAsync(Options options, Programs programs, Scenario scenario)
    {
        var running = new List<(RunningServer Server, ServerResult Result)>();
        try
        {
            foreach (var server in Server.For(options, programs, scenario.Service))
                running.Add((await RunningServer.StartAsync(options, server, programs, scenario.Service), new ServerResult(server.Name, [])));
            foreach (var (server, _) in running)
                await Measurement.TakeAsync(options, programs, scenario, server, Math.Max(options.Seconds, LeastWarmUp));
            for (var round = 0; round < options.Rounds; round++)
            {
                foreach (var (server, result) in running)
                    result.Rounds.Add(await Measurement.TakeAsync(options, programs, scenario, server, options.Seconds));
            }
        }
        finally
        {
            foreach (var (server, _) in running)
                server.Dispose();
        }

        return new ScenarioResult(scenario, [.. running.Select(static one => one.Result)]);
    }
}
