using Akka.Actor;
using Akka.Dispatch.SysMsg;

namespace Akka.Tests.Actor;

/// <summary>Many producers at once: the order of each, one message at a time, and plain fields that need no lock.</summary>
public sealed class MessageOrderSpec : Akka.TestKit.Xunit2.TestKit
{
    private const int Producers = 8;
    private const int Messages = 50_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("akka.actor.default-dispatcher")]
    [InlineData("akka.actor.internal-dispatcher")]
    [InlineData("akka.actor.default-fork-join-dispatcher")]
    [InlineData("akka.actor.default-blocking-io-dispatcher")]
    [InlineData("akka.actor.task-dispatcher")]
    [InlineData("akka.test.calling-thread-dispatcher")]
    public async Task Each_producers_messages_arrive_in_order_one_at_a_time(string dispatcher)
    {
        var actor = Sys.ActorOf(Props.Create(() => new Checking(TestActor)).WithDispatcher(dispatcher));
        Produce(actor);
        Assert.Equal("all in order", await ExpectMsgAsync<string>(_ => true, Patience));
    }

    [Theory]
    [InlineData("akka.actor.mailbox.unbounded-deque-based")]
    [InlineData("akka.actor.mailbox.bounded-queue-based")]
    [InlineData("akka.actor.mailbox.bounded-deque-based")]
    public async Task Every_mailbox_keeps_the_order(string mailbox)
    {
        var actor = Sys.ActorOf(Props.Create(() => new Checking(TestActor)).WithMailbox(mailbox));
        Produce(actor);
        Assert.Equal("all in order", await ExpectMsgAsync<string>(_ => true, Patience));
    }

    [Fact]
    public async Task The_order_survives_being_suspended_and_resumed_all_the_time()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Checking(TestActor)));
        using var done = new CancellationTokenSource();
        var meddling = Task.Factory.StartNew(
            () =>
            {
                while (!done.IsCancellationRequested)
                {
                    ((IInternalActorRef)actor).SendSystemMessage(new Suspend());
                    Thread.Yield();
                    ((IInternalActorRef)actor).SendSystemMessage(new Resume(null));
                    Thread.Yield();
                }
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            Produce(actor);
            Assert.Equal("all in order", await ExpectMsgAsync<string>(_ => true, Patience));
        }
        finally
        {
            await done.CancelAsync();
            await meddling.WaitAsync(Patience);
        }
    }

    [Fact]
    public async Task A_chain_of_actors_keeps_the_order()
    {
        var end = Sys.ActorOf(Props.Create(() => new Checking(TestActor)));
        var chain = end;
        for (var i = 0; i < 5; i++)
            chain = Sys.ActorOf(Props.Create(() => new Passing(chain)));
        Produce(chain);
        Assert.Equal("all in order", await ExpectMsgAsync<string>(_ => true, Patience));
    }

    private static void Produce(IActorRef actor)
    {
        var threads = new Thread[Producers];
        for (var p = 0; p < Producers; p++)
        {
            var producer = p;
            threads[p] = new Thread(() =>
            {
                for (var i = 0; i < Messages; i++)
                    actor.Tell(new Numbered(producer, i), ActorRefs.NoSender);
            })
            { IsBackground = true };
        }
        foreach (var thread in threads)
            thread.Start();
        foreach (var thread in threads)
            thread.Join();
    }

    private sealed record Numbered(int Producer, int Number);

    private sealed class Passing(IActorRef next) : UntypedActor
    {
        protected override void OnReceive(object message) => next.Tell(message);
    }

    private sealed class Checking(IActorRef listener) : UntypedActor
    {
        // Plain fields, several words of them: a second thread in here at the same time, or one that does not see what the
        // last one wrote, shows as a number out of turn.
        private readonly int[] _next = new int[Producers];
        private int _inside;
        private int _received;
        private bool _failed;

        protected override void OnReceive(object message)
        {
            if (_failed)
                return;
            var (producer, number) = (Numbered)message;
            if (_inside++ != 0)
                Fail($"two threads at once at {message}");
            if (_next[producer]++ != number)
                Fail($"expected {_next[producer] - 1} of {producer}, got {number}");
            if (++_received == Producers * Messages && !_failed)
                listener.Tell("all in order");
            _inside--;
        }

        private void Fail(string what)
        {
            _failed = true;
            listener.Tell(what);
        }
    }
}
