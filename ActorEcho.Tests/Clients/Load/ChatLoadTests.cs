using System.Buffers;
using System.Collections.Concurrent;
using ActorEcho.Actors.Chat;
using ActorEcho.Actors.Chat.Wire;
using ActorEcho.Actors.Clients.Load;
using ActorEcho.Actors.Transports.Connecting;
using ActorEcho.Tests.Transports.Connecting;

namespace ActorEcho.Tests.Clients.Load;

public class ChatLoadTests
{
    private static readonly LoadTiming Short = new()
    {
        WarmUp = TimeSpan.Zero,
        Duration = TimeSpan.FromMilliseconds(500),
        Drain = TimeSpan.FromSeconds(30),
    };

    private static Task<ChatLoadReport> RunAsync(FanOut chat, int members, int senders, int rate, LoadTiming? timing = null) =>
        RunAsync(chat.ServeAsync, members, senders, rate, timing ?? Short, stages: null, CancellationToken.None);

    private static async Task<ChatLoadReport> RunAsync(
        Func<Stream, Task> serve, int members, int senders, int rate, LoadTiming timing, StageWatch? stages, CancellationToken stop)
    {
        await using var server = LoopbackServer.Start(serve);
        var transports = ClientTransports.BuiltIn;
        var target = ConnectTarget.Parse($"tcp://127.0.0.1:{server.Port}", transports);
        var connector = new Connector(transports, TimeProvider.System);
        return await new ChatLoad(members, senders, rate, Depth: 4, TextBytes: 64, timing)
            .RunAsync(giveUp => connector.ConnectAsync(target, giveUp), stages, stop);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(200)]
    public async Task A_chat_that_delivers_all_in_order_is_sound(int rate)
    {
        using var chat = new FanOut();

        var report = await RunAsync(chat, members: 5, senders: 2, rate);

        Assert.Empty(report.Faults);
        Assert.True(report.IsSound);
        Assert.True(report.Messages > 0);
        Assert.True(report.Deliveries > 0);
        Assert.True(report.Latency.Count >= report.Deliveries);
    }

    [Fact]
    public async Task A_message_that_is_swallowed_is_lost_at_every_hearer()
    {
        using var chat = new FanOut { Deliver = (number, frame) => number == 7 ? [] : [frame] };

        var report = await RunAsync(chat, members: 4, senders: 1, rate: 0, Short with { Drain = TimeSpan.FromMilliseconds(200) });

        Assert.False(report.IsSound);
        Assert.Equal((3, 3), (report.Lost, report.OutOfOrder));
    }

    [Fact]
    public async Task A_message_that_comes_twice_is_out_of_order()
    {
        using var chat = new FanOut { Deliver = (number, frame) => number == 7 ? [frame, frame] : [frame] };

        var report = await RunAsync(chat, members: 3, senders: 1, rate: 0);

        Assert.False(report.IsSound);
        Assert.Equal(2, report.OutOfOrder);
    }

    [Fact]
    public async Task A_text_that_is_changed_is_a_fault()
    {
        using var chat = new FanOut { Deliver = (number, frame) => [number == 7 ? [.. frame[..^1], (byte)'!'] : frame] };

        var report = await RunAsync(chat, members: 2, senders: 1, rate: 0, Short with { Drain = TimeSpan.FromMilliseconds(200) });

        Assert.Contains("no message of this run", report.Faults[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_is_refused_ends_the_run_before_it_begins()
    {
        using var chat = new FanOut { Refuses = true };

        var report = await RunAsync(chat, members: 2, senders: 1, rate: 0);

        Assert.Equal(0, report.Messages);
        Assert.Contains("ERR 0", report.Faults[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stall_that_lasts_over_the_end_counts_for_all_that_it_delayed()
    {
        using var stop = new CancellationTokenSource();
        var stages = new StageWatch();
        using var chat = new FanOut { Held = stages.Draining };

        var running = RunAsync(
            chat.ServeAsync, members: 3, senders: 2, rate: 200, Short with { Duration = TimeSpan.FromHours(1) }, stages, stop.Token);
        await stages.Measuring;
        await stop.CancelAsync();
        var report = await running;

        Assert.True(report.IsSound);
        Assert.True(report.Messages > 0);
        Assert.Equal(0, report.Deliveries);
        Assert.True(report.Latency.Count >= 2 * report.Messages);
    }

    [Fact]
    public async Task Stopped_while_the_members_register_it_has_no_result()
    {
        using var stop = new CancellationTokenSource();

        var running = RunAsync(
            async stream =>
            {
                await stream.ReadExactlyAsync(new byte[1]);
                await stop.CancelAsync();
                await stream.CopyToAsync(Stream.Null);
            },
            members: 2,
            senders: 1,
            rate: 0,
            Short with { Registration = TimeSpan.FromHours(1) },
            stages: null,
            stop.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task A_server_that_lets_nobody_in_is_not_waited_for_for_ever()
    {
        var report = await RunAsync(
            stream => stream.CopyToAsync(Stream.Null),
            members: 2,
            senders: 1,
            rate: 0,
            Short with { Registration = TimeSpan.FromMilliseconds(50) },
            stages: null,
            CancellationToken.None);

        Assert.Equal("2 members were not let in in time", report.Faults.Single());
    }

    /// <summary>A small chat server whose deliveries a test can spoil.</summary>
    private sealed class FanOut : IDisposable
    {
        private readonly ConcurrentDictionary<Stream, ChatName> _members = new();
        private readonly SemaphoreSlim _turn = new(1);
        private int _messages;

        public bool Refuses { get; init; }

        /// <summary>Messages are delivered when this is over.</summary>
        public Task Held { get; init; } = Task.CompletedTask;

        public Func<int, byte[], byte[][]> Deliver { get; init; } = (_, frame) => [frame];

        public void Dispose() => _turn.Dispose();

        public async Task ServeAsync(Stream stream)
        {
            var decoder = new ClientFrameDecoder(ChatLoad.LongestText);
            var buffer = new byte[4096];
            for (var read = await stream.ReadAsync(buffer); read > 0; read = await stream.ReadAsync(buffer))
            {
                var input = new ReadOnlySequence<byte>(buffer, 0, read);
                while (decoder.Read(ref input, out var frame, out _) == FrameReading.Complete) await HandleAsync(stream, frame);
            }
        }

        private async Task HandleAsync(Stream stream, ClientFrame frame)
        {
            await _turn.WaitAsync();
            try
            {
                if (frame.Opcode == ClientOpcode.Register)
                {
                    _members[stream] = frame.Name;
                    await stream.WriteAsync((Refuses ? ServerFrame.Error(ChatError.NameTaken) : ServerFrame.Ack(new[] { frame.Name })).Encode());
                    return;
                }

                await Held;
                var message = ServerFrame.Message(_members[stream], frame.Text).Encode();
                foreach (var piece in Deliver(_messages++, message))
                {
                    foreach (var member in _members.Keys.Where(member => member != stream)) await member.WriteAsync(piece);
                }
            }
            finally
            {
                _turn.Release();
            }
        }
    }
}
