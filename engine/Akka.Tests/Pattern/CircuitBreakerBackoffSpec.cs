using Akka.Actor;
using Akka.Pattern;
using Akka.TestKit;
using Akka.TestKit.Configs;

namespace Akka.Tests.Pattern;

public class CircuitBreakerBackoffSpec() : TestKit.Xunit2.TestKit(TestConfigs.TestSchedulerConfig)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private TestScheduler Clock => (TestScheduler)Sys.Scheduler;

    private static TimeSpan OpenFor(CircuitBreaker breaker)
    {
        Assert.Throws<InvalidOperationException>(() => breaker.WithSyncCircuitBreaker(() => throw new InvalidOperationException("no")));
        return Assert.Throws<OpenCircuitException>(() => breaker.WithSyncCircuitBreaker(() => { })).RemainingDuration;
    }

    [Fact]
    public void It_is_half_open_when_its_time_is_over_and_not_before()
    {
        var breaker = new CircuitBreaker(Clock, 1, Timeout.InfiniteTimeSpan, Second);
        Assert.Equal(Second, OpenFor(breaker));

        Clock.Advance(Second / 2);
        Assert.True(breaker.IsOpen);
        Clock.Advance(Second / 2);
        Assert.True(breaker.IsHalfOpen);
    }

    [Fact]
    public void Each_failed_trial_makes_it_refuse_calls_for_longer_up_to_the_maximum()
    {
        var breaker = new CircuitBreaker(Clock, 1, Timeout.InfiniteTimeSpan, Second).WithExponentialBackoff(5 * Second);
        Assert.Equal(2.0, breaker.ExponentialBackoffFactor);
        Assert.Equal(5 * Second, breaker.MaxResetTimeout);

        foreach (var expected in new[] { 1, 2, 4, 5, 5 })
        {
            Assert.Equal(expected * Second, OpenFor(breaker));
            Clock.Advance(expected * Second);
        }
    }

    [Fact]
    public void A_success_brings_the_first_time_back()
    {
        var breaker = new CircuitBreaker(Clock, 1, Timeout.InfiniteTimeSpan, Second).WithExponentialBackoff(5 * Second);
        OpenFor(breaker);
        Clock.Advance(Second);
        OpenFor(breaker);
        Clock.Advance(2 * Second);

        breaker.WithSyncCircuitBreaker(() => { });

        Assert.Equal(Second, OpenFor(breaker));
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    public void The_longest_time_is_for_ever(double randomFactor)
    {
        Clock.Advance(Second);
        var breaker = new CircuitBreaker(Clock, 1, Timeout.InfiniteTimeSpan, TimeSpan.MaxValue).WithRandomFactor(randomFactor);

        Assert.Equal(TimeSpan.MaxValue, OpenFor(breaker));

        Clock.Advance(TimeSpan.FromDays(1000));
        Assert.True(breaker.IsOpen);
    }

    [Fact]
    public void A_time_that_grows_beyond_the_longest_is_the_longest()
    {
        var breaker = new CircuitBreaker(Clock, 1, Timeout.InfiniteTimeSpan, Second, TimeSpan.MaxValue, double.MaxValue);
        OpenFor(breaker);
        Clock.Advance(Second);

        Assert.Equal(TimeSpan.MaxValue, OpenFor(breaker));
    }

    [Fact]
    public void The_real_clock_takes_the_longest_time_too()
    {
        var system = ActorSystem.Create("real-clock", "akka.loglevel = OFF, akka.stdout-loglevel = OFF");
        using var _ = system;

        Assert.InRange(
            OpenFor(new CircuitBreaker(system.Scheduler, 1, Timeout.InfiniteTimeSpan, TimeSpan.MaxValue)),
            TimeSpan.MaxValue / 2,
            TimeSpan.MaxValue);
    }

    [Fact]
    public void A_random_part_lengthens_the_time_within_its_bounds()
    {
        for (var i = 0; i < 100; i++)
        {
            var breaker = new CircuitBreaker(Clock, 1, Timeout.InfiniteTimeSpan, Second).WithRandomFactor(0.5);
            Assert.InRange(OpenFor(breaker), Second, 1.5 * Second);
        }
    }
}
