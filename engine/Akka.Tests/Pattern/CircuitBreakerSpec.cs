using Akka.Actor;
using Akka.Pattern;

namespace Akka.Tests.Pattern;

public class CircuitBreakerSpec : TestKit.Xunit2.TestKit
{
    private static readonly TimeSpan Never = TimeSpan.FromHours(1);
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(20);
    private static readonly InvalidOperationException Cause = new("no");

    private CircuitBreaker Breaker(int maxFailures = 1, TimeSpan? callTimeout = null, TimeSpan? resetTimeout = null) =>
        new CircuitBreaker(Sys.Scheduler, maxFailures, callTimeout ?? Never, resetTimeout ?? Never)
            .OnOpen(() => TestActor.Tell("open"))
            .OnHalfOpen(() => TestActor.Tell("half open"))
            .OnClose(() => TestActor.Tell("closed"));

    private static void FailOnce(CircuitBreaker breaker) =>
        Assert.Same(Cause, Assert.Throws<InvalidOperationException>(() => breaker.WithSyncCircuitBreaker(() => throw Cause)));

    private async Task<CircuitBreaker> HalfOpen()
    {
        var breaker = Breaker(resetTimeout: Soon);
        FailOnce(breaker);
        await ExpectMsgAsync("open");
        await ExpectMsgAsync("half open");
        Assert.True(breaker.IsHalfOpen);
        return breaker;
    }

    [Fact]
    public async Task Closed_it_lets_calls_through()
    {
        var breaker = Breaker();

        Assert.Equal(5, breaker.WithSyncCircuitBreaker(() => 5));
        Assert.Equal(6, await breaker.WithCircuitBreaker(_ => Task.FromResult(6)));
        Assert.Equal(7, await breaker.WithCircuitBreaker(7, (state, _) => Task.FromResult(state)));
        await breaker.WithCircuitBreaker(_ => Task.CompletedTask);
        await breaker.WithCircuitBreaker(7, (_, _) => Task.CompletedTask);

        Assert.True(breaker.IsClosed);
    }

    [Fact]
    public async Task Failures_in_a_row_open_it()
    {
        var breaker = Breaker(maxFailures: 3);
        FailOnce(breaker);
        Assert.Same(Cause, await Assert.ThrowsAsync<InvalidOperationException>(() => breaker.WithCircuitBreaker(_ => Task.FromException(Cause))));
        Assert.Equal(2, breaker.CurrentFailureCount);
        Assert.Same(Cause, breaker.LastCaughtException);
        Assert.True(breaker.IsClosed);

        FailOnce(breaker);

        Assert.True(breaker.IsOpen);
        await ExpectMsgAsync("open");
    }

    [Fact]
    public void A_success_forgets_the_failures()
    {
        var breaker = Breaker(maxFailures: 2);
        FailOnce(breaker);

        breaker.WithSyncCircuitBreaker(() => { });

        Assert.Equal(0, breaker.CurrentFailureCount);
        Assert.Null(breaker.LastCaughtException);
        FailOnce(breaker);
        Assert.True(breaker.IsClosed);
    }

    [Fact]
    public async Task A_call_that_takes_too_long_fails_and_its_token_is_cancelled()
    {
        var breaker = Breaker(callTimeout: Soon);
        var cancelled = new TaskCompletionSource();

        await Assert.ThrowsAsync<TimeoutException>(() => breaker.WithCircuitBreaker(token =>
        {
            token.Register(cancelled.SetResult);
            return new TaskCompletionSource<int>().Task;
        }));

        await cancelled.Task;
        Assert.True(breaker.IsOpen);
        Assert.IsType<TimeoutException>(breaker.LastCaughtException);
    }

    [Fact]
    public async Task A_call_that_heeds_its_token_fails_as_one_that_took_too_long()
    {
        var breaker = Breaker(callTimeout: Soon);

        await Assert.ThrowsAsync<TimeoutException>(() => breaker.WithCircuitBreaker(token => Task.Delay(Timeout.InfiniteTimeSpan, token)));
    }

    [Fact]
    public void A_synchronous_call_that_takes_too_long_counts_as_failed_though_its_result_is_returned()
    {
        var breaker = Breaker(callTimeout: TimeSpan.Zero);

        Assert.Equal(5, breaker.WithSyncCircuitBreaker(() =>
        {
            SpinWait.SpinUntil(() => false, 1);
            return 5;
        }));

        Assert.True(breaker.IsOpen);
    }

    [Fact]
    public async Task Open_it_refuses_calls_and_tells_for_how_long()
    {
        var breaker = Breaker();
        FailOnce(breaker);

        var refused = Assert.Throws<OpenCircuitException>(() => breaker.WithSyncCircuitBreaker(() => { Assert.Fail("called"); }));
        await Assert.ThrowsAsync<OpenCircuitException>(() => breaker.WithCircuitBreaker(_ => Task.FromResult(1)));

        Assert.Equal("Circuit Breaker is open; calls are failing fast", refused.Message);
        Assert.Same(Cause, refused.InnerException);
        Assert.InRange(refused.RemainingDuration, TimeSpan.FromMinutes(59), Never);
    }

    [Fact]
    public async Task Half_open_one_success_closes_it()
    {
        var breaker = await HalfOpen();

        breaker.WithSyncCircuitBreaker(() => { });

        Assert.True(breaker.IsClosed);
        Assert.Equal(0, breaker.CurrentFailureCount);
        await ExpectMsgAsync("closed");
    }

    [Fact]
    public async Task Half_open_one_failure_opens_it_again()
    {
        var breaker = await HalfOpen();

        FailOnce(breaker);

        await ExpectMsgAsync("open");
        await ExpectMsgAsync("half open");
    }

    [Fact]
    public async Task Half_open_it_lets_one_call_through_only()
    {
        var breaker = await HalfOpen();
        var trial = new TaskCompletionSource<int>();
        var call = breaker.WithCircuitBreaker(_ => trial.Task);

        var refused = Assert.Throws<OpenCircuitException>(() => breaker.WithSyncCircuitBreaker(() => { }));
        trial.SetResult(5);

        Assert.Equal(TimeSpan.Zero, refused.RemainingDuration);
        Assert.Equal(5, await call);
        Assert.True(breaker.IsClosed);
    }

    [Fact]
    public async Task Failures_and_successes_seen_elsewhere_count()
    {
        var breaker = Breaker(resetTimeout: Soon);

        breaker.Fail();

        await ExpectMsgAsync("open");
        Assert.IsType<UserCalledFailException>(breaker.LastCaughtException);
        await ExpectMsgAsync("half open");
        breaker.Succeed();
        await ExpectMsgAsync("closed");
    }

    [Fact]
    public async Task A_call_that_ends_after_its_circuit_has_opened_changes_nothing()
    {
        var breaker = Breaker();
        var late = new TaskCompletionSource<int>();
        var call = breaker.WithCircuitBreaker(_ => late.Task);
        FailOnce(breaker);

        late.SetResult(5);

        Assert.Equal(5, await call);
        Assert.True(breaker.IsOpen);
    }

    [Fact]
    public async Task A_trial_that_fails_after_its_circuit_has_closed_leaves_nothing_behind()
    {
        var breaker = await HalfOpen();
        var late = new TaskCompletionSource<int>();
        var trial = breaker.WithCircuitBreaker(_ => late.Task);
        breaker.Succeed();

        late.SetException(Cause);

        await Assert.ThrowsAsync<InvalidOperationException>(() => trial);
        Assert.True(breaker.IsClosed);
        Assert.Null(breaker.LastCaughtException);
        Assert.Equal(0, breaker.CurrentFailureCount);
    }

    [Fact]
    public async Task What_it_counted_stands_until_it_has_closed()
    {
        var breaker = Breaker(maxFailures: 2, resetTimeout: Soon);
        FailOnce(breaker);
        FailOnce(breaker);
        await ExpectMsgAsync("open");
        await ExpectMsgAsync("half open");

        Assert.Equal(2, breaker.CurrentFailureCount);
        Assert.Same(Cause, breaker.LastCaughtException);
    }

    [Fact]
    public void Times_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Breaker(resetTimeout: TimeSpan.Zero));
        Assert.Throws<ArgumentException>(() => Breaker(resetTimeout: Timeout.InfiniteTimeSpan));
        Assert.Throws<ArgumentException>(() => Breaker().WithExponentialBackoff(TimeSpan.Zero));
    }

    [Fact]
    public void Factors_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new CircuitBreaker(Sys.Scheduler, 1, Never, Never, Never, 0.9));
        Assert.Throws<ArgumentException>(() => Breaker().WithRandomFactor(1.1));
        Assert.Equal(0.5, CircuitBreaker.Create(Sys.Scheduler, 1, Never, Never).WithRandomFactor(0.5).RandomFactor);
    }
}
