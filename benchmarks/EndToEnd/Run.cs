namespace ActorEcho.EndToEnd;

/// <summary>
/// The measuring itself. All servers of a scenario run at the same time and are measured in turn, round by round, so that
/// whatever else the machine does meets them alike; those that are not measured are idle.
/// </summary>
internal static class Run
{
    // In seconds: for connections and buffers, with a server that needs no compiler any more.
    private const double ShortWarmUp = 0.5;

    // A server that compiles for more of its processor time than this is warmed up again, so often at most in all.
    private const double MostCompiling = 0.01;
    private const int MaxWarmUps = 4;

    // A load counts for so much of its time; a fifth of what it counts goes before.
    private const double Counted = 1 / 1.2;

    /// <summary>Measures all that is asked for.</summary>
    /// <param name="options">What is asked for.</param>
    /// <param name="programs">The programs there are.</param>
    /// <param name="results">Where it goes.</param>
    /// <param name="progress">Where it is told what is being measured.</param>
    /// <param name="keep">Called after each step: a run takes an hour, and one that is broken off keeps what it has.</param>
    /// <param name="stop">Breaks it off.</param>
    public static async Task AllAsync(Options options, Programs programs, Results results, TextWriter progress, Func<Task> keep, CancellationToken stop)
    {
        foreach (var scenario in Scenario.All.Where(scenario => options.Asks(scenario.Name) && scenario.IsPossible(programs)))
        {
            await progress.WriteLineAsync(scenario.Name);
            results.Scenarios.Add(await OneAsync(options with { IsShared = options.IsShared || scenario.IsShared }, programs, scenario, stop));
            await keep();
        }

        foreach (var service in (Service[])[Service.Echo, Service.TlsEcho])
        {
            if (!options.Asks(IdleMemory.Name(service)) || (service == Service.TlsEcho && !programs.HaveTls))
                continue;
            await progress.WriteLineAsync(IdleMemory.Name(service));
            foreach (var server in Server.For(options, programs, service).Where(static server => !server.ForksForEachClient))
                results.Idle.Add(await IdleMemory.MeasureAsync(options, programs, server, service, stop));
            await keep();
        }

        if (options.Asks(StartUp.Name))
        {
            await progress.WriteLineAsync(StartUp.Name);
            results.StartUp.AddRange(await StartUp.MeasureAsync(programs, stop));
            await keep();
        }
    }

    private static async Task<ScenarioResult> OneAsync(Options options, Programs programs, Scenario scenario, CancellationToken stop)
    {
        using var database = scenario.Service == Service.ClusterChat ? await Database.StartAsync(stop) : null;
        var running = new List<(Server Server, RunningServer Running, ServerResult Result)>();
        try
        {
            foreach (var server in Server.For(options, programs, scenario.Service))
            {
                var started = await RunningServer.StartAsync(options, programs, server, scenario.Service, database?.ConnectionString ?? "", stop);
                running.Add((server, started, new ServerResult(server.Name, [])));
            }

            foreach (var (server, started, _) in running)
                await WarmUpAsync(options, programs, scenario, server, started, stop);

            for (var round = 0; round < options.Rounds; round++)
            {
                // There and back, so that nobody always comes after the same other one.
                foreach (var (server, started, result) in round % 2 == 0 ? running : Enumerable.Reverse(running))
                    result.Rounds.Add(await Measurement.TakeAsync(options, programs, scenario, server, started, options.Seconds, stop));
            }
        }
        finally
        {
            foreach (var (_, started, _) in running)
                started.Dispose();
        }

        return new ScenarioResult(scenario, [.. running.Select(static one => one.Result)]);
    }

    // On one core that the load keeps busy the compiler needs longer than anybody would guess, and what it uses would count as
    // the server's.
    private static async Task WarmUpAsync(
        Options options, Programs programs, Scenario scenario, Server server, RunningServer started, CancellationToken stop)
    {
        var seconds = (server.IsCompiledAtRunTime ? options.WarmUp : ShortWarmUp) * Counted;
        for (var left = MaxWarmUps; left > 0; left--)
        {
            var (cpu, compiler) = (started.CpuSeconds, started.CompilerSeconds);
            await Measurement.TakeAsync(options, programs, scenario, server, started, seconds, stop);
            var compiled = started.CompilerSeconds.Sum(thread => thread.Value - compiler.GetValueOrDefault(thread.Key));
            if (compiled <= (started.CpuSeconds - cpu) * MostCompiling)
                return;
        }
    }
}
