using Akka.Actor;
using Akka.Actor.Dsl;
using Akka.Dispatch;

namespace Akka.Tests.Actor;

/// <summary>An actor may throw wherever the engine calls it: each time its supervisor hears of it, or the log does.</summary>
public sealed class HookFailureSpec : Akka.TestKit.Xunit2.TestKit
{
    private static readonly Exception Failure = new InvalidOperationException("message");

    [Fact]
    public async Task A_failure_in_the_constructor_reaches_the_supervisor_with_its_cause()
    {
        var failure = await FailureOf(Props.Create<ThrowingConstructor>());
        var initialization = Assert.IsType<ActorInitializationException>(failure);
        Assert.Equal("Exception during creation", initialization.Message);
        Assert.NotNull(initialization.Actor);
        Assert.Contains("constructor", initialization.InnerException!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_in_PreStart_reaches_the_supervisor_with_its_cause()
    {
        var failure = await FailureOf(ActProps.Of(a => a.OnPreStart = _ => throw new NotSupportedException("preStart")));
        var initialization = Assert.IsType<ActorInitializationException>(failure);
        Assert.IsType<NotSupportedException>(initialization.InnerException);
    }

    [Fact]
    public async Task An_actor_that_did_not_come_to_life_does_so_when_its_supervisor_tries_again()
    {
        var attempts = 0;
        var actor = ChildActorOf(
            ActProps.Of(a =>
            {
                a.OnPreStart = _ =>
                {
                    if (Interlocked.Increment(ref attempts) < 3)
                        throw new NotSupportedException("not yet");
                };
                a.Receive<string>((message, context) => context.Sender.Tell(message));
            }),
            new OneForOneStrategy(_ => Directive.Restart));
        actor.Tell("alive?");
        await ExpectMsgAsync("alive?");
        Assert.Equal(3, attempts);
    }

    [Fact]
    public async Task Children_of_an_actor_that_did_not_come_to_life_are_stopped_before_the_next_attempt()
    {
        var attempts = 0;
        var actor = ChildActorOf(
            ActProps.Of(a =>
            {
                a.OnPreStart = context =>
                {
                    context.ActorOf(Props.Empty, "child");
                    if (Interlocked.Increment(ref attempts) < 3)
                        throw new NotSupportedException("not yet");
                };
                a.Receive<string>((_, context) => context.Sender.Tell(context.GetChildren().Count()));
            }),
            new OneForOneStrategy(_ => Directive.Restart));
        actor.Tell("children?");
        await ExpectMsgAsync(1);
    }

    [Fact]
    public async Task A_failure_in_PreRestart_is_logged_and_the_actor_is_restarted()
    {
        var actor = Sys.ActorOf(a =>
        {
            a.Receive<Exception>((failure, _) => throw failure);
            a.Receive<string>((message, context) => context.Sender.Tell(message));
            a.OnPreRestart = (_, _, _) => throw new NotSupportedException("preRestart");
        });
        EventFilter.Exception<PreRestartException>("preRestart").ExpectOne(() => actor.Tell(Failure));
        actor.Tell("alive?");
        await ExpectMsgAsync("alive?");
    }

    [Fact]
    public async Task A_failure_in_PostStop_during_a_restart_is_logged_and_the_actor_is_restarted()
    {
        var actor = Sys.ActorOf(a =>
        {
            a.Receive<Exception>((failure, _) => throw failure);
            a.Receive<string>((message, context) => context.Sender.Tell(message));
            a.OnPostStop = _ => throw new NotSupportedException("postStop");
        });
        EventFilter.Exception<PreRestartException>("postStop").ExpectOne(() => actor.Tell(Failure));
        actor.Tell("alive?");
        await ExpectMsgAsync("alive?");
    }

    [Fact]
    public async Task A_failure_in_PostRestart_reaches_the_supervisor_with_both_causes()
    {
        var decisions = CreateTestProbe();
        var actor = ChildActorOf(
            ActProps.Of(a =>
            {
                a.Receive<Exception>((failure, _) => throw failure);
                a.OnPostRestart = (_, _) => throw new NotSupportedException("postRestart");
            }),
            new OneForOneStrategy(cause =>
            {
                decisions.Tell(cause);
                return cause is PostRestartException ? Directive.Stop : Directive.Restart;
            }));
        Watch(actor);
        actor.Tell(Failure);
        Assert.Same(Failure, await decisions.ExpectMsgAsync<Exception>());
        var second = await decisions.ExpectMsgAsync<PostRestartException>();
        Assert.Same(Failure, second.OriginalCause);
        Assert.IsType<NotSupportedException>(second.InnerException);
        Assert.Equal(actor, second.Actor);
        await ExpectTerminatedAsync(actor);
    }

    [Fact]
    public async Task By_default_an_actor_whose_restart_failed_is_stopped()
    {
        var actor = Sys.ActorOf(a =>
        {
            a.Receive<Exception>((failure, _) => throw failure);
            a.OnPostRestart = (_, _) => throw new NotSupportedException("postRestart");
        });
        Watch(actor);
        EventFilter.Exception<PostRestartException>("postRestart").ExpectOne(() => actor.Tell(Failure));
        await ExpectTerminatedAsync(actor);
    }

    [Fact]
    public async Task A_restart_that_failed_can_be_tried_again_and_PreRestart_is_called_for_it_once()
    {
        var attempts = 0;
        var actor = ChildActorOf(
            ActProps.Of(a =>
            {
                a.Receive<Exception>((failure, _) => throw failure);
                a.Receive<string>((message, context) => context.Sender.Tell(message));
                a.OnPreRestart = (_, _, _) => TestActor.Tell("preRestart");
                a.OnPostRestart = (_, _) =>
                {
                    if (Interlocked.Increment(ref attempts) < 3)
                        throw new NotSupportedException("not yet");
                };
            }),
            new OneForOneStrategy(_ => Directive.Restart));
        actor.Tell(Failure);
        actor.Tell("alive?");
        await ExpectMsgAsync("preRestart");
        await ExpectMsgAsync("alive?");
        Assert.Equal(3, attempts);
    }

    [Fact]
    public async Task A_constructor_that_fails_in_a_restart_may_be_tried_again_and_nothing_is_released_twice()
    {
        var attempts = 0;
        var fails = () => Interlocked.Increment(ref attempts) is 2 or 3;
        var actor = ChildActorOf(
            Props.Create(() => new FailsAtFirst(TestActor, fails)),
            new OneForOneStrategy(_ => Directive.Restart));
        actor.Tell(Failure);
        await ExpectMsgAsync("postStop");
        await ExpectMsgAsync("disposed");
        actor.Tell("alive?");
        await ExpectMsgAsync("alive?");
        Assert.Equal(4, attempts);
        Watch(actor);
        actor.Tell(PoisonPill.Instance);
        await ExpectMsgAsync("postStop");
        await ExpectMsgAsync("disposed");
        await ExpectTerminatedAsync(actor);
    }

    [Fact]
    public async Task An_actor_that_is_stopped_because_its_constructor_failed_in_a_restart_gets_no_second_PostStop()
    {
        var attempts = 0;
        var fails = () => Interlocked.Increment(ref attempts) == 2;
        var actor = Sys.ActorOf(Props.Create(() => new FailsAtFirst(TestActor, fails)));
        Watch(actor);
        actor.Tell(Failure);
        await ExpectMsgAsync("postStop");
        await ExpectMsgAsync("disposed");
        await ExpectTerminatedAsync(actor);
    }

    [Fact]
    public async Task Children_of_an_instance_that_did_not_come_up_are_stopped_before_the_next_attempt()
    {
        var attempts = 0;
        var parent = ChildActorOf(
            ActProps.Of(a =>
            {
                a.Receive<Exception>((failure, _) => throw failure);
                a.Receive<string>((_, context) => context.Sender.Tell(context.GetChildren().Count()));
                a.OnPreRestart = (_, _, _) => { };
                a.OnPostRestart = (_, context) =>
                {
                    context.ActorOf<Echo>("child");
                    if (Interlocked.Increment(ref attempts) < 3)
                        throw new NotSupportedException("not yet");
                };
            }),
            new OneForOneStrategy(cause => cause is PostRestartException ? Directive.Resume : Directive.Restart));
        parent.Tell(Failure);
        parent.Tell("children?");
        await ExpectMsgAsync(1);
        Assert.Equal(3, attempts);
    }

    [Fact]
    public async Task Of_the_children_of_an_instance_that_did_not_come_up_the_next_hears_nothing()
    {
        var attempts = 0;
        var parent = ChildActorOf(
            ActProps.Of(a =>
            {
                a.Receive<Exception>((failure, _) => throw failure);
                a.Receive<Terminated>((ended, _) => TestActor.Tell($"{ended}"));
                a.Receive<string>((said, context) => context.Sender.Tell(said));
                a.OnPreRestart = (_, _, _) => { };
                a.OnPostRestart = (_, context) =>
                {
                    if (Interlocked.Increment(ref attempts) == 1)
                    {
                        context.Watch(context.ActorOf<Echo>("child"));
                        throw new NotSupportedException("not yet");
                    }
                };
            }),
            new OneForOneStrategy(_ => Directive.Restart));
        parent.Tell(Failure);
        // Told once the second instance is there, so once the child has ended; what its end puts in the mailbox comes before the second.
        parent.Tell("first");
        await ExpectMsgAsync("first");
        parent.Tell("second");
        await ExpectMsgAsync("second");
    }

    [Fact]
    public async Task Children_that_the_hook_lets_live_are_suspended_once_while_their_parent_fails_and_restarts()
    {
        var parent = Sys.ActorOf(a =>
        {
            a.Receive<Exception>((failure, _) => throw failure);
            a.Receive<string>((_, context) => context.Sender.Tell(context.ActorOf<Echo>("child")));
            a.OnPreRestart = (_, _, _) => { };
        });
        parent.Tell("make");
        var child = await ExpectMsgAsync<IActorRef>();
        for (var i = 0; i < 10; i++)
        {
            parent.Tell(Failure);
            child.Tell(i);
            await ExpectMsgAsync(i);
        }
    }

    [Fact]
    public async Task A_supervisor_strategy_that_cannot_be_made_fails_the_parent()
    {
        var parent = ChildActorOf(
            Props.Create(() => new WithoutStrategy(TestActor)),
            new OneForOneStrategy(cause =>
            {
                TestActor.Tell(cause);
                return Directive.Stop;
            }));
        var child = await ExpectMsgAsync<IActorRef>();
        Watch(parent);
        child.Tell(Failure);
        await ExpectMsgAsync<NotSupportedException>();
        await ExpectTerminatedAsync(parent);
    }

    [Fact]
    public async Task A_failure_in_Unhandled_is_the_actors_failure()
    {
        var actor = ChildActorOf(
            Props.Create<ThrowsOnUnhandled>(),
            new OneForOneStrategy(cause =>
            {
                TestActor.Tell(cause);
                return Directive.Restart;
            }));
        actor.Tell("what?");
        Assert.Equal("unhandled", (await ExpectMsgAsync<NotSupportedException>()).Message);
    }

    [Fact]
    public async Task A_failure_of_Dispose_is_logged_and_the_actor_ends()
    {
        var actor = Sys.ActorOf(Props.Create<ThrowsOnDispose>());
        Watch(actor);
        EventFilter.Exception<NotSupportedException>($"An error occurred while disposing {typeof(ThrowsOnDispose)} actor. Reason: disposing")
            .ExpectOne(() => actor.Tell(PoisonPill.Instance));
        await ExpectTerminatedAsync(actor);
    }

    [Fact]
    public async Task A_producer_gets_an_instance_back_whose_Dispose_failed()
    {
        var actor = Sys.ActorOf(Props.CreateBy(new TakesBack(TestActor)));
        EventFilter.Exception<NotSupportedException>().ExpectOne(() => actor.Tell(PoisonPill.Instance));
        await ExpectMsgAsync("taken back");
    }

    [Fact]
    public async Task A_handler_that_an_instance_began_before_it_failed_to_come_to_life_does_not_hold_up_the_next_one()
    {
        var never = new TaskCompletionSource();
        var attempts = 0;
        var actor = ChildActorOf(
            ActProps.Of(a =>
            {
                a.OnPreStart = _ =>
                {
                    if (Interlocked.Increment(ref attempts) > 1)
                        return;
                    ActorTaskScheduler.RunTask(() => never.Task);
                    throw new NotSupportedException("not yet");
                };
                a.Receive<string>((message, context) => context.Sender.Tell(message));
            }),
            new OneForOneStrategy(_ => Directive.Restart));
        actor.Tell("alive?");
        await ExpectMsgAsync("alive?");
    }

    [Fact]
    public async Task An_unhandled_Terminated_fails_the_watcher_with_a_death_pact()
    {
        var watched = Sys.ActorOf(Props.Empty);
        var watcher = ChildActorOf(
            ActProps.Of(a => a.OnPreStart = context => context.Watch(watched)),
            new OneForOneStrategy(cause =>
            {
                TestActor.Tell(cause);
                return Directive.Stop;
            }));
        Watch(watcher);
        watched.Tell(PoisonPill.Instance);
        var pact = await ExpectMsgAsync<DeathPactException>();
        Assert.Equal(watched, pact.DeadActor);
        Assert.Equal($"Monitored actor [{watched}] terminated", pact.Message);
        await ExpectTerminatedAsync(watcher);
    }

    private async Task<Exception> FailureOf(Props props)
    {
        ChildActorOf(props, new OneForOneStrategy(cause =>
        {
            TestActor.Tell(cause);
            return Directive.Stop;
        }));
        return await ExpectMsgAsync<Exception>();
    }

    private sealed class Echo : ReceiveActor
    {
        public Echo() => ReceiveAny(message => Sender.Tell(message));
    }

    private sealed class ThrowingConstructor : UntypedActor
    {
        public ThrowingConstructor() => throw new NotSupportedException("constructor");

        protected override void OnReceive(object message)
        {
        }
    }

    private sealed class FailsAtFirst : UntypedActor, IDisposable
    {
        private readonly IActorRef _listener;

        public FailsAtFirst(IActorRef listener, Func<bool> fails)
        {
            _listener = listener;
            if (fails())
                throw new NotSupportedException("not yet");
        }

        protected override void PostStop() => _listener.Tell("postStop");

        public void Dispose() => _listener.Tell("disposed");

        protected override void OnReceive(object message)
        {
            if (message is Exception failure)
                throw failure;
            Sender.Tell(message);
        }
    }

    private sealed class WithoutStrategy(IActorRef listener) : UntypedActor
    {
        protected override void PreStart() => listener.Tell(Context.ActorOf(ActProps.Of(a => a.Receive<Exception>((failure, _) => throw failure))));

        protected override SupervisorStrategy SupervisorStrategy() => throw new NotSupportedException("no strategy");

        protected override void OnReceive(object message)
        {
        }
    }

    private sealed class ThrowsOnUnhandled : UntypedActor
    {
        protected override void OnReceive(object message) => Unhandled(message);

        protected override void Unhandled(object message) => throw new NotSupportedException("unhandled");
    }

    private sealed class TakesBack(IActorRef listener) : IIndirectActorProducer
    {
        public Type ActorType => typeof(ThrowsOnDispose);

        public ActorBase Produce() => new ThrowsOnDispose();

        public void Release(ActorBase actor) => listener.Tell("taken back");
    }

    private sealed class ThrowsOnDispose : UntypedActor, IDisposable
    {
        public void Dispose() => throw new NotSupportedException("disposing");

        protected override void OnReceive(object message)
        {
        }
    }
}
