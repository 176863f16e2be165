using Akka.Actor;
using Akka.Dispatch;
using Akka.IO;

namespace Akka.Tests.IO.Epoll;

/// <summary>What many actors of one loop tell an actor that gathers, it finds together in its mailbox.</summary>
[NeedsEpoll]
public class GatheringDispatcherSpec() : TestKit.Xunit2.TestKit(Over.OneEventLoop)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [TransportFact]
    public void It_runs_after_all_that_the_loop_has_to_do()
    {
        // One that does not gather has its turn between those two, and the end would come before what the second says.
        Assert.Equal([1, 2, "end"], WhatComesTo("akka.io.gathering-dispatcher"));
        Assert.Equal([1, "end", 2], WhatComesTo("akka.io.connection-dispatcher"));
    }

    private IReadOnlyCollection<object> WhatComesTo(string dispatcher)
    {
        var gathering = Started(Props.Create(() => new Gathering(TestActor)), dispatcher);
        var first = Started(Props.Create(() => new Forwarder(gathering)), "akka.io.connection-dispatcher");
        var second = Started(Props.Create(() => new Forwarder(gathering)), "akka.io.connection-dispatcher");

        Tcp.Instance.Apply(Sys).Loops!.Next.Execute(new ActionRunnable(() =>
        {
            first.Tell(1);
            first.Tell(second);
        }));

        return ReceiveN(3);
    }

    private IActorRef Started(Props props, string dispatcher)
    {
        var actor = Sys.ActorOf(props.WithDispatcher(dispatcher));
        actor.Tell(new Identify(1), TestActor);
        ExpectMsg<ActorIdentity>();
        AwaitCondition(() => !((LocalActorRef)actor).Cell.Mailbox.IsScheduled, Patience);
        return actor;
    }

    private sealed class Gathering(IActorRef target) : UntypedActor
    {
        private bool _isAtEnd;

        protected override void OnReceive(object message)
        {
            target.Tell(message);
            if (_isAtEnd)
                return;
            _isAtEnd = true;
            Self.Tell("end");
        }
    }

    // Wakes the actor that gathers, and then the other one, which wakes it too.
    private sealed class Forwarder(IActorRef gathering) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            if (message is IActorRef other)
                other.Tell(2);
            else
                gathering.Tell(message);
        }
    }
}
