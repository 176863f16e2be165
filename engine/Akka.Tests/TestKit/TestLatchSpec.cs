using Akka.TestKit;

namespace Akka.Tests.TestKitTests;

public sealed class TestLatchSpec : Akka.TestKit.Xunit2.TestKit
{
    [Fact]
    public async Task A_latch_opens_when_it_has_been_counted_down()
    {
        var latch = CreateTestLatch(2);
        var waiting = Task.Run(latch.Ready);

        latch.CountDown();
        Assert.False(latch.IsOpen);
        latch.CountDown();

        await waiting;
        Assert.True(latch.IsOpen);
        latch.CountDown();
        latch.Ready(TimeSpan.Zero);
    }

    [Fact]
    public void A_latch_can_be_opened_at_once_and_closed_again()
    {
        var latch = new TestLatch(5);

        latch.Open();
        latch.Ready();
        latch.Reset();

        Assert.False(latch.IsOpen);
        var failure = Assert.Throws<TimeoutException>(() => latch.Ready(Milliseconds.Few));
        Assert.Equal("Timeout of 00:00:00.0200000", failure.Message);
    }

    [Fact]
    public void A_latch_does_not_wait_for_ever() =>
        Assert.Throws<ArgumentException>(() => new TestLatch().Ready(TimeSpan.MaxValue));

    [Fact]
    public async Task A_barrier_lets_all_go_when_the_last_has_come_and_can_be_used_again()
    {
        var barrier = CreateTestBarrier(3);

        for (var round = 0; round < 2; round++)
        {
            var first = Task.Run(barrier.Await);
            var second = Task.Run(barrier.Await);
            barrier.Await(Milliseconds.Plenty);
            await Task.WhenAll(first, second);
        }
    }

    [Fact]
    public async Task A_barrier_says_how_many_came_and_forgets_who_gave_up()
    {
        var barrier = new TestBarrier(this, 2);

        var failure = Assert.Throws<TimeoutException>(() => barrier.Await(Milliseconds.Few));
        Assert.Equal("Timeout of 00:00:00.0200000: only 1 of 2 came to the barrier", failure.Message);

        var other = Task.Run(barrier.Await);
        barrier.Await(Milliseconds.Plenty);
        await other;
    }

    [Fact]
    public async Task A_barrier_that_is_reset_lets_those_who_wait_go()
    {
        var barrier = CreateTestBarrier(2);
        using var started = new SemaphoreSlim(0);
        var waiting = Task.Run(() =>
        {
            started.Release();
            barrier.Await(Milliseconds.Plenty);
        });
        await started.WaitAsync();

        await AwaitAssertAsync(() =>
        {
            barrier.Reset();
            Assert.True(waiting.IsCompletedSuccessfully);
        });
    }
}
