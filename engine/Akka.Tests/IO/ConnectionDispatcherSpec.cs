using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Dispatch;
using Akka.IO;
using Akka.IO.Transport.Sockets;

namespace Akka.Tests.IO;

/// <summary>The dispatcher without event loops; with them, see the specifications of the loops.</summary>
public class ConnectionDispatcherSpec() : TestKit.Xunit2.TestKit(Over.Sockets)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public void What_a_thread_of_the_transport_wakes_runs_on_that_thread_before_it_goes_on()
    {
        var actor = ThreadTeller();

        RunBatch.Tell(actor, woken => woken.Tell(TestActor));

        // The answer is there already: nobody waits for another thread.
        Assert.True(HasMessages);
        Assert.Equal(Environment.CurrentManagedThreadId, ExpectMsg<int>());
    }

    [Fact]
    public void What_those_wake_in_turn_runs_there_too()
    {
        var second = ThreadTeller();
        var first = Sys.ActorOf(
            Props.Create(() => new Forwarder(second)).WithDispatcher("akka.io.connection-dispatcher"));
        AwaitStarted(first);

        RunBatch.Tell(first, woken => woken.Tell(TestActor));

        Assert.True(HasMessages);
        Assert.Equal(Environment.CurrentManagedThreadId, ExpectMsg<int>());
    }

    [Fact]
    public void Any_other_thread_wakes_actors_on_the_thread_pool()
    {
        var actor = ThreadTeller();

        actor.Tell(TestActor);

        Assert.NotEqual(Environment.CurrentManagedThreadId, ExpectMsg<int>());
    }

    [Fact]
    public void A_batch_that_does_not_end_goes_on_on_the_thread_pool()
    {
        var threads = new BlockingCollection<int>();
        var endless = new Repeating(threads, times: 1_000);

        Assert.True(RunBatch.TryOpen());
        Assert.True(RunBatch.TryAdd(endless));
        RunBatch.RunAndClose();

        var ran = Enumerable.Range(0, 1_000).Select(_ =>
        {
            Assert.True(threads.TryTake(out var thread, Patience), "A turn was lost.");
            return thread;
        }).ToArray();
        Assert.Equal(Environment.CurrentManagedThreadId, ran[0]);
        Assert.NotEqual(Environment.CurrentManagedThreadId, ran[^1]);
    }

    [Fact]
    public void A_batch_is_opened_once_and_closed_again()
    {
        Assert.True(RunBatch.TryOpen());
        Assert.False(RunBatch.TryOpen());
        RunBatch.RunAndClose();

        Assert.False(RunBatch.TryAdd(new Repeating([], times: 1)));
    }

    [Fact]
    public void A_turn_that_throws_does_not_lose_the_turns_behind_it()
    {
        var threads = new BlockingCollection<int>();
        RunBatch.TryOpen();
        RunBatch.TryAdd(new ActionRunnable(() => throw new InvalidOperationException("out of order")));
        RunBatch.TryAdd(new Repeating(threads, times: 1));

        Assert.Throws<InvalidOperationException>(RunBatch.RunAndClose);

        Assert.True(threads.TryTake(out _, Patience), "The turn behind it was lost.");
    }

    private IActorRef ThreadTeller()
    {
        var actor = Sys.ActorOf(Props.Create(() => new ThreadTellingActor()).WithDispatcher("akka.io.connection-dispatcher"));
        AwaitStarted(actor);
        return actor;
    }

    // An actor that is still being created is scheduled on the thread pool already.
    private void AwaitStarted(IActorRef actor)
    {
        actor.Tell(new Identify(1), TestActor);
        ExpectMsg<ActorIdentity>();
        AwaitCondition(() => !((LocalActorRef)actor).Cell.Mailbox.IsScheduled, Patience);
    }

    private sealed class ThreadTellingActor : UntypedActor
    {
        protected override void OnReceive(object message) => ((IActorRef)message).Tell(Environment.CurrentManagedThreadId);
    }

    private sealed class Forwarder(IActorRef next) : UntypedActor
    {
        protected override void OnReceive(object message) => next.Tell(message);
    }

    private sealed class Repeating(BlockingCollection<int> threads, int times) : IRunnable
    {
        private int _left = times;

        public void Run()
        {
            threads.Add(Environment.CurrentManagedThreadId);
            if (--_left > 0 && !RunBatch.TryAdd(this))
                ConnectionDispatcher.RunOnThreadPool(this);
        }
    }
}
