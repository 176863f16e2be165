using System.Diagnostics;
using System.Globalization;
using ActorEcho.Actors.Chat;
using ActorEcho.Actors.Clients.Chat;
using ActorEcho.Actors.Clients.Load;
using ActorEcho.Tests.Cluster;

namespace ActorEcho.ClusterLoad;

/// <summary>What is measured, each with nodes and a schema of its own. Every text's content and order is checked where it is heard.</summary>
/// <param name="options">What is asked for.</param>
/// <param name="database">The nodes'.</param>
/// <param name="stop">Breaks a measurement off; its nodes end with it.</param>
internal sealed class Measurements(Options options, PostgreSqlServer database, CancellationToken stop)
{
    private const int TextBytes = 64;

    // Until then the just-in-time compiler takes a good part of two cores, and the nodes look worse than they are.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>One member speaks on one node at a rate, one hears on the other.</summary>
    public async Task<string> LatencyAsync()
    {
        var (report, cpu) = await LoadAsync(members: 2, senders: 1, options.Rate, depth: 1);
        return Text(
            $"{report.MessagesPerSecond:N0} messages/s: p50 {Milliseconds(report, 50)}, p90 {Milliseconds(report, 90)}, p99 {Milliseconds(report, 99)}, p99.9 {Milliseconds(report, 99.9)}, longest {report.Latency.Max.TotalMilliseconds:0.0} ms; the nodes {cpu:P0} of a core");
    }

    /// <summary>As many messages as go through, from four of eight members, half of them on each node.</summary>
    public async Task<string> ThroughputAsync()
    {
        var (report, cpu) = await LoadAsync(members: 8, senders: 4, rate: 0, depth: 256);
        return Text(
            $"{report.MessagesPerSecond:N0} messages/s, {report.DeliveriesPerSecond:N0} deliveries/s, p50 {Milliseconds(report, 50)}; the nodes {cpu:P0} of a core");
    }

    /// <summary>From SIGKILL to one node until "has left" is heard on the other.</summary>
    public async Task<string> TakeoverAsync()
    {
        var schema = database.NewSchema();
        using var one = await RunningNode.StartAsync(options, database, schema, "one", stop);
        using var two = await RunningNode.StartAsync(options, database, schema, "two", stop);
        using var deadline = Deadline();
        await using var here = await one.ConnectAsync(deadline.Token);
        await using var there = await two.ConnectAsync(deadline.Token);
        var listener = await JoinAsync(there, "listener", deadline.Token);
        await JoinAsync(here, "speaker", deadline.Token);
        await HearAsync(listener, "speaker has joined", deadline.Token);
        var killed = Stopwatch.GetTimestamp();
        one.Kill();
        await HearAsync(listener, "speaker has left", deadline.Token);
        return Text($"{Stopwatch.GetElapsedTime(killed).TotalSeconds:0.0} s");
    }

    private async Task<(ChatLoadReport Report, double Cpu)> LoadAsync(int members, int senders, int rate, int depth)
    {
        var schema = database.NewSchema();
        using var one = await RunningNode.StartAsync(options, database, schema, "one", stop);
        using var two = await RunningNode.StartAsync(options, database, schema, "two", stop);
        await AwaitOpenAsync(one);
        await AwaitOpenAsync(two);
        var load = new ChatLoad(members, senders, rate, depth, TextBytes, new LoadTiming { WarmUp = WarmUp, Duration = TimeSpan.FromSeconds(options.Seconds) });
        var connected = -1;
        var processors = new ProcessorShare(one, two);
        var report = await load.RunAsync(
            giveUp => (Interlocked.Increment(ref connected) % 2 == 0 ? one : two).ConnectAsync(giveUp), processors, stop);
        stop.ThrowIfCancellationRequested();
        var cpu = processors.SinceWarmUp();
        return report.IsSound
            ? (report, cpu)
            : throw new RunFailedException(
                $"{report.Lost} deliveries lost, {report.OutOfOrder} out of order; {string.Join("; ", report.Faults)}");
    }

    /// <summary>A node listens before it has its lease; until then nobody can join.</summary>
    private async Task AwaitOpenAsync(RunningNode node)
    {
        using var deadline = Deadline();
        await using var connection = await node.ConnectAsync(deadline.Token);
        await JoinAsync(connection, "first", deadline.Token);
    }

    private static async Task<ChatClient> JoinAsync(
        Actors.Transports.Connecting.ClientStream connection, string name, CancellationToken giveUp)
    {
        while (true)
        {
            try
            {
                return await ChatClient.JoinAsync(connection, ChatName.Parse(name), giveUp);
            }
            catch (ChatRefusedException)
            {
                await Task.Delay(10, giveUp); // The node has no lease yet, or the name is not free yet; the connection stays.
            }
        }
    }

    private static async Task HearAsync(ChatClient listener, string text, CancellationToken giveUp)
    {
        while (await listener.ReadAsync(giveUp) is { } heard)
        {
            if (heard is ChatEvent.Said said && said.Text == text) return;
        }

        throw new RunFailedException($"the connection ended before \"{text}\" was heard");
    }

    private CancellationTokenSource Deadline()
    {
        var deadline = CancellationTokenSource.CreateLinkedTokenSource(stop);
        deadline.CancelAfter(Patience);
        return deadline;
    }

    private static string Milliseconds(ChatLoadReport report, double percent) =>
        Text($"{report.Latency.Percentile(percent).TotalMilliseconds:0.0} ms");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
