using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Configs;

namespace Akka.Tests.TestKitTests;

public sealed class TestSchedulerSpec : Akka.TestKit.Xunit2.TestKit
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public TestSchedulerSpec()
        : base(TestConfigs.TestSchedulerConfig)
    {
    }

    private TestScheduler Scheduler => (TestScheduler)Sys.Scheduler;

    [Fact]
    public void A_message_is_delivered_when_its_time_has_come()
    {
        Scheduler.ScheduleTellOnce(Second, TestActor, "x", ActorRefs.NoSender);

        Scheduler.Advance(Second - TimeSpan.FromTicks(1));
        Assert.False(HasMessages);
        Scheduler.Advance(TimeSpan.FromTicks(1));
        ExpectMsg("x", TimeSpan.Zero);
    }

    [Fact]
    public void Messages_for_one_moment_keep_their_order_and_earlier_ones_come_first()
    {
        Scheduler.ScheduleTellOnce(Second * 2, TestActor, 2, TestActor);
        Scheduler.ScheduleTellOnce(Second * 2, TestActor, 3, TestActor);
        Scheduler.ScheduleTellOnce(Second, TestActor, 1, TestActor);

        Scheduler.Advance(Second * 10);

        Assert.Equal([1, 2, 3], ReceiveN(3));
    }

    [Fact]
    public void A_repeated_message_comes_as_often_as_it_is_due()
    {
        Scheduler.ScheduleTellRepeatedly(Second, Second * 2, TestActor, "tick", TestActor);

        Scheduler.Advance(Second * 6);

        Assert.Equal(["tick", "tick", "tick"], ReceiveN(3));
        Assert.False(HasMessages);
    }

    [Fact]
    public void What_is_cancelled_does_not_happen()
    {
        var cancelable = new Cancelable(Sys.Scheduler);
        Scheduler.ScheduleTellRepeatedly(Second, Second, TestActor, "tick", TestActor, cancelable);
        Scheduler.Advance(Second);
        ExpectMsg("tick");

        cancelable.Cancel();
        Scheduler.Advance(Second * 10);

        Assert.False(HasMessages);
    }

    [Fact]
    public void Time_is_what_the_test_made_it_while_an_action_runs()
    {
        var start = Scheduler.Now;
        var seen = new List<TimeSpan>();
        Scheduler.Advanced.ScheduleOnce(Second, () =>
        {
            seen.Add(Scheduler.Now - start);
            Scheduler.ScheduleOnce(Second, () => seen.Add(Scheduler.MonotonicClock));
        });

        Scheduler.AdvanceTo(start + (Second * 5));

        Assert.Equal([Second, Second * 2], seen);
        Assert.Equal(start + (Second * 5), Scheduler.Now);
        Assert.Equal(Second * 5, Scheduler.HighResMonotonicClock);
    }

    [Fact]
    public void Time_does_not_run_backwards()
    {
        Assert.Throws<InvalidOperationException>(() => Scheduler.AdvanceTo(Scheduler.Now - Second));
        Assert.Throws<ArgumentOutOfRangeException>(() => Scheduler.Advance(-Second));
        Assert.Throws<ArgumentOutOfRangeException>(() => Scheduler.ScheduleOnce(-Second, () => { }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Scheduler.ScheduleRepeatedly(Second, TimeSpan.Zero, () => { }));
    }

    [Fact]
    public void An_action_that_throws_is_logged_and_others_still_run()
    {
        Scheduler.ScheduleOnce(Second, () => throw new NotFiniteNumberException());
        Scheduler.ScheduleTellOnce(Second, TestActor, "x", TestActor);

        EventFilter.Exception<NotFiniteNumberException>().ExpectOne(() => Scheduler.Advance(Second));

        ExpectMsg("x");
    }

    [Fact]
    public void A_receive_timeout_runs_on_virtual_time()
    {
        var actor = ActorOfAsTestActorRef<TimingOutActor>(Props.Create(() => new TimingOutActor(TestActor)));
        actor.Tell("hello");

        Scheduler.Advance(TimeSpan.FromMinutes(1));

        ExpectMsg("timeout");
    }

    private sealed class TimingOutActor : ReceiveActor
    {
        public TimingOutActor(IActorRef target)
        {
            SetReceiveTimeout(TimeSpan.FromMinutes(1));
            Receive<ReceiveTimeout>(_ => target.Tell("timeout"));
            ReceiveAny(_ => { });
        }
    }
}
