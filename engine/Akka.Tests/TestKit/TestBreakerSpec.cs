using Akka.Pattern;
using Akka.TestKit;
using Akka.TestKit.Configs;

namespace Akka.Tests.TestKitTests;

public sealed class TestBreakerSpec : Akka.TestKit.Xunit2.TestKit
{
    public TestBreakerSpec()
        : base(TestConfigs.TestSchedulerConfig)
    {
    }

    [Fact]
    public void Each_state_of_the_circuit_breaker_can_be_waited_for()
    {
        var breaker = new TestBreaker(new CircuitBreaker(Sys.Scheduler, 1, Milliseconds.Plenty, Milliseconds.Few));
        Assert.False(breaker.OpenLatch.IsSet);

        breaker.Instance.Fail();
        Assert.True(breaker.OpenLatch.Wait(Milliseconds.Plenty));
        ((TestScheduler)Sys.Scheduler).Advance(Milliseconds.Few);
        Assert.True(breaker.HalfOpenLatch.Wait(Milliseconds.Plenty));
        breaker.Instance.Succeed();
        Assert.True(breaker.ClosedLatch.Wait(Milliseconds.Plenty));
    }
}
