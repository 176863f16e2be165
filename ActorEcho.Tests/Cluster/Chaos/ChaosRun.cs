using System.Collections.Concurrent;
using ActorEcho.Actors.Cluster.Storage;
using ActorEcho.Actors.Settings;

namespace ActorEcho.Tests.Cluster.Chaos;

/// <summary>
/// Thirty users who register, talk, whisper, leave, vanish and return on three nodes, each a process, while these are killed, stopped,
/// frozen and thawed, their ways to the database blocked or cut, and the database restarted and frozen.
/// </summary>
internal sealed class ChaosRun(PostgreSqlServer server, string schema, int seed, TimeSpan length, Action<string> tell)
    : IAsyncDisposable
{
    public const string LastText = "the end";

    private const int Users = 30;
    private const int Names = 20;
    private const int BurstTexts = 200;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private static readonly ClusterSettings Settings = new(string.Empty)
    {
        Lease = TimeSpan.FromSeconds(3),
        StoreTimeout = TimeSpan.FromSeconds(1),
        MaxPendingBytes = 256 * 1024, // So that bursts while the database is away come up against it.
        RetainMessages = 1_000_000,
    };

    private readonly ChaosNodes _nodes = new(server.Port, Settings with { Schema = schema });
    private readonly ChaosNames _names = new();
    private readonly ConcurrentBag<ChaosSession> _sessions = [];
    private int _sessionsMade;
    private volatile bool _isEnding;

    /// <summary>How long before its users' names are free a running node parts from them.</summary>
    public static TimeSpan Margin { get; } = LeaseTimes.Granted(Settings.Lease) - LeaseTimes.CutOff(Settings.Lease);

    /// <summary>Every connection there was.</summary>
    public IReadOnlyCollection<ChaosHistory> Sessions => [.. _sessions.Select(static session => session.History)];

    public IReadOnlyCollection<ChaosOverlap> Overlaps => _names.Overlaps;

    /// <summary>How many faults there were.</summary>
    public int Faults { get; private set; }

    public ChaosNodes Nodes => _nodes;

    /// <summary>Runs, mends everything, and waits until whoever is still there has heard the last text and left.</summary>
    public async Task RunAsync()
    {
        try
        {
            await _nodes.StartAsync();
            var users = Enumerable.Range(0, Users).Select(user => LiveAsync(new Random(seed * Users + user))).ToArray();
            var faults = new ChaosFaults(_nodes, server, Settings.Lease, seed, tell);
            await faults.AfflictAsync(length);
            Faults = faults.Count;
            tell("all is well again");
            for (var which = 0; which < ChaosNodes.Count; which++) (await JoinWhenFreeAsync(which)).Dispose();
            _isEnding = true;
            await Task.WhenAll(users);
            await SayTheLastTextAsync();
            await _nodes.StopAsync();
        }
        finally
        {
            foreach (var session in _sessions) session.Dispose();
            foreach (var session in _sessions) await session.Reading;
        }
    }

    public ValueTask DisposeAsync() => _nodes.DisposeAsync();

    private async Task LiveAsync(Random random)
    {
        while (!_isEnding)
        {
            await PauseAsync(random, 200);
            if (_nodes[random.Next(ChaosNodes.Count)] is not { } node) continue;
            var session = CreateSession(node, $"u{random.Next(Names)}");
            if (await session.JoinAsync(node.Process.EndPoint))
            {
                if (random.Next(4) == 0) await StayAsync(session, random, () => session.WhisperAsync($"u{random.Next(Names)}"));
                else await StayAsync(session, random, session.SayAsync);
                if (_isEnding) return; // Whoever is still there stays for the last text.
            }

            session.Dispose();
        }
    }

    private async Task StayAsync(ChaosSession session, Random random, Func<Task> speak)
    {
        while (!session.History.IsOver && !_isEnding)
        {
            await PauseAsync(random, 100);
            switch (random.Next(100))
            {
                case 97:
                    for (var text = 0; text < BurstTexts; text++) await speak();
                    break;
                case 98:
                    await session.LeaveAsync();
                    return;
                case 99:
                    return; // Vanishes.
                default:
                    await speak();
                    break;
            }
        }
    }

    /// <summary>Said by a user of its own, until it is stored; whoever is a member then must hear it.</summary>
    private async Task SayTheLastTextAsync()
    {
        var survivors = _sessions.Where(static session => session.History is { IsMember: true, IsOver: false }).ToArray();
        tell($"{survivors.Length} users are still there");
        using var deadline = new CancellationTokenSource(Deadline);
        ChaosHistory said;
        do
        {
            using var speaker = await JoinWhenFreeAsync(0);
            said = speaker.History;
            await speaker.SayAsync(LastText);
            await speaker.LeaveAsync().WaitAsync(deadline.Token);
        }
        while (!said.LeftInOrder || said.NotStored > 0);
        foreach (var survivor in survivors)
        {
            await Task.WhenAny(survivor.HeardTheEnd, survivor.Reading).WaitAsync(deadline.Token);
            await survivor.LeaveAsync().WaitAsync(deadline.Token);
        }
    }

    /// <summary>Tries until the node is open, under a name that nobody else wants.</summary>
    private async Task<ChaosSession> JoinWhenFreeAsync(int which)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        while (true)
        {
            var node = _nodes[which]!;
            var session = CreateSession(node, $"speaker{which}");
            if (await session.JoinAsync(node.Process.EndPoint).WaitAsync(deadline.Token)) return session;
            session.Dispose();
        }
    }

    private ChaosSession CreateSession(ChaosNode node, string name)
    {
        var session = new ChaosSession(new ChaosHistory(Interlocked.Increment(ref _sessionsMade), name, node.Freezes), _names);
        _sessions.Add(session);
        return session;
    }

    /// <summary>Time passes: what people do takes some.</summary>
    private static Task PauseAsync(Random random, int mostMilliseconds) => Task.Delay(random.Next(mostMilliseconds));
}
