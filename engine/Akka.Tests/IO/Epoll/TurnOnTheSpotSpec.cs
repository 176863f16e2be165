using Akka.Actor;
using Akka.Dispatch;
using Akka.IO;
using Akka.IO.Transport.Epoll;

namespace Akka.Tests.IO.Epoll;

/// <summary>On its own loop's thread an idle actor can have its turn at once; but for when, it is a turn like any other.</summary>
[NeedsEpoll]
public class TurnOnTheSpotSpec() : TestKit.Xunit2.TestKit(Over.OneEventLoop)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [TransportFact]
    public async Task It_is_over_when_the_teller_goes_on()
    {
        var receiver = await Started(Props.Create(() => new Forwarder(TestActor)));

        await OnLoop(() =>
        {
            ConnectionDispatcher.TellNow(receiver, "now", ActorRefs.NoSender);
            Assert.True(HasMessages);
            Assert.False(receiver.Cell.HasMessages);
        });

        ExpectMsg("now");
    }

    [TransportFact]
    public async Task What_was_told_before_comes_before()
    {
        var receiver = await Started(Props.Create(() => new Forwarder(TestActor)));

        await OnLoop(() =>
        {
            receiver.Tell(1);
            ConnectionDispatcher.TellNow(receiver, 2, ActorRefs.NoSender);
            Assert.False(HasMessages);
        });

        Assert.Equal([1, 2], ReceiveN(2));
    }

    [TransportFact]
    public async Task It_is_not_given_on_another_thread()
    {
        var receiver = await Started(Props.Create(() => new ThreadTeller()));

        ConnectionDispatcher.TellNow(receiver, TestActor, ActorRefs.NoSender);

        Assert.Equal(Loops.Next.Thread.Name, ExpectMsg<Thread>().Name);
    }

    [TransportFact]
    public async Task It_is_not_given_to_an_actor_that_lives_elsewhere()
    {
        var receiver = await Started(Props.Create(() => new ThreadTeller()), "akka.actor.default-dispatcher");

        await OnLoop(() => ConnectionDispatcher.TellNow(receiver, TestActor, ActorRefs.NoSender));

        Assert.True(ExpectMsg<Thread>().IsThreadPoolThread);
    }

    [TransportFact]
    public async Task Those_who_are_told_meanwhile_get_all_of_it_in_order()
    {
        var answering = await Started(Props.Create(() => new Answering()));
        var asking = await Started(Props.Create(() => new Asking(answering, TestActor)));

        await OnLoop(() => ConnectionDispatcher.TellNow(asking, "ask", ActorRefs.NoSender));

        // 0 was waiting already; 1 to 5 came while the asker's own turn stood still, more than have room before its queue.
        Assert.Equal([0, 1, 2, 3, 4, 5], ReceiveN(6));
    }

    [TransportFact]
    public async Task What_is_answered_meanwhile_is_taken_in_the_same_turn()
    {
        var answering = await Started(Props.Create(() => new Answering()));
        var asking = await Started(Props.Create(() => new Asking(answering, TestActor)));

        await OnLoop(() =>
        {
            ConnectionDispatcher.TellNow(asking, "ask", ActorRefs.NoSender);
            Assert.False(asking.Cell.Mailbox.IsScheduled);
            Assert.False(asking.Cell.HasMessages);
        });
    }

    [TransportFact]
    public async Task What_one_thread_tells_an_actor_that_it_has_just_woken_comes_in_order()
    {
        var first = await Started(Props.Create(() => new Forwarder(TestActor)));
        var second = await Started(Props.Create(() => new Forwarder(TestActor)));

        await OnLoop(() =>
        {
            first.Tell(1);
            first.Tell(2);
            second.Tell(11);
            first.Tell(3);
            second.Tell(12);
            first.Tell(4);
            second.Tell(13);
            second.Tell(14);
            Assert.Equal(4, first.Cell.NumberOfMessages);
            Assert.Equal(4, second.Cell.NumberOfMessages);
        });

        var told = ReceiveN(8).Cast<int>().ToArray();
        Assert.Equal([1, 2, 3, 4], told.Where(static number => number < 10));
        Assert.Equal([11, 12, 13, 14], told.Where(static number => number > 10));
    }

    [TransportFact]
    public async Task What_an_actor_tells_itself_and_what_others_tell_it_meanwhile_each_keep_their_order()
    {
        const int count = 20_000;
        var counting = await Started(Props.Create(() => new Counting(TestActor, count)));

        counting.Tell("begin");
        for (var i = 0; i < count; i++)
            counting.Tell(new Foreign(i));

        Assert.Equal("in order", await ExpectMsgAsync<string>(Patience));
    }

    [TransportFact]
    public async Task Its_first_message_counts_towards_the_throughput()
    {
        var receiver = await Started(Props.Create(() => new Repeating(TestActor)));
        receiver.Cell.Dispatcher.Throughput = 1;

        await OnLoop(() =>
        {
            ConnectionDispatcher.TellNow(receiver, "once more", ActorRefs.NoSender);
            Assert.Equal(1, receiver.Cell.NumberOfMessages);
        });

        ExpectMsg("once more");
        ExpectMsg("again");
    }

    [TransportFact]
    public async Task A_failure_in_it_is_the_receivers_own()
    {
        var receiver = await Started(Props.Create(() => new Failing(TestActor)));

        await OnLoop(() => ConnectionDispatcher.TellNow(receiver, "fail", ActorRefs.NoSender));
        receiver.Tell("go on");

        ExpectMsg("restarted");
        ExpectMsg("go on");
    }

    private EventLoopGroup Loops => Tcp.Instance.Apply(Sys).Loops!;

    private async Task<LocalActorRef> Started(Props props, string dispatcher = "akka.io.connection-dispatcher")
    {
        var actor = (LocalActorRef)Sys.ActorOf(props.WithDispatcher(dispatcher));
        await actor.Ask<ActorIdentity>(new Identify(1), Patience);
        AwaitCondition(() => !actor.Cell.Mailbox.IsScheduled, Patience);
        return actor;
    }

    private async Task OnLoop(Action action)
    {
        var done = new TaskCompletionSource();
        Loops.Next.Execute(new ActionRunnable(() =>
        {
            try
            {
                action();
                done.SetResult();
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        }));
        await done.Task.WaitAsync(Patience);
    }

    private sealed class Forwarder(IActorRef target) : UntypedActor
    {
        protected override void OnReceive(object message) => target.Tell(message);
    }

    private sealed class Repeating(IActorRef target) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            target.Tell(message);
            if (message is "once more")
                Self.Tell("again");
        }
    }

    private sealed class ThreadTeller : UntypedActor
    {
        protected override void OnReceive(object message) => ((IActorRef)message).Tell(Thread.CurrentThread);
    }

    private sealed class Answering : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            for (var i = 1; i <= 5; i++)
                Sender.Tell(i, Self);
        }
    }

    private sealed class Asking(IActorRef answering, IActorRef target) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            if (message is "ask")
            {
                Self.Tell(0, answering);
                ConnectionDispatcher.TellNow(answering, "answer", Self);
            }
            else
            {
                target.Tell(message);
            }
        }
    }

    private sealed record Foreign(int Number);

    private sealed class Counting(IActorRef target, int count) : UntypedActor
    {
        private int _own;
        private int _foreign;

        protected override void OnReceive(object message)
        {
            switch (message)
            {
                case int number when number != _own:
                    target.Tell($"{number} of its own came instead of {_own}");
                    break;
                case Foreign foreign when foreign.Number != _foreign:
                    target.Tell($"{foreign.Number} of another's came instead of {_foreign}");
                    break;
                case int:
                    _own++;
                    break;
                case Foreign:
                    _foreign++;
                    break;
            }

            // Two at a time, so that there is sometimes room before the queue and sometimes not.
            if (message is "begin" || (message is int told && told % 2 == 1 && _own < count))
            {
                Self.Tell(_own, Self);
                Self.Tell(_own + 1, Self);
            }

            if (message is not "begin" && _own == count && _foreign == count)
                target.Tell("in order");
        }
    }

    private sealed class Failing(IActorRef target) : UntypedActor
    {
        protected override void PostRestart(Exception reason) => target.Tell("restarted");

        protected override void OnReceive(object message)
        {
            if (message is "fail")
                throw new InvalidOperationException("as asked");
            target.Tell(message);
        }
    }
}
