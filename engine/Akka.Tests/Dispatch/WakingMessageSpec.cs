using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;
using Akka.Tests.Actor;

namespace Akka.Tests.Dispatch;

/// <summary>The message that wakes an idle actor is kept apart from the queue; nobody may notice.</summary>
public class WakingMessageSpec : TestKit.Xunit2.TestKit
{
    private readonly ByHandConfigurator _dispatcher;
    private readonly LocalActorRef _actor;

    public WakingMessageSpec()
    {
        _dispatcher = new ByHandConfigurator(ConfigurationFactory.ParseString("id = by-hand"), Sys.Dispatchers.Prerequisites);
        Sys.Dispatchers.RegisterConfigurator("by-hand", _dispatcher);
        _actor = (LocalActorRef)Sys.ActorOf(Props.Create(() => new Forwarder(TestActor)).WithDispatcher("by-hand"));
        _dispatcher.RunAll();
    }

    [Fact]
    public void It_comes_before_those_that_follow()
    {
        for (var i = 1; i <= 3; i++)
            _actor.Tell(i);
        Assert.Equal(3, _actor.Cell.NumberOfMessages);

        _dispatcher.RunAll();

        Assert.Equal([1, 2, 3], ReceiveN(3));
        Assert.False(_actor.Cell.HasMessages);
    }

    [Fact]
    public void It_is_counted_while_it_waits()
    {
        _actor.Tell(1);

        Assert.True(_actor.Cell.HasMessages);
        Assert.Equal(1, _actor.Cell.NumberOfMessages);
    }

    [Fact]
    public void It_wakes_the_actor_once()
    {
        _actor.Tell(1);
        _actor.Tell(2);

        Assert.Equal(1, _dispatcher.Waiting);
    }

    [Fact]
    public void An_actor_that_is_suspended_before_it_runs_keeps_it_in_front()
    {
        _actor.Tell(1);
        _actor.TellToHold();
        _actor.Tell(2);
        _dispatcher.RunAll();
        ExpectNoMsg(TimeSpan.Zero);

        // Idle and suspended: what comes now does not run, and what it finds waiting stays before it.
        _actor.Tell(3);
        _actor.ReleaseMailbox();
        _dispatcher.RunAll();

        Assert.Equal([1, 2, 3], ReceiveN(3));
    }

    [Fact]
    public void An_actor_that_is_stopped_before_it_runs_leaves_it_to_the_dead_letters_first()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(DeadLetter));
        _actor.Tell(1);
        _actor.Tell(2);
        ((IInternalActorRef)_actor).Stop();

        _dispatcher.RunAll();

        Assert.Equal([1, 2], ReceiveN(2).Cast<DeadLetter>().Select(static letter => letter.Message));
    }

    [Fact]
    public void An_actor_that_has_ended_is_not_woken()
    {
        ((IInternalActorRef)_actor).Stop();
        _dispatcher.RunAll();
        Sys.EventStream.Subscribe(TestActor, typeof(DeadLetter));

        _actor.Tell(1);

        Assert.Equal(1, ExpectMsg<DeadLetter>().Message);
        Assert.Equal(0, _dispatcher.Waiting);
    }

    private sealed class Forwarder(IActorRef target) : UntypedActor
    {
        protected override void OnReceive(object message) => target.Tell(message);
    }

    /// <summary>Runs what waits when the test says so.</summary>
    private sealed class ByHandConfigurator : MessageDispatcherConfigurator
    {
        private readonly ByHandDispatcher _dispatcher;

        public ByHandConfigurator(Config config, IDispatcherPrerequisites prerequisites)
            : base(config, prerequisites) => _dispatcher = new ByHandDispatcher(this);

        public int Waiting => _dispatcher.Runs.Count;

        public override MessageDispatcher Dispatcher() => _dispatcher;

        public void RunAll()
        {
            while (_dispatcher.Runs.TryDequeue(out var run))
                run.Run();
        }
    }

    private sealed class ByHandDispatcher(MessageDispatcherConfigurator configurator) : MessageDispatcher(configurator)
    {
        public Queue<IRunnable> Runs { get; } = new();

        protected override void ExecuteTask(IRunnable run)
        {
            // The system stops what is left on another thread when the test is over.
            lock (Runs)
                Runs.Enqueue(run);
        }
    }
}
