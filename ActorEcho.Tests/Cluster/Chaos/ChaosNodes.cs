using ActorEcho.Actors.Settings;

namespace ActorEcho.Tests.Cluster.Chaos;

/// <summary>The nodes of a run, each a process that is replaced by another one of its name when it has ended.</summary>
internal sealed class ChaosNodes(int databasePort, ClusterSettings settings) : IAsyncDisposable
{
    public const int Count = 3;

    private readonly ChaosNode?[] _nodes = new ChaosNode?[Count];
    private readonly List<string> _errors = [];

    /// <summary>The most memory that any of them has had, in MiB.</summary>
    public int PeakMemory { get; private set; }

    /// <summary>What the nodes wrote to standard error, where nothing but faults of their own belongs.</summary>
    public IReadOnlyList<string> Errors => _errors;

    /// <summary>A node; null while it is being replaced.</summary>
    public ChaosNode? this[int which] => Volatile.Read(ref _nodes[which]);

    public Task StartAsync() => Task.WhenAll(Enumerable.Range(0, Count).Select(StartAsync));

    /// <summary>Ends a node, one way or the other, and starts another one of its name.</summary>
    public async Task ReplaceAsync(int which, Func<ClusterNodeProcess, Task> end)
    {
        await EndAsync(which, end);
        await StartAsync(which);
    }

    /// <summary>Stops all that are still there, in order.</summary>
    public async Task StopAsync()
    {
        for (var which = 0; which < Count; which++) await EndAsync(which, static node => node.StopAsync());
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            if (node is not null) await node.Process.DisposeAsync();
        }
    }

    private async Task StartAsync(int which) => Volatile.Write(
        ref _nodes[which],
        new ChaosNode(await ClusterNodeProcess.StartAsync(databasePort, settings with { Node = $"node{which}" }, logLevel: "error")));

    private async Task EndAsync(int which, Func<ClusterNodeProcess, Task> end)
    {
        if (this[which]?.Process is not { } process) return;
        PeakMemory = Math.Max(PeakMemory, await process.ReadPeakMemoryAsync());
        Volatile.Write(ref _nodes[which], null);
        await using (process) await end(process);
        if (!string.IsNullOrWhiteSpace(process.Errors)) _errors.Add($"node{which}: {process.Errors}");
    }
}

/// <summary>A node's process, and when it was frozen.</summary>
internal sealed class ChaosNode(ClusterNodeProcess process)
{
    private readonly List<ChaosFreeze> _freezes = [];

    public ClusterNodeProcess Process => process;

    /// <summary>To be looked at when the run is over.</summary>
    public IReadOnlyCollection<ChaosFreeze> Freezes => _freezes;

    public async Task FreezeAsync(TimeSpan time)
    {
        await process.FreezeAsync();
        var freeze = new ChaosFreeze(DateTime.UtcNow);
        _freezes.Add(freeze);
        await Task.Delay(time);
        await process.ThawAsync();
        freeze.To = DateTime.UtcNow;
    }
}
