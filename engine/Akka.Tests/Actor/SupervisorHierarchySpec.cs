using Akka.Actor;

namespace Akka.Tests.Actor;

/// <summary>Supervision over several levels.</summary>
public sealed class SupervisorHierarchySpec : Akka.TestKit.Xunit2.TestKit
{
    [Fact]
    public async Task A_failure_that_climbs_up_restarts_everybody_below_the_one_who_acts()
    {
        var births = CreateTestProbe();
        var root = Sys.ActorOf(Props.Create(() => new Level(3, 2, TestActor, births)), "root");
        await Births(births, 15);
        var leaf = await Sys.ActorSelection("/user/root/0/1/0").ResolveOne(TimeSpan.FromSeconds(10));
        Watch(leaf);
        leaf.Tell(new InvalidOperationException("from the bottom"));
        await FishForMessageAsync<Terminated>(terminated => terminated.ActorRef.Equals(leaf));
        // The actor below the root fails with its descendant's failure; the root restarts it, and its children are new.
        await Births(births, 7);
        var again = await Sys.ActorSelection("/user/root/0/1/0").ResolveOne(TimeSpan.FromSeconds(10));
        Assert.NotEqual(leaf, again);
        Assert.Equal(leaf.Path, again.Path);
        root.Tell("alive?");
        await FishForMessageAsync<string>(message => message == "alive?");
    }

    [Fact]
    public async Task The_end_of_the_topmost_ends_everybody_below_leaves_first()
    {
        var births = CreateTestProbe();
        var root = Sys.ActorOf(Props.Create(() => new Level(3, 2, TestActor, births)), "root");
        await Births(births, 15);
        Watch(root);
        root.Tell(PoisonPill.Instance);
        var ends = new List<string>();
        for (var i = 0; i < 15; i++)
            ends.Add(await ExpectMsgAsync<string>());
        await ExpectTerminatedAsync(root);
        for (var i = 0; i < ends.Count; i++)
            Assert.DoesNotContain(ends.Skip(i + 1), later => later.StartsWith(ends[i] + "/", StringComparison.Ordinal));
        Assert.Equal("/user/root", ends[^1]);
    }

    [Fact]
    public async Task A_tree_can_be_ended_while_it_restarts()
    {
        for (var round = 0; round < 30; round++)
        {
            var births = CreateTestProbe();
            var root = Sys.ActorOf(Props.Create(() => new Level(3, 2, ActorRefs.Nobody, births)));
            await Births(births, 15);
            Watch(root);
            Sys.ActorSelection(root.Path / "0" / "0" / "0").Tell(new InvalidOperationException("restart"));
            Sys.ActorSelection(root.Path / "1").Tell(new InvalidOperationException("restart"));
            Sys.Stop(root);
            await ExpectTerminatedAsync(root, TimeSpan.FromSeconds(20));
        }
    }

    [Fact]
    public async Task An_order_that_has_to_wait_does_not_hold_up_the_one_it_waits_for()
    {
        // The parent restarts and waits for a child whose end takes long. Meanwhile it is told to suspend, a child that lives on
        // fails, and it is told to go on: it can decide about the child only when it goes on.
        var ending = CreateTestLatch();
        var failing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var parent = Sys.ActorOf(Props.Create(() => new RestartsSlowly(TestActor, ending, failing.Task)));
        var slow = await ExpectMsgAsync<IActorRef>();
        var surviving = await ExpectMsgAsync<IActorRef>();
        surviving.Tell("fail when told");
        await ExpectMsgAsync("waiting");
        parent.Tell(new InvalidOperationException("restart"));
        await AwaitConditionAsync(() => ((LocalActorRef)slow).Cell.Mailbox.IsSuspended);
        await ExpectMsgAsync("slow child is ending");
        parent.TellToHold();
        failing.SetResult();
        var cell = ((LocalActorRef)surviving).Cell;
        await AwaitConditionAsync(() => cell.TaskScheduler.Running == 0 && !cell.Mailbox.IsScheduled);
        parent.ReleaseMailbox();
        ending.Open();
        await ExpectMsgAsync("parent restarted");
        await ExpectMsgAsync("surviving child restarted");
        parent.Tell("alive?");
        await FishForMessageAsync<string>(message => message == "alive?");
    }

    private static async Task Births(Akka.TestKit.TestProbe births, int count)
    {
        for (var i = 0; i < count; i++)
            await births.ExpectMsgAsync<string>(_ => true, TimeSpan.FromSeconds(20));
    }

    private sealed class RestartsSlowly(IActorRef listener, Akka.TestKit.TestLatch ending, Task failing) : UntypedActor
    {
        protected override void PreStart()
        {
            listener.Tell(Context.ActorOf(
                Props.Create(() => new EndsSlowly(listener, ending)).WithDispatcher("akka.actor.default-blocking-io-dispatcher"), "slow"));
            listener.Tell(Context.ActorOf(Props.Create(() => new FailsWhenTold(listener, failing)), "surviving"));
        }

        protected override void PreRestart(Exception reason, object? message) => Context.Stop(Context.Child("slow"));

        protected override void PostRestart(Exception reason) => listener.Tell("parent restarted");

        protected override void OnReceive(object message)
        {
            if (message is Exception failure)
                throw failure;
            Sender.Tell(message);
        }
    }

    private sealed class EndsSlowly(IActorRef listener, Akka.TestKit.TestLatch ending) : UntypedActor
    {
        protected override void PostStop()
        {
            listener.Tell("slow child is ending");
            ending.Ready(TimeSpan.FromSeconds(20));
        }

        protected override void OnReceive(object message) => Unhandled(message);
    }

    private sealed class FailsWhenTold : ReceiveActor
    {
        private readonly IActorRef _listener;

        public FailsWhenTold(IActorRef listener, Task failing)
        {
            _listener = listener;
            ReceiveAsync<string>(async _ =>
            {
                listener.Tell("waiting");
                await failing;
                throw new InvalidOperationException("as told");
            });
        }

        protected override void PostRestart(Exception reason) => _listener.Tell("surviving child restarted");
    }

    private sealed class Level(int below, int width, IActorRef ends, IActorRef births) : UntypedActor
    {
        protected override void PreStart()
        {
            for (var i = 0; i < width && below > 0; i++)
                Context.ActorOf(Props.Create(() => new Level(below - 1, width, ends, births)), i.ToString(System.Globalization.CultureInfo.InvariantCulture));
            births.Tell(Self.Path.ToStringWithoutAddress());
        }

        protected override void PostStop() => ends.Tell(Self.Path.ToStringWithoutAddress());

        protected override SupervisorStrategy SupervisorStrategy() =>
            new OneForOneStrategy(_ => Self.Path.Depth == 2 ? Directive.Restart : Directive.Escalate);

        protected override void OnReceive(object message)
        {
            if (message is Exception failure)
                throw failure;
            Sender.Tell(message);
        }
    }
}
