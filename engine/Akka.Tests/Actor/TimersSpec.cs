using Akka.Actor;

namespace Akka.Tests.Actor;

public class TimersSpec : TestKit.Xunit2.TestKit
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Never = TimeSpan.FromHours(1);

    private IActorRef Timing() => Sys.ActorOf(Props.Create(() => new TimingActor(TestActor)));

    private static void Do(IActorRef actor, Action<ITimerScheduler> action) => actor.Tell(action);

    [Fact]
    public async Task A_single_timer_fires_once_and_is_no_longer_active()
    {
        var actor = Timing();

        Do(actor, timers => timers.StartSingleTimer("key", "tick", Soon));

        await ExpectMsgAsync("tick");
        Do(actor, timers => TestActor.Tell(timers.IsTimerActive("key")));
        await ExpectMsgAsync(false);
    }

    [Fact]
    public async Task A_periodic_timer_fires_until_it_is_cancelled()
    {
        var actor = Timing();

        Do(actor, timers => timers.StartPeriodicTimer("key", "tick", Soon));
        await ExpectMsgAsync("tick");
        await ExpectMsgAsync("tick");
        await ExpectMsgAsync("tick");
        Do(actor, timers =>
        {
            timers.Cancel("key");
            TestActor.Tell(timers.IsTimerActive("key"));
        });

        await FishForMessageAsync(message => message is false);
        Do(actor, _ => TestActor.Tell("after"));
        await ExpectMsgAsync("after");
    }

    [Fact]
    public async Task The_first_delay_of_a_periodic_timer_may_differ_from_its_interval()
    {
        var actor = Timing();

        Do(actor, timers => timers.StartPeriodicTimer("key", "tick", Soon, Never));

        await ExpectMsgAsync("tick");
        Do(actor, timers => TestActor.Tell(timers.IsTimerActive("key")));
        await ExpectMsgAsync(true);
    }

    [Fact]
    public async Task A_timer_may_name_a_sender()
    {
        var actor = Timing();

        Do(actor, timers => timers.StartSingleTimer("key", "who", Soon, TestActor));

        await ExpectMsgAsync(("who", TestActor));
    }

    [Fact]
    public async Task Starting_a_timer_again_discards_what_the_earlier_one_sent()
    {
        var actor = Timing();
        Do(actor, timers =>
        {
            timers.StartSingleTimer("key", "earlier", Never);
            timers.StartSingleTimer("key", "later", Never);
            actor.Tell(new TimerMessage("key", 1, (TimerScheduler)timers));
            actor.Tell(new TimerMessage("key", 2, (TimerScheduler)timers));
        });

        await ExpectMsgAsync("later");
    }

    [Fact]
    public async Task A_message_of_a_cancelled_timer_is_discarded_even_from_the_mailbox()
    {
        var actor = Timing();
        Do(actor, timers =>
        {
            timers.StartSingleTimer("key", "cancelled", Never);
            actor.Tell(new TimerMessage("key", 1, (TimerScheduler)timers));
            timers.Cancel("key");
            actor.Tell("after");
        });

        await ExpectMsgAsync("after");
    }

    [Fact]
    public async Task Timers_of_an_earlier_incarnation_never_fire_in_a_later_one()
    {
        var actor = Timing();
        TimerScheduler? earlier = null;
        Do(actor, timers =>
        {
            earlier = (TimerScheduler)timers;
            timers.StartPeriodicTimer("key", "earlier", Never);
            throw new InvalidOperationException("restart");
        });
        Do(actor, timers =>
        {
            TestActor.Tell(timers.ActiveTimers.Count);
            timers.StartSingleTimer("key", "later", Never);
            actor.Tell(new TimerMessage("key", 1, earlier!));
            actor.Tell(new TimerMessage("key", 1, (TimerScheduler)timers));
        });

        await ExpectMsgAsync(0);
        await ExpectMsgAsync("later");
        Assert.Empty(earlier!.ActiveTimers);
    }

    [Fact]
    public async Task Stopping_the_actor_cancels_its_timers()
    {
        var actor = Timing();
        TimerScheduler? scheduler = null;
        Do(actor, timers =>
        {
            scheduler = (TimerScheduler)timers;
            timers.StartPeriodicTimer("a", "a", Never);
            timers.StartSingleTimer("b", "b", Never);
            TestActor.Tell(timers.ActiveTimers.Count);
        });
        await ExpectMsgAsync(2);

        await actor.GracefulStop(TimeSpan.FromSeconds(10));

        Assert.Empty(scheduler!.ActiveTimers);
    }

    [Fact]
    public async Task Cancelling_all_timers_leaves_none()
    {
        var actor = Timing();

        Do(actor, timers =>
        {
            timers.StartPeriodicTimer("a", "a", Never);
            timers.StartSingleTimer("b", "b", Never);
            timers.CancelAll();
            TestActor.Tell(timers.ActiveTimers.Count);
        });

        await ExpectMsgAsync(0);
    }

    [Fact]
    public async Task A_timer_may_send_a_message_that_the_engine_handles()
    {
        var actor = Timing();
        await WatchAsync(actor);

        Do(actor, timers => timers.StartSingleTimer("end", PoisonPill.Instance, Soon));

        await ExpectTerminatedAsync(actor);
    }

    [Fact]
    public async Task A_message_of_a_timer_can_be_stashed()
    {
        var actor = Sys.ActorOf(Props.Create(() => new StashingTimer(TestActor)));

        actor.Tell("open");

        await ExpectMsgAsync("tick");
    }

    private sealed class TimingActor : ReceiveActor, IWithTimers
    {
        public TimingActor(IActorRef reportTo)
        {
            Receive<Action<ITimerScheduler>>(action => action(Timers));
            Receive<string>(text => text == "who", text => reportTo.Tell((text, Sender)));
            ReceiveAny(message => reportTo.Tell(message));
        }

        public ITimerScheduler Timers { get; set; } = null!;
    }

    private sealed class StashingTimer : ReceiveActor, IWithTimers, IWithUnboundedStash
    {
        public StashingTimer(IActorRef reportTo)
        {
            Receive<string>(text => text == "open", _ =>
            {
                // The timer's message is stashed first, as this one starts the timer.
                Timers.StartSingleTimer("key", "tick", TimeSpan.Zero);
                Become(() => Receive<string>(_ =>
                {
                    Stash.Stash();
                    Stash.UnstashAll();
                    Become(() => Receive<string>(text => reportTo.Tell(text)));
                }));
            });
        }

        public ITimerScheduler Timers { get; set; } = null!;

        public IStash Stash { get; set; } = null!;
    }
}
