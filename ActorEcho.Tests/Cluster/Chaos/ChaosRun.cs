using System.Collections.Concurrent;
using System.Diagnostics;
using ActorEcho.Actors.Settings;
using ActorEcho.Tests.Chat.Wire;

namespace ActorEcho.Tests.Cluster.Chaos;

/// <summary>
/// Three nodes and thirty users who register, talk, whisper, leave, vanish and return, while nodes are killed, their ways to the
/// database blocked or cut, and the database restarted and frozen. What is done comes from a seed; when it takes effect is up
/// to the machine.
/// </summary>
internal sealed class ChaosRun(PostgreSqlServer server, string schema, int seed, TimeSpan length, Action<string> tell)
{
    public const string LastText = "the end";

    private const int Nodes = 3;
    private const int Users = 30;
    private const int Names = 20;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly ClusterSettings _settings = new(string.Empty)
    {
        Schema = schema,
        Lease = TimeSpan.FromSeconds(3),
        StoreTimeout = TimeSpan.FromSeconds(1),
        RetainMessages = 1_000_000,
    };

    private readonly ClusterNode?[] _nodes = new ClusterNode?[Nodes];
    private readonly ConcurrentBag<ChaosSession> _sessions = [];
    private int _sessionsMade;
    private volatile bool _isEnding;

    /// <summary>Every connection there was.</summary>
    public IReadOnlyCollection<ChaosSession> Sessions => _sessions;

    /// <summary>How many faults there were.</summary>
    public int Faults { get; private set; }

    /// <summary>Runs, mends everything, and waits until whoever is still there has heard the last text.</summary>
    public async Task RunAsync()
    {
        for (var i = 0; i < Nodes; i++) await StartNodeAsync(i);
        foreach (var node in _nodes) await node!.AwaitOpenAsync();
        var users = Enumerable.Range(0, Users).Select(user => LiveAsync(new Random(seed * Users + user))).ToArray();
        try
        {
            await AfflictAsync(new Random(seed));
            await MendAsync();
            _isEnding = true;
            await Task.WhenAll(users);
            await SayTheLastTextAsync();
        }
        finally
        {
            foreach (var session in _sessions) session.Dispose();
            foreach (var session in _sessions) await session.Reading;
            foreach (var node in _nodes)
            {
                if (node is not null) await node.DisposeAsync();
            }
        }
    }

    private async Task LiveAsync(Random random)
    {
        while (!_isEnding)
        {
            await PauseAsync(random, 200);
            if (_nodes[random.Next(Nodes)] is not { } node) continue;
            var session = new ChaosSession(Interlocked.Increment(ref _sessionsMade), $"u{random.Next(Names)}");
            _sessions.Add(session);
            if (await session.JoinAsync(node.EndPoint)) await TalkAsync(session, random);
            else session.Dispose();
        }
    }

    private async Task TalkAsync(ChaosSession session, Random random)
    {
        for (var serial = 0; !session.IsOver && !_isEnding; serial++)
        {
            await PauseAsync(random, 100);
            switch (random.Next(100))
            {
                case < 80:
                    await session.SayAsync();
                    break;
                case < 97:
                    await session.WhisperAsync($"u{random.Next(Names)}", serial);
                    break;
                case 97:
                    await session.LeaveAsync();
                    return;
                case 98:
                    session.Dispose();
                    return;
            }
        }
    }

    private async Task AfflictAsync(Random random)
    {
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < length)
        {
            await PauseAsync(random, 1500);
            Faults++;
            var which = random.Next(Nodes);
            var node = _nodes[which]!;
            switch (random.Next(6))
            {
                case 0:
                    tell($"node {which} is killed");
                    _nodes[which] = null;
                    await node.KillAsync();
                    await StartNodeAsync(which);
                    break;
                case 1:
                    tell($"node {which} hears nothing from its database and is not heard there");
                    node.Database.Freeze();
                    await PauseAsync(random, 5000);
                    node.Database.Restore();
                    break;
                case 2:
                    var toServer = random.Next(2) == 0;
                    tell($"node {which} {(toServer ? "is not heard by" : "does not hear")} its database");
                    node.Database.Freeze(toServer, !toServer);
                    await PauseAsync(random, 5000);
                    node.Database.Restore();
                    break;
                case 3:
                    tell($"node {which} is cut off from its database");
                    node.Database.Cut();
                    await PauseAsync(random, 3000);
                    node.Database.Restore();
                    break;
                case 4:
                    tell("the database is restarted");
                    await server.RestartAsync();
                    break;
                default:
                    tell("the database is frozen");
                    await server.FreezeAsync();
                    await PauseAsync(random, 4000);
                    await server.ThawAsync();
                    break;
            }
        }
    }

    private async Task MendAsync()
    {
        tell("all is well again");
        foreach (var node in _nodes) await node!.AwaitOpenAsync();
    }

    /// <summary>Said by a user of its own, until it is stored; whoever is a member then must hear it.</summary>
    private async Task SayTheLastTextAsync()
    {
        using var speaker = await _nodes[0]!.JoinWhenFreeAsync("speaker");
        await speaker.SendAsync(Frames.Say(LastText));
        var survivors = _sessions.Where(static session => session.IsMember && !session.IsOver).ToArray();
        tell($"{survivors.Length} users are still there");
        using var deadline = new CancellationTokenSource(Deadline);
        foreach (var survivor in survivors)
            await Task.WhenAny(survivor.HeardTheEnd, survivor.Reading).WaitAsync(deadline.Token);
    }

    private async Task StartNodeAsync(int which) =>
        _nodes[which] = await ClusterNode.StartAsync(server.Port, _settings with { Node = $"node{which}-{Faults}" });

    /// <summary>Time passes: what people do takes some.</summary>
    private static Task PauseAsync(Random random, int mostMilliseconds) => Task.Delay(random.Next(mostMilliseconds));
}
