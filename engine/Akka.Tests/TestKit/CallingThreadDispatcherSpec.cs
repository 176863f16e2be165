using Akka.Actor;
using Akka.TestKit;

namespace Akka.Tests.TestKitTests;

public sealed class CallingThreadDispatcherSpec : Akka.TestKit.Xunit2.TestKit
{
    [Fact]
    public void An_actor_runs_on_its_senders_thread()
    {
        var actor = ActorOf(Props.Create<ThreadTeller>().WithDispatcher(CallingThreadDispatcher.Id));

        actor.Tell("which?");

        Assert.Same(Thread.CurrentThread, ExpectMsg<Thread>(TimeSpan.Zero));
    }

    [Fact]
    public void Actors_that_send_to_each_other_run_one_after_the_other()
    {
        var second = ActorOf(Props.Create<Bouncer>().WithDispatcher(CallingThreadDispatcher.Id));
        var first = ActorOf(Props.Create<Bouncer>().WithDispatcher(CallingThreadDispatcher.Id));

        first.Tell((Left: 1000, Other: second));

        ExpectMsg("enough", TimeSpan.Zero);
    }

    [Fact]
    public async Task Every_message_is_processed_once_whichever_threads_send()
    {
        const int senders = 8;
        const int messages = 1000;
        var counter = ActorOf(Props.Create(() => new Counter(senders * messages, TestActor)).WithDispatcher(CallingThreadDispatcher.Id));

        await Task.WhenAll(Enumerable.Range(0, senders).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < messages; i++)
                counter.Tell(i, ActorRefs.NoSender);
        })));

        await ExpectMsgAsync("counted", Milliseconds.Plenty);
    }

    [Fact]
    public void A_test_actor_has_the_message_when_Tell_returns()
    {
        for (var i = 0; i < 100; i++)
        {
            TestActor.Tell(i);
            Assert.Equal(i, ReceiveOne(TimeSpan.Zero));
        }
    }

    private sealed class ThreadTeller : UntypedActor
    {
        protected override void OnReceive(object message) => Sender.Tell(Thread.CurrentThread);
    }

    private sealed class Bouncer : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            var (left, other) = ((int, IActorRef))message;
            if (left == 0)
                Sender.Tell("enough");
            else
                other.Forward((left - 1, Self));
        }
    }

    private sealed class Counter(int expected, IActorRef target) : UntypedActor
    {
        private int _count;

        protected override void OnReceive(object message)
        {
            if (++_count == expected)
                target.Tell("counted");
        }
    }
}
