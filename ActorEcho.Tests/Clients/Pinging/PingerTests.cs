using ActorEcho.Actors.Clients.Lines;
using ActorEcho.Actors.Clients.Pinging;
using ActorEcho.Tests.Transports.Connecting;

namespace ActorEcho.Tests.Clients.Pinging;

public sealed class PingerTests : IAsyncDisposable
{
    private readonly MemoryConnection _connection = new();
    private readonly ManualClock _clock = new();
    private readonly LineReader _received;
    private readonly CancellationTokenSource _stop = new();
    private readonly IAsyncEnumerator<PingResult> _pings;

    public PingerTests()
    {
        _received = new LineReader(_connection.Received);
        var settings = new PingSettings { Count = 3, Interval = TimeSpan.FromSeconds(1), Wait = TimeSpan.FromSeconds(2) };
        _pings = new Pinger(_connection.Client, _clock, settings).RunAsync(_stop.Token).GetAsyncEnumerator();
    }

    public ValueTask DisposeAsync()
    {
        _stop.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Starts the next ping and waits until the server has it.</summary>
    private async Task<ValueTask<bool>> StartAsync()
    {
        var next = _pings.MoveNextAsync();
        Assert.Equal("ping"u8.ToArray(), (await _received.ReadAsync())!.Value.ToArray());
        return next;
    }

    [Fact]
    public async Task A_pong_settles_its_ping_with_the_time_it_took()
    {
        var first = await StartAsync();
        _clock.Advance(TimeSpan.FromMilliseconds(7));
        await _connection.AnswerAsync("pong\r\n");

        Assert.True(await first);
        Assert.Equal(new PingResult(1, TimeSpan.FromMilliseconds(7), null), _pings.Current);
    }

    [Fact]
    public async Task The_next_ping_leaves_one_interval_after_the_last()
    {
        var first = await StartAsync();
        _clock.Advance(TimeSpan.FromMilliseconds(300));
        await _connection.AnswerAsync("pong\n");
        await first;

        var second = _pings.MoveNextAsync().AsTask();
        var arriving = _received.ReadAsync().AsTask();
        _clock.Advance(TimeSpan.FromMilliseconds(699));
        Assert.False(arriving.IsCompleted);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        await arriving;
        await _connection.AnswerAsync("pong\n");

        Assert.True(await second);
        Assert.Equal(2, _pings.Current.Sequence);
    }

    [Fact]
    public async Task A_pong_that_is_too_late_is_lost_and_not_taken_for_the_next_ones()
    {
        var first = await StartAsync();
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.True(await first);
        Assert.Equal(new PingResult(1, null, "no answer within 2 s"), _pings.Current);

        var second = await StartAsync();
        await _connection.AnswerAsync("pong\n");
        _clock.Advance(TimeSpan.FromMilliseconds(5));
        await _connection.AnswerAsync("pong\n");

        Assert.True(await second);
        Assert.Equal(2, _pings.Current.Sequence);
        Assert.NotNull(_pings.Current.RoundTrip);
    }

    [Fact]
    public async Task An_answer_that_is_no_pong_is_a_loss_and_is_shown()
    {
        var first = await StartAsync();
        await _connection.AnswerAsync("ping\e[2J\n");
        await first;

        Assert.Equal(new PingResult(1, null, "the answer is not pong but \"ping?[2J\""), _pings.Current);
    }

    [Fact]
    public async Task A_server_that_closes_ends_the_series_with_a_loss()
    {
        var first = await StartAsync();
        _connection.End();

        Assert.True(await first);
        Assert.Equal(new PingResult(1, null, "the server closed the connection"), _pings.Current);
        Assert.False(await _pings.MoveNextAsync());
    }

    [Fact]
    public async Task A_connection_that_breaks_ends_the_series_with_a_loss()
    {
        var first = await StartAsync();
        _connection.End(new IOException("broken"));

        Assert.True(await first);
        Assert.Equal("the connection is lost: broken", _pings.Current.Problem);
        Assert.False(await _pings.MoveNextAsync());
    }

    [Fact]
    public async Task Cancelled_it_ends_without_counting_the_ping_under_way()
    {
        var first = await StartAsync();

        await _stop.CancelAsync();

        Assert.False(await first);
    }

    [Fact]
    public async Task After_the_last_ping_there_is_no_wait()
    {
        var settings = new PingSettings { Count = 1 };
        await using var pings = new Pinger(_connection.Client, _clock, settings).RunAsync().GetAsyncEnumerator();
        await _connection.AnswerAsync("pong\n");

        Assert.True(await pings.MoveNextAsync());
        Assert.False(await pings.MoveNextAsync());
    }
}
