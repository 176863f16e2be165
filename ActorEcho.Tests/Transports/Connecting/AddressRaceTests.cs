using System.Net.Sockets;
using ActorEcho.Actors.Transports.Connecting;

namespace ActorEcho.Tests.Transports.Connecting;

public class AddressRaceTests
{
    private static readonly TimeSpan JustBefore = AddressRace.AttemptDelay - TimeSpan.FromMilliseconds(1);

    private readonly ManualClock _clock = new();
    private readonly Dictionary<string, TaskCompletionSource<Won>> _dialed = [];
    private readonly Dictionary<string, CancellationToken> _tokens = [];

    private Task<(Won? Winner, Exception?[] Failures)> RaceAsync(CancellationToken cancellationToken, params string[] addresses) =>
        new AddressRace(_clock).RunAsync(addresses, DialAsync, cancellationToken);

    private Task<Won> DialAsync(string address, CancellationToken giveUp)
    {
        _tokens[address] = giveUp;
        _dialed[address] = new TaskCompletionSource<Won>();
        return _dialed[address].Task;
    }

    [Fact]
    public async Task The_next_address_has_its_turn_a_quarter_of_a_second_after_the_one_before()
    {
        var race = RaceAsync(CancellationToken.None, "a", "b", "c");
        Assert.Equal(["a"], _dialed.Keys);
        _clock.Advance(JustBefore);
        Assert.Equal(["a"], _dialed.Keys);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(["a", "b"], _dialed.Keys);
        _clock.Advance(AddressRace.AttemptDelay);
        Assert.Equal(["a", "b", "c"], _dialed.Keys);

        _dialed["b"].SetResult(new Won("b"));

        Assert.Equal("b", (await race).Winner?.Address);
    }

    [Fact]
    public async Task A_failure_gives_the_next_its_turn_at_once()
    {
        var race = RaceAsync(CancellationToken.None, "a", "b");

        _dialed["a"].SetException(new SocketException((int)SocketError.ConnectionRefused));

        Assert.Equal(["a", "b"], _dialed.Keys);
        _dialed["b"].SetResult(new Won("b"));
        Assert.Equal("b", (await race).Winner?.Address);
    }

    [Fact]
    public async Task The_first_address_still_wins_after_the_second_was_started()
    {
        var race = RaceAsync(CancellationToken.None, "a", "b");
        _clock.Advance(AddressRace.AttemptDelay);

        _dialed["a"].SetResult(new Won("a"));

        Assert.Equal("a", (await race).Winner?.Address);
        Assert.True(_tokens["b"].IsCancellationRequested);
    }

    [Fact]
    public async Task A_connection_that_comes_after_the_race_is_decided_is_closed()
    {
        var race = RaceAsync(CancellationToken.None, "a", "b");
        _clock.Advance(AddressRace.AttemptDelay);
        _dialed["a"].SetResult(new Won("a"));
        await race;
        var late = new Won("b");

        _dialed["b"].SetResult(late);

        Assert.True(late.IsDisposed);
    }

    [Fact]
    public async Task When_all_fail_each_tells_why()
    {
        var race = RaceAsync(CancellationToken.None, "a", "b");
        var refused = new SocketException((int)SocketError.ConnectionRefused);
        var unreachable = new SocketException((int)SocketError.NetworkUnreachable);

        _dialed["a"].SetException(refused);
        _dialed["b"].SetException(unreachable);

        var (winner, failures) = await race;
        Assert.Null(winner);
        Assert.Equal([refused, unreachable], failures);
    }

    [Fact]
    public async Task Cancelled_it_starts_nothing_more_and_ends_when_what_runs_has_ended()
    {
        using var cancellation = new CancellationTokenSource();
        var race = RaceAsync(cancellation.Token, "a", "b");

        await cancellation.CancelAsync();
        _dialed["a"].SetCanceled(_tokens["a"]);

        var (winner, failures) = await race;
        Assert.Null(winner);
        Assert.IsAssignableFrom<OperationCanceledException>(failures[0]);
        Assert.Null(failures[1]);
        Assert.Equal(["a"], _dialed.Keys);
    }

    [Fact]
    public async Task Without_addresses_there_is_no_winner() => Assert.Null((await RaceAsync(CancellationToken.None)).Winner);

    [Fact]
    public async Task It_leaves_no_timer_behind()
    {
        var race = RaceAsync(CancellationToken.None, "a", "b");
        _dialed["a"].SetResult(new Won("a"));
        await race;

        Assert.Equal(0, _clock.Waiting);
    }

    private sealed class Won(string address) : IAsyncDisposable
    {
        public string Address => address;

        public bool IsDisposed { get; private set; }

        public ValueTask DisposeAsync()
        {
            IsDisposed = true;
            return ValueTask.CompletedTask;
        }
    }
}
