using Akka.Actor;
using Akka.Event;

namespace Akka.Tests.Actor;

public sealed class SupervisorSpec : Akka.TestKit.Xunit2.TestKit
{
    [Fact]
    public async Task The_default_strategy_restarts_a_child_that_throws()
    {
        var child = ChildActorOf(Props.Create(() => new Faulty(TestActor)));
        await ExpectMsgAsync("preStart");
        child.Tell(new InvalidOperationException("once"));
        await ExpectMsgAsync("postStop");
        await ExpectMsgAsync("preStart");
        child.Tell("alive?");
        await ExpectMsgAsync("alive?");
    }

    [Fact]
    public async Task The_default_strategy_stops_a_child_that_was_killed()
    {
        var child = ChildActorOf(Props.Create(() => new Faulty(TestActor)));
        await ExpectMsgAsync("preStart");
        Watch(child);
        EventFilter.Exception<ActorKilledException>("Kill").ExpectOne(() => child.Tell(Kill.Instance));
        await ExpectMsgAsync("postStop");
        await ExpectTerminatedAsync(child);
    }

    [Fact]
    public async Task An_intentional_restart_restarts()
    {
        var child = ChildActorOf(Props.Create(() => new Faulty(TestActor)));
        await ExpectMsgAsync("preStart");
        EventFilter.Exception<IntentionalActorRestartException>().ExpectOne(() => child.Tell(IntentionalRestart.Instance));
        await ExpectMsgAsync("postStop");
        await ExpectMsgAsync("preStart");
    }

    [Fact]
    public async Task A_child_may_be_stopped()
    {
        var child = Supervised(_ => Directive.Stop);
        Watch(child);
        child.Tell(new InvalidOperationException("the end"));
        await ExpectMsgAsync("postStop");
        await ExpectTerminatedAsync(child);
    }

    [Fact]
    public async Task One_for_one_leaves_the_siblings_alone()
    {
        var parent = Sys.ActorOf(Props.Create(() => new ParentOfTwo(new OneForOneStrategy(_ => Directive.Restart), TestActor)));
        var (one, other) = await ExpectMsgAsync<(IActorRef, IActorRef)>();
        one.Tell(new InvalidOperationException("alone"));
        await ExpectMsgAsync("one restarted");
        other.Tell("alive?", TestActor);
        await ExpectMsgAsync("alive?");
        Assert.Equal(parent.Path, one.Path.Parent);
    }

    [Fact]
    public async Task All_for_one_restarts_every_child()
    {
        Sys.ActorOf(Props.Create(() => new ParentOfTwo(new AllForOneStrategy(_ => Directive.Restart), TestActor)));
        var (one, other) = await ExpectMsgAsync<(IActorRef, IActorRef)>();
        one.Tell(new InvalidOperationException("together"));
        var restarted = new[] { await ExpectMsgAsync<string>(), await ExpectMsgAsync<string>() };
        Assert.Equal(["one restarted", "other restarted"], restarted.Order());
        one.Tell("alive?", TestActor);
        other.Tell("alive?", TestActor);
        await ExpectMsgAsync("alive?");
        await ExpectMsgAsync("alive?");
    }

    [Fact]
    public async Task All_for_one_stops_every_child_where_it_stops()
    {
        Sys.ActorOf(Props.Create(() => new ParentOfTwo(new AllForOneStrategy(_ => Directive.Stop), TestActor)));
        var (one, other) = await ExpectMsgAsync<(IActorRef, IActorRef)>();
        Watch(one);
        Watch(other);
        other.Tell(new InvalidOperationException("together"));
        var ended = new[] { await ExpectMsgAsync<Terminated>(), await ExpectMsgAsync<Terminated>() };
        Assert.Equal(new[] { one, other }.Order(), ended.Select(t => t.ActorRef).Order());
    }

    [Fact]
    public async Task All_for_one_resumes_only_the_child_that_failed()
    {
        Sys.ActorOf(Props.Create(() => new ParentOfTwo(new AllForOneStrategy(_ => Directive.Resume), TestActor)));
        var (one, other) = await ExpectMsgAsync<(IActorRef, IActorRef)>();
        one.Tell(new InvalidOperationException("once"));
        one.Tell("alive?", TestActor);
        await ExpectMsgAsync("alive?");
        other.Tell("alive?", TestActor);
        await ExpectMsgAsync("alive?");
    }

    [Fact]
    public async Task A_decider_may_decide_by_the_exception()
    {
        var child = Supervised(cause => cause switch
        {
            ArithmeticException => Directive.Resume,
            ArgumentException => Directive.Stop,
            _ => Directive.Restart,
        });
        child.Tell(new DivideByZeroException());
        child.Tell("alive?");
        await ExpectMsgAsync("alive?");
        child.Tell(new FormatException());
        await ExpectMsgAsync("postStop");
        await ExpectMsgAsync("preStart");
        child.Tell(new ArgumentNullException(nameof(child)));
        await ExpectMsgAsync("postStop");
    }

    [Fact]
    public async Task The_child_that_failed_is_the_sender_while_the_supervisor_decides()
    {
        var parent = this.ActorOf(a =>
        {
            IActorRef? decidingFor = null;
            a.Strategy = new OneForOneStrategy(_ =>
            {
                decidingFor = ((IInternalActor)a).ActorContext.Sender;
                TestActor.Tell(decidingFor);
                return Directive.Restart;
            });
            var child = a.ActorOf(c => c.Receive<Exception>((failure, _) => throw failure), "child");
            a.Receive<Exception>((failure, _) => child.Tell(failure));
        });
        parent.Tell(new InvalidOperationException("whose?"));
        Assert.Equal("child", (await ExpectMsgAsync<IActorRef>()).Path.Name);
    }

    [Fact]
    public async Task A_child_restarts_as_often_as_the_strategy_allows_and_then_stops()
    {
        var child = ChildActorOf(Props.Create(() => new Faulty(TestActor)), new OneForOneStrategy(2, -1, _ => Directive.Restart));
        await ExpectMsgAsync("preStart");
        Watch(child);
        for (var i = 0; i < 2; i++)
        {
            child.Tell(new InvalidOperationException("again"));
            await ExpectMsgAsync("postStop");
            await ExpectMsgAsync("preStart");
        }
        child.Tell(new InvalidOperationException("once too often"));
        await ExpectMsgAsync("postStop");
        await ExpectTerminatedAsync(child);
    }

    [Fact]
    public async Task A_child_that_may_not_restart_at_all_stops()
    {
        var child = ChildActorOf(Props.Create(() => new Faulty(TestActor)), new OneForOneStrategy(0, -1, _ => Directive.Restart));
        await ExpectMsgAsync("preStart");
        child.Tell(new InvalidOperationException("at once"));
        await ExpectMsgAsync("postStop");
        Watch(child);
        await ExpectTerminatedAsync(child);
    }

    [Fact]
    public async Task A_child_restarts_without_end_where_nothing_is_limited()
    {
        var child = Supervised(_ => Directive.Restart);
        for (var i = 0; i < 50; i++)
        {
            child.Tell(new InvalidOperationException("again"));
            await ExpectMsgAsync("postStop");
            await ExpectMsgAsync("preStart");
        }
    }

    [Fact]
    public async Task All_for_one_counts_the_restarts_of_each_child()
    {
        Sys.ActorOf(Props.Create(() => new ParentOfTwo(new AllForOneStrategy(1, -1, _ => Directive.Restart), TestActor)));
        var (one, other) = await ExpectMsgAsync<(IActorRef, IActorRef)>();
        one.Tell(new InvalidOperationException("first"));
        await ExpectMsgAsync<string>();
        await ExpectMsgAsync<string>();
        Watch(one);
        Watch(other);
        other.Tell(new InvalidOperationException("second"));
        await ExpectMsgAsync<Terminated>();
        await ExpectMsgAsync<Terminated>();
    }

    [Fact]
    public async Task Escalation_fails_the_parent_with_the_childs_failure()
    {
        var child = CreateTestProbe();
        var parent = ChildActorOf(
            Props.Create(() => new Escalating(TestActor, child)),
            new OneForOneStrategy(cause =>
            {
                TestActor.Tell(cause);
                return Directive.Restart;
            }));
        var first = await child.ExpectMsgAsync<IActorRef>();
        var failure = new InvalidOperationException("upwards");
        first.Tell(failure);
        Assert.Same(failure, await ExpectMsgAsync<Exception>());
        await ExpectMsgAsync("parent restarted");
        var second = await child.ExpectMsgAsync<IActorRef>();
        Assert.NotEqual(first, second);
        Assert.Equal(parent.Path, second.Path.Parent);
    }

    [Fact]
    public async Task A_parent_that_is_resumed_after_escalation_resumes_the_child_that_failed()
    {
        var child = CreateTestProbe();
        ChildActorOf(Props.Create(() => new Escalating(TestActor, child)), new OneForOneStrategy(_ => Directive.Resume));
        var faulty = await child.ExpectMsgAsync<IActorRef>();
        faulty.Tell(new InvalidOperationException("upwards"));
        faulty.Tell("alive?");
        await ExpectMsgAsync("alive?");
    }

    [Fact]
    public async Task Children_of_a_failed_parent_wait_for_the_decision_about_it()
    {
        var deciding = CreateTestLatch();
        var decide = CreateTestLatch();
        var child = CreateTestProbe();
        var parent = ChildActorOf(
            Props.Create(() => new Escalating(TestActor, child)),
            new OneForOneStrategy(_ =>
            {
                deciding.Open();
                decide.Ready();
                return Directive.Resume;
            }));
        var waiting = await child.ExpectMsgAsync<IActorRef>();
        parent.Tell(new InvalidOperationException("parent"));
        deciding.Ready();
        await AwaitConditionAsync(() => ((LocalActorRef)waiting).Cell.Mailbox.IsSuspended);
        waiting.Tell("after the decision");
        Assert.False(HasMessages);
        decide.Open();
        await ExpectMsgAsync("after the decision");
    }

    [Theory]
    [InlineData(Directive.Restart)]
    [InlineData(Directive.Stop)]
    public void A_failure_that_restarts_or_stops_a_child_is_logged_as_an_error(Directive directive)
    {
        var child = ChildActorOf(Props.Create(() => new Faulty(ActorRefs.Nobody)), new OneForOneStrategy(_ => directive));
        EventFilter.Exception<InvalidOperationException>("the failure", source: child.Path.ToString())
            .ExpectOne(() => child.Tell(new InvalidOperationException("the failure")));
    }

    [Fact]
    public void A_failure_that_a_child_is_resumed_after_is_logged_as_a_warning()
    {
        var child = ChildActorOf(Props.Create(() => new Faulty(ActorRefs.Nobody)), new OneForOneStrategy(_ => Directive.Resume));
        EventFilter.Warning("the failure", source: child.Path.ToString())
            .ExpectOne(() => child.Tell(new InvalidOperationException("the failure")));
    }

    [Fact]
    public async Task A_failure_that_is_escalated_is_logged_by_the_one_who_acts_on_it()
    {
        var children = CreateTestProbe();
        var parent = Sys.ActorOf(Props.Create(() => new Escalating(TestActor, children)));
        var child = await children.ExpectMsgAsync<IActorRef>();
        EventFilter.Exception<InvalidOperationException>("upwards", source: parent.Path.ToString())
            .ExpectOne(() => child.Tell(new InvalidOperationException("upwards")));
    }

    [Fact]
    public async Task A_strategy_may_log_nothing()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(LogEvent));
        var silent = new OneForOneStrategy(-1, -1, _ => Directive.Restart, loggingEnabled: false);
        var child = await ChildOf(silent);
        child.Tell(new InvalidOperationException("nobody reads this"));
        child.Tell("done", TestActor);
        await ExpectMsgAsync("one restarted");
        await ExpectMsgAsync("done");
    }

    [Fact]
    public async Task A_strategy_may_log_in_its_own_words()
    {
        var child = await ChildOf(new TellingStrategy(TestActor));
        child.Tell(new InvalidOperationException("my words"));
        await ExpectMsgAsync("Restart: my words");
    }

    [Fact]
    public async Task A_strategy_in_the_props_comes_before_that_of_the_class()
    {
        var props = Props.Create(() => new ParentOfTwo(new OneForOneStrategy(_ => Directive.Restart), TestActor))
            .WithSupervisorStrategy(new OneForOneStrategy(_ => Directive.Stop));
        Sys.ActorOf(props);
        var (one, _) = await ExpectMsgAsync<(IActorRef, IActorRef)>();
        Watch(one);
        one.Tell(new InvalidOperationException("stop"));
        await ExpectTerminatedAsync(one);
    }

    [Fact]
    public async Task A_decider_that_throws_fails_the_supervisor()
    {
        var child = CreateTestProbe();
        var parent = Sys.ActorOf(Props.Create(() => new Undecided(TestActor, child)));
        var faulty = await child.ExpectMsgAsync<IActorRef>();
        faulty.Tell(new InvalidOperationException("decide!"));
        await ExpectMsgAsync("parent restarted");
        parent.Tell("alive?");
        await ExpectMsgAsync("alive?");
    }

    [Fact]
    public async Task A_failure_of_an_earlier_child_of_that_name_does_not_touch_the_later_one()
    {
        var parent = this.ActorOf(a =>
        {
            a.Receive<string>((_, context) => context.Sender.Tell(context.ActorOf(Props.Create(() => new Faulty(ActorRefs.Nobody)), "child")));
            a.Receive<IActorRef>((child, context) => context.Stop(child));
        });
        parent.Tell("make");
        var first = await ExpectMsgAsync<IActorRef>();
        Watch(first);
        first.HoldMailbox();
        first.Tell(new InvalidOperationException("late"));
        parent.Tell(first);
        await ExpectTerminatedAsync(first);
        parent.Tell("make");
        var second = await ExpectMsgAsync<IActorRef>();
        var stale = new Akka.Dispatch.SysMsg.Failed(first, new InvalidOperationException("late"), first.Path.Uid);
        ((IInternalActorRef)parent).SendSystemMessage(stale);
        second.Tell("alive?");
        await ExpectMsgAsync("alive?");
    }

    private async Task<IActorRef> ChildOf(SupervisorStrategy strategy)
    {
        Sys.ActorOf(Props.Create(() => new ParentOfTwo(strategy, TestActor)));
        var (one, _) = await ExpectMsgAsync<(IActorRef, IActorRef)>();
        return one;
    }

    private IActorRef Supervised(Func<Exception, Directive> decider)
    {
        var child = ChildActorOf(Props.Create(() => new Faulty(TestActor)), new OneForOneStrategy(decider));
        ExpectMsg("preStart");
        return child;
    }

    private sealed class Faulty(IActorRef listener) : UntypedActor
    {
        protected override void PreStart() => listener.Tell("preStart");

        protected override void PostStop() => listener.Tell("postStop");

        protected override void OnReceive(object message)
        {
            if (message is Exception failure)
                throw failure;
            Sender.Tell(message);
        }
    }

    private sealed class ParentOfTwo(SupervisorStrategy strategy, IActorRef listener) : UntypedActor
    {
        protected override void PreStart() => listener.Tell((Child("one"), Child("other")));

        private IActorRef Child(string name) => Context.ActorOf(Props.Create(() => new Named(listener)), name);

        protected override SupervisorStrategy SupervisorStrategy() => strategy;

        protected override void OnReceive(object message) => Unhandled(message);
    }

    private sealed class Named(IActorRef listener) : UntypedActor
    {
        protected override void PostRestart(Exception reason) => listener.Tell($"{Self.Path.Name} restarted");

        protected override void OnReceive(object message)
        {
            if (message is Exception failure)
                throw failure;
            Sender.Tell(message);
        }
    }

    private class Escalating(IActorRef listener, IActorRef children) : UntypedActor
    {
        protected override void PreStart() => children.Tell(Context.ActorOf(Props.Create(() => new Faulty(ActorRefs.Nobody)), "child"));

        protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(Decide);

        protected virtual Directive Decide(Exception cause) => Directive.Escalate;

        protected override void PostRestart(Exception reason)
        {
            listener.Tell("parent restarted");
            base.PostRestart(reason);
        }

        protected override void OnReceive(object message)
        {
            if (message is Exception failure)
                throw failure;
            Sender.Tell(message);
        }
    }

    private sealed class Undecided(IActorRef listener, IActorRef children) : Escalating(listener, children)
    {
        protected override Directive Decide(Exception cause) => throw new NotSupportedException("no decision");
    }

    private sealed class TellingStrategy(IActorRef listener) : OneForOneStrategy(-1, -1, _ => Directive.Restart)
    {
        protected override void LogFailure(IActorContext context, IActorRef child, Exception cause, Directive directive) =>
            listener.Tell($"{directive}: {cause.Message}");
    }
}
