using System.Globalization;
using ActorEcho.Actors.Chat;
using ActorEcho.Actors.Clients.Measuring;
using ActorEcho.Actors.Transports.Connecting;

namespace ActorEcho.Actors.Clients.Load;

/// <summary>
/// Loads a chat: some of the members send, all the others hear each message, and every member checks that each sender's
/// messages come in order and that none is missing.
/// </summary>
/// <param name="Members">How many members; at least 2.</param>
/// <param name="Senders">How many of them send; 1 to <paramref name="Members"/>.</param>
/// <param name="MessagesPerSecond">Of all senders together; 0 for as many as <paramref name="Depth"/> lets through.</param>
/// <param name="Depth">Messages that each sender keeps under way where there is no rate; at least 1.</param>
/// <param name="TextBytes">The size of a text, <see cref="ShortestText"/> to <see cref="LongestText"/>.</param>
/// <param name="Timing">How long.</param>
public sealed record ChatLoad(int Members, int Senders, int MessagesPerSecond, int Depth, int TextBytes, LoadTiming Timing)
{
    /// <summary>The shortest text, in bytes: it must hold what the members check.</summary>
    public static int ShortestText => ChatLoadMessage.ShortestText;

    /// <summary>The longest text, in bytes: a longer one may come in pieces.</summary>
    public static int LongestText => ChatLoadMessage.LongestText;

    /// <summary>Runs the load.</summary>
    /// <param name="connect">Opens a connection.</param>
    /// <param name="progress">Is told how it goes once a second; null for nobody.</param>
    /// <param name="stop">Ends the measuring early.</param>
    /// <returns>What was measured.</returns>
    /// <exception cref="OperationCanceledException">It was stopped before anything was measured, or found wrong.</exception>
    /// <exception cref="ConnectFailedException">A connection could not be opened; nobody took part.</exception>
    public async Task<ChatLoadReport> RunAsync(
        Func<CancellationToken, Task<ClientStream>> connect, IProgress<LoadProgress>? progress, CancellationToken stop)
    {
        var plan = new ChatLoadPlan(Random.Shared.NextInt64(), Senders, Members - 1, Depth, MessagesPerSecond, TextBytes);
        var streams = await LoadConnections.OpenAsync(Members, connect, stop);
        try
        {
            return await RunAsync(streams, plan, progress, stop);
        }
        finally
        {
            await LoadConnections.CloseAsync(streams);
        }
    }

    private async Task<ChatLoadReport> RunAsync(
        ClientStream[] streams, ChatLoadPlan plan, IProgress<LoadProgress>? progress, CancellationToken stop)
    {
        var clock = new LoadClock(Timing);
        var faults = new LoadFaults();
        var histograms = StripedHistogram.For(Members);
        var senders = streams.Take(Senders).Select((stream, i) => new ChatLoadSender(i, stream, plan, clock)).ToArray();
        var names = Enumerable.Range(0, Members).Select(i => NameOf(plan.Run, i)).ToArray();
        var members = streams
            .Select((stream, i) => new ChatLoadMember(stream, names, senders, plan, clock, histograms.Stripe(i)))
            .ToArray();
        using var giveUp = new CancellationTokenSource();
        var registered = members.Select(_ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).ToArray();
        var hearing = members.Select((member, i) => HearAsync(i, member, names[i], registered[i], faults, giveUp.Token)).ToArray();
        await AwaitRegisteredAsync([.. registered.Select(entry => entry.Task)], faults, stop);
        if (faults.Count == 0 && !stop.IsCancellationRequested)
        {
            var sending = senders.Select((sender, i) => SendAsync(i, sender, faults, giveUp.Token)).ToArray();
            var settled = SettleAsync(sending, senders, members, plan, faults, giveUp.Token);
            await clock.RunAsync(settled, () => members.Sum(member => member.Delivered), faults, progress, stop);
            await giveUp.CancelAsync();
            await settled;
        }

        await giveUp.CancelAsync();
        await Task.WhenAll(hearing);
        foreach (var sender in senders) sender.Dispose();
        var report = new ChatLoadReport(
            senders.Sum(sender => sender.Measured),
            members.Sum(member => member.Measured),
            clock.Measured,
            histograms.Total(),
            Math.Max(0, Expected(senders, plan) - members.Sum(member => member.Delivered)),
            members.Sum(member => member.OutOfOrder),
            faults.Described);
        // Neither a figure nor a fault is no result, and above all no sound one.
        if (report is { IsSound: true, Latency.Count: 0 }) stop.ThrowIfCancellationRequested();
        return report;
    }

    private static ChatName NameOf(long run, int member) =>
        ChatName.Parse(string.Create(CultureInfo.InvariantCulture, $"load-{(uint)run:x8}-{member}"));

    private static long Expected(ChatLoadSender[] senders, ChatLoadPlan plan) => senders.Sum(sender => sender.Sent) * plan.Hearers;

    /// <summary>Waits until all are let in, or have failed. Many may take long together, but not without progress.</summary>
    private async Task AwaitRegisteredAsync(Task[] registered, LoadFaults faults, CancellationToken stop)
    {
        var all = Task.WhenAll(registered);
        int before, now = 0;
        do
        {
            before = now;
            using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
            await Task.WhenAny(all, Task.Delay(Timing.Registration, over.Token));
            await over.CancelAsync();
            now = registered.Count(member => member.IsCompleted);
        }
        while (now > before && now < registered.Length && !stop.IsCancellationRequested);

        if (now < registered.Length && !stop.IsCancellationRequested) faults.Add($"{registered.Length - now} members were not let in in time");
    }

    private static async Task HearAsync(
        int number, ChatLoadMember member, ChatName name, TaskCompletionSource registered, LoadFaults faults, CancellationToken giveUp)
    {
        await Task.Yield();
        // A source of its own: every read registers with its token, and one for all would be a lock that all of them share.
        using var own = CancellationTokenSource.CreateLinkedTokenSource(giveUp);
        if (await member.RunAsync(name, registered, own.Token) is { } fault) faults.Add($"member {number}: {fault}");
        // Nobody waits for a member that has failed.
        registered.TrySetResult();
    }

    private static async Task SendAsync(int number, ChatLoadSender sender, LoadFaults faults, CancellationToken giveUp)
    {
        await Task.Yield();
        try
        {
            await sender.RunAsync(giveUp);
        }
        catch (OperationCanceledException) when (giveUp.IsCancellationRequested)
        {
            faults.Add($"sender {number}: the server did not take all messages in time");
        }
        catch (IOException exception)
        {
            faults.Add($"sender {number}: the connection broke: {exception.Message}");
        }
    }

    /// <summary>Completes when all that was sent has arrived everywhere, or the wait for it is given up.</summary>
    private static async Task SettleAsync(
        Task[] sending, ChatLoadSender[] senders, ChatLoadMember[] members, ChatLoadPlan plan, LoadFaults faults, CancellationToken giveUp)
    {
        await Task.WhenAll(sending);
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        try
        {
            while (faults.Count == 0 && members.Sum(member => member.Delivered) < Expected(senders, plan))
            {
                await look.WaitForNextTickAsync(giveUp);
            }
        }
        catch (OperationCanceledException) when (giveUp.IsCancellationRequested)
        {
            // What has not come by now is lost; the report counts it.
        }
    }
}
