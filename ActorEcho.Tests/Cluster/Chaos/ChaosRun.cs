using System.Collections.Concurrent;
using System.Diagnostics;
using ActorEcho.Actors.Cluster.Storage;
using ActorEcho.Actors.Settings;

namespace ActorEcho.Tests.Cluster.Chaos;

/// <summary>
/// Thirty users who register, talk, whisper, leave, vanish and return on three nodes, each a process, while these are killed, stopped,
/// frozen and thawed, their ways to the database blocked or cut, and the database restarted and frozen.
/// </summary>
internal sealed class ChaosRun(
    PostgreSqlServer server, string schema, ChaosChronicle chronicle, int seed, TimeSpan length, Action<string> tell) : IAsyncDisposable
{
    public const string LastText = "the end";

    private const int Users = 30;
    private const int Names = 20;
    private const int BurstTexts = 200;
    private const int JoiningsInVain = 10;

    private static readonly ClusterSettings Settings = new(string.Empty)
    {
        Lease = TimeSpan.FromSeconds(3),
        StoreTimeout = TimeSpan.FromMilliseconds(500), // So that some is given up whose end is found out within the lease.
        MaxPendingBytes = 256 * 1024, // So that bursts while the database is away come up against it.
        RetainMessages = 50, // So that the nodes forget while they read.
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

    /// <summary>Names that were not free when nobody was connected any more and all was well; null when there were none.</summary>
    public string? NamesLeft { get; private set; }

    /// <summary>How many faults there were.</summary>
    public int Faults { get; private set; }

    public ChaosNodes Nodes => _nodes;

    /// <summary>Runs, mends everything, and waits until whoever is still there has heard the last text and left.</summary>
    public async Task RunAsync()
    {
        try
        {
            await chronicle.BeginAsync();
            await _nodes.StartAsync();
            var users = Enumerable.Range(0, Users).Select(user => LiveAsync(new Random(seed * Users + user))).ToArray();
            var faults = new ChaosFaults(_nodes, server, Settings.Lease, seed, tell);
            await faults.AfflictAsync(length);
            Faults = faults.Count;
            tell("all is well again");
            for (var which = 0; which < ChaosNodes.Count; which++) (await JoinWhenFreeAsync(which)).Dispose();
            _isEnding = true;
            await Task.WhenAll(users).InTimeAsync("the end of what the users were doing", 2 * Deadlines.Deadline);
            await SayTheLastTextAsync();
            for (var which = 0; which < ChaosNodes.Count; which++)
            {
                await JoinInVainAsync(_nodes[which]!);
                await JoinUnheardAsync(_nodes[which]!);
            }

            NamesLeft = await AwaitEmptyRoomAsync();
            await _nodes.StopAsync();
        }
        finally
        {
            foreach (var session in _sessions) session.Dispose();
            foreach (var session in _sessions) await session.Reading.InTimeAsync($"the end of {session.History}, whose socket is closed,");
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
            if (random.Next(20) == 0)
            {
                await session.JoinInVainAsync(node.Process.EndPoint);
            }
            else if (await session.JoinAsync(node.Process.EndPoint))
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
                case 94 or 95 or 96:
                    await session.CatchUpAsync();
                    break;
                case 97:
                    for (var text = 0; text < BurstTexts; text++) await speak();
                    break;
                case 98:
                    if (random.Next(2) == 0) await session.CatchUpAsync();
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
        ChaosHistory said;
        do
        {
            using var speaker = await JoinWhenFreeAsync(0);
            said = speaker.History;
            await speaker.SayAsync(LastText);
            await speaker.LeaveAsync();
        }
        while (!said.LeftInOrder || said.NotStored > 0);
        foreach (var survivor in survivors)
        {
            await Task.WhenAny(survivor.HeardTheEnd, survivor.Reading).InTimeAsync($"the last text, to {survivor.History},");
            await survivor.LeaveAsync();
        }
    }

    /// <summary>Some ask for a name and vanish at once while all is well: nobody may be there afterwards.</summary>
    private async Task JoinInVainAsync(ChaosNode node)
    {
        for (var i = 0; i < JoiningsInVain; i++) await CreateSession(node, $"vain{i}").JoinInVainAsync(node.Process.EndPoint);
    }

    /// <summary>Some ask whose node hears nothing from its database from then on, though that hears it: stored, and told that they are not.</summary>
    private async Task JoinUnheardAsync(ChaosNode node)
    {
        node.Process.Database.LoseAllAnswersFrom("unheard"u8.ToArray());
        await Task.WhenAll(Enumerable.Range(0, JoiningsInVain).Select(async i =>
        {
            using var session = CreateSession(node, $"unheard{i}");
            await session.JoinAsync(node.Process.EndPoint);
        }));
        node.Process.Database.Restore();
    }

    /// <summary>All connections are closed and the nodes are well: each name becomes free, and not only when a lease ends.</summary>
    /// <returns>The names that do not; null when there are none.</returns>
    private async Task<string?> AwaitEmptyRoomAsync()
    {
        foreach (var session in _sessions) session.Dispose();
        // Whoever asked before these on the same node is stored before them.
        for (var which = 0; which < ChaosNodes.Count; which++)
        {
            using var last = await JoinWhenFreeAsync(which);
            await last.LeaveAsync();
        }

        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var names = await server.QueryAsync($"select string_agg(encode(rtrim(name, '\\x00'), 'escape'), ', ') from {schema}.members") as string;
            if (names is null || Stopwatch.GetElapsedTime(started) > Deadlines.Deadline / 4) return names;
            await Task.Delay(20); // Nobody is told.
        }
    }

    /// <summary>Tries until the node is open, under a name that nobody else wants.</summary>
    private async Task<ChaosSession> JoinWhenFreeAsync(int which)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var node = _nodes[which]!;
            var session = CreateSession(node, $"speaker{which}");
            if (await session.JoinAsync(node.Process.EndPoint)) return session;
            session.Dispose();
            if (Stopwatch.GetElapsedTime(started) > Deadlines.Deadline)
                throw new TimeoutException($"All is well, but node {which} lets nobody in.");
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
