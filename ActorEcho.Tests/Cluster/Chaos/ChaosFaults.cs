using System.Diagnostics;

namespace ActorEcho.Tests.Cluster.Chaos;

/// <summary>
/// What befalls the nodes, and at the same time their database and the ways to it. What is done comes from the seed; when it takes
/// effect is up to the machine.
/// </summary>
internal sealed class ChaosFaults(ChaosNodes nodes, PostgreSqlServer server, TimeSpan lease, int seed, Action<string> tell)
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private int _count;

    /// <summary>How many there were.</summary>
    public int Count => _count;

    /// <summary>Lets things go wrong for so long, and then leaves all as it should be.</summary>
    public Task AfflictAsync(TimeSpan length) =>
        Task.WhenAll(RepeatAsync(length, new Random(seed), AfflictNodeAsync), RepeatAsync(length, new Random(seed + 1), AfflictDatabaseAsync));

    private async Task RepeatAsync(TimeSpan length, Random random, Func<Random, Task> afflict)
    {
        while (Stopwatch.GetElapsedTime(_started) < length)
        {
            await Task.Delay(random.Next(2500)); // So long nothing happens.
            Interlocked.Increment(ref _count);
            await afflict(random);
        }
    }

    private async Task AfflictNodeAsync(Random random)
    {
        var which = random.Next(ChaosNodes.Count);
        switch (random.Next(5))
        {
            case 0:
                Tell($"node {which} is killed");
                await nodes.ReplaceAsync(which, static node => node.KillAsync());
                break;
            case 1:
                Tell($"node {which} is stopped in order");
                await nodes.ReplaceAsync(which, static node => node.StopAsync());
                break;
            case 2:
                await FreezeAsync(which, lease * random.NextDouble() / 2);
                break;
            default:
                await FreezeAsync(which, lease * (1 + random.NextDouble()));
                break;
        }
    }

    private async Task FreezeAsync(int which, TimeSpan time)
    {
        Tell($"node {which} is frozen for {time.TotalSeconds:0.0} s");
        await nodes[which]!.FreezeAsync(time);
    }

    private async Task AfflictDatabaseAsync(Random random)
    {
        var which = random.Next(ChaosNodes.Count);
        switch (random.Next(5))
        {
            case 0:
                Tell($"node {which} hears nothing from its database and is not heard there");
                await BlockAsync(which, static way => way.Freeze(), random.Next(5000));
                break;
            case 1:
                var toServer = random.Next(2) == 0;
                Tell($"node {which} {(toServer ? "is not heard by" : "does not hear")} its database");
                await BlockAsync(which, way => way.Freeze(toServer, !toServer), random.Next(5000));
                break;
            case 2:
                Tell($"node {which} is cut off from its database");
                await BlockAsync(which, static way => way.Cut(), random.Next(3000));
                break;
            case 3:
                Tell("the database is restarted");
                await server.RestartAsync();
                break;
            default:
                Tell("the database is frozen");
                await server.FreezeAsync();
                await Task.Delay(random.Next(4000));
                await server.ThawAsync();
                break;
        }
    }

    private async Task BlockAsync(int which, Action<DatabaseProxy> block, int milliseconds)
    {
        if (nodes[which]?.Process.Database is not { } way) return; // The node is being replaced: it has none.
        block(way);
        await Task.Delay(milliseconds);
        way.Restore();
    }

    private void Tell(string what) => tell($"{Stopwatch.GetElapsedTime(_started).TotalSeconds,6:0.0} s: {what}");
}
