using System.Buffers;
using System.Diagnostics;
using ActorEcho.Actors.Clients.Load;
using ActorEcho.Tests.Transports.Connecting;

namespace ActorEcho.Tests.Clients.Load;

public class ChatLoadSenderTests
{
    [Fact]
    public async Task At_a_rate_all_that_was_due_before_the_end_leaves_however_late_the_server_takes_it()
    {
        const int Rate = 100_000;
        // More than the connection holds, so that the sender has to wait.
        const int Held = 1_500;
        var connection = new MemoryConnection();
        var clock = new LoadClock(new LoadTiming { WarmUp = TimeSpan.Zero, Duration = TimeSpan.FromHours(1), Drain = TimeSpan.FromHours(1) });
        var plan = new ChatLoadPlan(Run: 1, Senders: 1, Hearers: 1, Depth: 1, Rate, ChatLoad.ShortestText);
        using var sender = new ChatLoadSender(0, connection.Client, plan, clock);
        using var stop = new CancellationTokenSource();
        var sending = sender.RunAsync(CancellationToken.None);
        var running = clock.RunAsync(sending, () => sender.Sent, new LoadFaults(), progress: null, stop.Token);
        await Condition.HoldsAsync(() => clock.IsMeasuring && sender.Sent > Held);

        await stop.CancelAsync();
        await Condition.HoldsAsync(() => clock.IsDraining);
        using var received = new MemoryStream();
        var receiving = connection.Received.CopyToAsync(received);
        await sending;
        await connection.Client.CompleteWritesAsync();
        await receiving;
        await running;

        var text = new ReadOnlySequence<byte>(received.ToArray().AsMemory()[^ChatLoad.ShortestText..]);
        Assert.True(ChatLoadMessage.TryRead(text, ChatLoad.ShortestText, run: 1, out var last));
        Assert.Equal(sender.Sent, last.Number + 1);
        Assert.InRange(last.DueAt, clock.DrainingSince - Stopwatch.Frequency / Rate - 1, clock.DrainingSince);
    }
}
