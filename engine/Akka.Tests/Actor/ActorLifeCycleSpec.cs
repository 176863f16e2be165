using Akka.Actor;
using Akka.Actor.Dsl;
using Akka.Util.Internal;

namespace Akka.Tests.Actor;

public sealed class ActorLifeCycleSpec : Akka.TestKit.Xunit2.TestKit
{
    private static readonly Exception Failure = new InvalidOperationException("on demand");

    [Fact]
    public async Task Hooks_of_a_restart_run_on_the_failed_instance_and_then_on_the_new_one()
    {
        var instances = new AtomicCounter(0);
        var actor = SuperviseOneRestart(Props.Create(() => new AllHooks(TestActor, instances)));

        await ExpectMsgAsync("preStart of 1");
        actor.Tell(Failure);
        await ExpectMsgAsync("preRestart of 1");
        await ExpectMsgAsync("postRestart of 2");
        actor.Tell("status");
        await ExpectMsgAsync("instance 2");
        actor.Tell(Failure);
        await ExpectMsgAsync("postStop of 2");
        actor.Tell("status");
        Watch(actor);
        await ExpectTerminatedAsync(actor);
        Assert.Equal(2, instances.Current);
    }

    [Fact]
    public async Task By_default_the_restart_hooks_call_postStop_and_preStart()
    {
        var instances = new AtomicCounter(0);
        var actor = SuperviseOneRestart(Props.Create(() => new DefaultRestartHooks(TestActor, instances)));

        await ExpectMsgAsync("preStart of 1");
        actor.Tell(Failure);
        await ExpectMsgAsync("postStop of 1");
        await ExpectMsgAsync("preStart of 2");
        actor.Tell("status");
        await ExpectMsgAsync("instance 2");
        actor.Tell(PoisonPill.Instance);
        await ExpectMsgAsync("postStop of 2");
    }

    [Fact]
    public async Task Restart_hooks_are_not_called_where_nothing_is_restarted()
    {
        var instances = new AtomicCounter(0);
        var actor = Sys.ActorOf(Props.Create(() => new AllHooks(TestActor, instances)));
        await ExpectMsgAsync("preStart of 1");
        actor.Tell("status");
        await ExpectMsgAsync("instance 1");
        Watch(actor);
        Sys.Stop(actor);
        await ExpectMsgAsync("postStop of 1");
        await ExpectTerminatedAsync(actor);
        Assert.Equal(1, instances.Current);
    }

    [Fact]
    public async Task PreRestart_gets_the_cause_and_the_message_that_failed()
    {
        var actor = this.ActorOf(a =>
        {
            a.ReceiveAny((_, _) => throw Failure);
            a.OnPreRestart = (cause, message, _) => TestActor.Tell((cause, message));
        });
        actor.Tell("the culprit");
        var (cause, message) = await ExpectMsgAsync<(Exception, object)>();
        Assert.Same(Failure, cause);
        Assert.Equal("the culprit", message);
    }

    [Fact]
    public async Task PostRestart_gets_the_cause()
    {
        var actor = this.ActorOf(a =>
        {
            a.ReceiveAny((_, _) => throw Failure);
            a.OnPostRestart = (cause, _) => TestActor.Tell(cause);
        });
        actor.Tell("go");
        Assert.Same(Failure, await ExpectMsgAsync<Exception>());
    }

    [Fact]
    public async Task Sender_and_self_are_at_hand_in_PreRestart()
    {
        var actor = this.ActorOf(a =>
        {
            a.ReceiveAny((_, _) => throw Failure);
            a.OnPreRestart = (_, _, context) => context.Sender.Tell(context.Self);
        });
        actor.Tell("go", TestActor);
        await ExpectMsgAsync(actor);
    }

    [Fact]
    public async Task The_behaviour_stack_is_gone_after_a_restart()
    {
        var actor = this.ActorOf(a =>
        {
            a.Receive<Exception>((failure, _) => throw failure);
            a.Receive<string>(m => m == "become", (_, context) =>
            {
                a.BecomeStacked((message, c) =>
                {
                    if (message is Exception failure)
                        throw failure;
                    c.Sender.Tell("became");
                });
                context.Sender.Tell("ok");
            });
            a.Receive<string>((_, context) => context.Sender.Tell("as in the beginning"));
        });
        actor.Tell("become");
        await ExpectMsgAsync("ok");
        actor.Tell("status");
        await ExpectMsgAsync("became");
        actor.Tell(Failure);
        actor.Tell("status");
        await ExpectMsgAsync("as in the beginning");
    }

    [Fact]
    public async Task A_failure_in_PostStop_is_logged_and_the_actor_ends_all_the_same()
    {
        var actor = Sys.ActorOf(a => a.OnPostStop = _ => throw new InvalidOperationException("hurrah"));
        Watch(actor);
        EventFilter.Exception<InvalidOperationException>("hurrah").ExpectOne(() => actor.Tell(PoisonPill.Instance));
        await ExpectTerminatedAsync(actor);
    }

    [Fact]
    public async Task A_failure_in_PreStart_stops_the_actor_and_its_PostStop_is_not_called()
    {
        var actor = EventFilter.Exception<ActorInitializationException>("no start").ExpectOne(() =>
            Sys.ActorOf(a =>
            {
                a.OnPreStart = _ => throw new InvalidOperationException("no start");
                a.OnPostStop = _ => TestActor.Tell("postStop");
            }));
        Watch(actor);
        await ExpectTerminatedAsync(actor);
    }

    [Fact]
    public async Task A_constructor_that_throws_stops_the_actor()
    {
        var actor = EventFilter.Exception<ActorInitializationException>(start: "Error while creating actor instance of type Akka.Tests.Actor.ActorLifeCycleSpec+NeverConstructed with 0 args").ExpectOne(() =>
            Sys.ActorOf(Props.Create<NeverConstructed>()));
        Watch(actor);
        await ExpectTerminatedAsync(actor);
    }

    [Fact]
    public async Task An_actor_that_is_disposable_is_disposed_of_once_for_each_instance()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Disposable(TestActor)));
        actor.Tell(Failure);
        await ExpectMsgAsync("disposed");
        actor.Tell("alive?");
        await ExpectMsgAsync("alive?");
        Watch(actor);
        actor.Tell(PoisonPill.Instance);
        await ExpectMsgAsync("disposed");
        await ExpectTerminatedAsync(actor);
    }

    [Fact]
    public async Task PostStop_runs_after_that_of_all_children()
    {
        var parent = this.ActorOf(a =>
        {
            foreach (var name in new[] { "a", "b", "c" })
                a.ActorOf(child => child.OnPostStop = context => TestActor.Tell(context.Self.Path.Name), name);
            a.OnPostStop = _ => TestActor.Tell("parent");
        });
        parent.Tell(PoisonPill.Instance);
        var children = new[] { await ExpectMsgAsync<string>(), await ExpectMsgAsync<string>(), await ExpectMsgAsync<string>() };
        Assert.Equal(["a", "b", "c"], children.Order());
        await ExpectMsgAsync("parent");
    }

    [Fact]
    public async Task A_child_cannot_be_made_in_PostStop()
    {
        var actor = this.ActorOf(a => a.OnPostStop = context =>
            TestActor.Tell(Record.Exception(() => context.ActorOf(Props.Empty))));
        actor.Tell(PoisonPill.Instance);
        var refused = await ExpectMsgAsync<InvalidOperationException>();
        Assert.Equal("Cannot create child while terminating or terminated", refused.Message);
    }

    [Fact]
    public async Task A_stopped_actor_processes_no_further_message()
    {
        var actor = this.ActorOf(a => a.Receive<string>((message, context) =>
        {
            context.Sender.Tell(message);
            context.Stop(context.Self);
        }));
        Watch(actor);
        EventFilter.DeadLetter<string>(message => message == "second").ExpectOne(() =>
        {
            actor.Tell("first");
            actor.Tell("second");
        });
        await ExpectMsgAsync("first");
        await ExpectTerminatedAsync(actor);
    }

    private static readonly OneForOneStrategy OneRestart = new(1, -1, _ => Directive.Restart);

    private IActorRef SuperviseOneRestart(Props props) => ChildActorOf(props, OneRestart);

    private class DefaultRestartHooks(IActorRef listener, AtomicCounter instances) : UntypedActor
    {
        private readonly int _instance = instances.IncrementAndGet();

        protected void Report(string hook) => listener.Tell($"{hook} of {_instance}");

        protected override void PreStart() => Report("preStart");

        protected override void PostStop() => Report("postStop");

        protected override void OnReceive(object message)
        {
            if (message is Exception failure)
                throw failure;
            Sender.Tell($"instance {_instance}");
        }
    }

    private sealed class AllHooks(IActorRef listener, AtomicCounter instances) : DefaultRestartHooks(listener, instances)
    {
        protected override void PreRestart(Exception reason, object? message) => Report("preRestart");

        protected override void PostRestart(Exception reason) => Report("postRestart");
    }

    private sealed class NeverConstructed : UntypedActor
    {
        public NeverConstructed() => throw new InvalidOperationException("no instance");

        protected override void OnReceive(object message)
        {
        }
    }

    private sealed class Disposable(IActorRef listener) : UntypedActor, IDisposable
    {
        public void Dispose() => listener.Tell("disposed");

        protected override void OnReceive(object message)
        {
            if (message is Exception failure)
                throw failure;
            Sender.Tell(message);
        }
    }
}
