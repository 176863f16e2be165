using System.Globalization;
using Xunit.Abstractions;

namespace ActorEcho.Tests.Cluster.Chaos;

/// <summary>Short here; <c>benchmarks/chaos --minutes N --seed S</c> runs it for longer.</summary>
[Collection(PostgreSqlTests.Name)]
public sealed class ChaosTests(PostgreSqlServer server, ITestOutputHelper output)
{
    private const string SecondsVariable = "ACTORECHO_CHAOS_SECONDS";
    private const string SeedVariable = "ACTORECHO_CHAOS_SEED";
    private const int DefaultSeconds = 20;
    private const int DefaultSeed = 1;

    /// <summary>In MiB: more than twice what a node has that keeps its bounds.</summary>
    private const int MostMemory = 256;

    [PostgreSqlFact]
    public async Task Whatever_fails_no_name_is_held_twice_and_all_hear_the_same_in_one_order()
    {
        var schema = server.NewSchema();
        var seed = Setting(SeedVariable, DefaultSeed);
        output.WriteLine($"seed {seed}");
        var chronicle = new ChaosChronicle(server, schema);
        await using var run = new ChaosRun(server, schema, chronicle, seed, TimeSpan.FromSeconds(Setting(SecondsVariable, DefaultSeconds)), output.WriteLine);
        await run.RunAsync();

        var room = await chronicle.ReadAsync();
        var kept = (long)(await server.QueryAsync($"select count(*) from {schema}.entries"))!;
        var checker = new ChaosChecker(new ChaosRoom(room), run.Sessions, run.Overlaps, ChaosRun.Margin);
        var violations = checker.Check();
        var members = run.Sessions.Count(static session => session.IsMember);
        output.WriteLine(
            $"{run.Faults} faults, {run.Sessions.Count} connections, {members} of them members, {room.Count} entries; {run.Overlaps.Count} connections of frozen nodes outlived their names; {checker.Belied} texts are stored though their senders were told otherwise; a node had {run.Nodes.PeakMemory} MiB at most");
        foreach (var violation in violations) output.WriteLine(violation); // In full: the assertion shortens them.
        Assert.Empty(violations);
        Assert.Null(run.NamesLeft);
        Assert.Empty(run.Nodes.Errors);
        Assert.True(run.Nodes.PeakMemory < MostMemory, $"A node had {run.Nodes.PeakMemory} MiB: something in it has no bound.");
        Assert.True(members > 30 && room.Count > 200, "Too little happened to prove anything.");
        Assert.True(kept < room.Count, "Nothing was forgotten, so it is not proved that this does no harm.");
    }

    private static int Setting(string variable, int fallback) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : fallback;
}
