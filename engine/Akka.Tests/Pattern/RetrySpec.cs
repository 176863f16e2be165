using Akka.Pattern;
using Akka.TestKit;
using Akka.Util;

namespace Akka.Tests.Pattern;

public class RetrySpec : TestKit.Xunit2.TestKit
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(5);
    private int _calls;

    private Func<Task<int>> FailingTimes(int failures) => () =>
        ++_calls <= failures ? Task.FromException<int>(new InvalidOperationException($"call {_calls}")) : Task.FromResult(_calls);

    [Fact]
    public async Task What_succeeds_is_called_once()
    {
        Assert.Equal(1, await RetrySupport.Retry(FailingTimes(0), 5, Short, Sys.Scheduler));
    }

    [Fact]
    public async Task What_fails_for_a_while_is_repeated_until_it_succeeds()
    {
        Assert.Equal(6, await RetrySupport.Retry(FailingTimes(5), 5, Short, Sys.Scheduler));
    }

    [Fact]
    public async Task What_fails_too_often_fails_with_its_last_failure()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => RetrySupport.Retry(FailingTimes(10), 5, Short, Sys.Scheduler));

        Assert.Equal("call 6", failure.Message);
    }

    [Fact]
    public async Task Without_a_delay_it_repeats_at_once()
    {
        Assert.Equal(4, await RetrySupport.Retry(FailingTimes(3), 3));
    }

    [Fact]
    public async Task A_function_chooses_the_delays_by_the_number_of_the_repetition()
    {
        var asked = new List<int>();

        await RetrySupport.Retry(
            FailingTimes(3),
            3,
            attempted =>
            {
                asked.Add(attempted);
                return attempted == 2 ? Option<TimeSpan>.None : Option<TimeSpan>.Create(Short);
            },
            Sys.Scheduler);

        Assert.Equal([1, 2, 3], asked);
    }

    [Fact]
    public async Task The_delays_may_double()
    {
        Assert.Equal(4, await RetrySupport.Retry(FailingTimes(3), 3, Short, Short * 2, 1, Sys.Scheduler));
    }

    [Fact]
    public async Task An_exception_thrown_instead_of_a_failed_task_counts_as_well()
    {
        Assert.Equal(2, await RetrySupport.Retry(() => ++_calls == 1 ? throw new InvalidOperationException("thrown") : Task.FromResult(_calls), 1));
    }

    [Fact]
    public void Arguments_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentException>(() => { _ = RetrySupport.Retry(FailingTimes(0), -1); });
        Assert.Throws<ArgumentException>(() => { _ = RetrySupport.Retry(FailingTimes(0), 1, TimeSpan.Zero, Short, 0, Sys.Scheduler); });
        Assert.Throws<ArgumentException>(() => { _ = RetrySupport.Retry(FailingTimes(0), 1, Short, Short, 2, Sys.Scheduler); });
        Assert.Equal(0, _calls);
    }

    [Fact]
    public async Task A_task_can_be_started_after_a_while()
    {
        var clock = new TestScheduler(Sys.Settings.Config, Sys.Log);
        var started = false;
        var later = FutureTimeoutSupport.After(TimeSpan.FromMilliseconds(30), clock, () =>
        {
            started = true;
            return Task.FromResult("result");
        });
        clock.Advance(TimeSpan.FromMilliseconds(29));
        Assert.False(started);

        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal("result", await later);
    }

    [Fact]
    public async Task A_task_that_need_not_wait_starts_at_once()
    {
        Assert.True(FutureTimeoutSupport.After(TimeSpan.Zero, Sys.Scheduler, () => Task.FromResult(1)).IsCompletedSuccessfully);
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            FutureTimeoutSupport.After<int>(TimeSpan.Zero, Sys.Scheduler, () => throw new InvalidOperationException("no")));
    }
}
