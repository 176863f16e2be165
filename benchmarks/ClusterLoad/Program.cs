using ActorEcho.ClusterLoad;
using ActorEcho.EndToEnd;
using ActorEcho.Tests.Cluster;

if (PostgreSqlServer.SkipReason is { } reason)
{
    Console.Error.WriteLine(reason);
    return 1;
}

using var stop = new StopSignals();
var database = new PostgreSqlServer { IsDurable = true };
try
{
    var options = Options.Parse(args);
    await database.InitializeAsync();
    var measurements = new Measurements(options, database, stop.Token);
    (string Name, Func<Task<string>> Measure)[] figures =
    [
        ("from a user on one node to a user on the other", measurements.LatencyAsync),
        ("as many as go through, 8 users on 2 nodes, 4 speaking", measurements.ThroughputAsync),
        ("from SIGKILL to \"has left\" on the other node, lease 10 s", measurements.TakeoverAsync),
    ];
    foreach (var (name, measure) in figures.Where(figure => figure.Name.Contains(options.Only, StringComparison.Ordinal)))
    {
        for (var round = 1; round <= options.Rounds; round++) Console.WriteLine($"{name}: {await measure()}");
    }

    return 0;
}
catch (Exception) when (stop.Token.IsCancellationRequested)
{
    // A terminal sends its signal to the database too: what failed first says nothing.
    Console.Error.WriteLine("benchmarks/cluster: stopped");
    return stop.ExitCode;
}
catch (RunFailedException exception)
{
    Console.Error.WriteLine($"benchmarks/cluster: {exception.Message}");
    return 1;
}
finally
{
    await database.DisposeAsync();
}
