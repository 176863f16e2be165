using Akka.Actor;
using Akka.Actor.Dsl;
using Akka.Dispatch;

namespace Akka.Tests.Actor;

/// <summary>Asynchronous handlers: one message at a time all the same, in the actor's context throughout.</summary>
public sealed class ActorAsyncAwaitSpec : Akka.TestKit.Xunit2.TestKit
{
    [Fact]
    public async Task The_next_message_waits_until_the_handler_has_ended()
    {
        var gate = NewGate();
        var actor = Sys.ActorOf(a =>
        {
            a.ReceiveAsync<Task>(async (task, context) =>
            {
                context.Sender.Tell("begin");
                await task;
                context.Sender.Tell("end");
            });
            a.Receive<string>((message, context) => context.Sender.Tell(message));
        });
        actor.Tell(gate.Task);
        actor.Tell("next");
        await ExpectMsgAsync("begin");
        Assert.False(HasMessages);
        gate.SetResult();
        await ExpectMsgAsync("end");
        await ExpectMsgAsync("next");
    }

    [Fact]
    public async Task Sender_self_and_context_are_there_after_an_await()
    {
        var actor = Sys.ActorOf(Props.Create<AsksAfterAwait>());
        var asker = CreateTestProbe();
        actor.Tell("first", asker);
        actor.Tell("second", TestActor);
        Assert.Equal(("first", actor), await asker.ExpectMsgAsync<(string, IActorRef)>());
        Assert.Equal(("second", actor), await ExpectMsgAsync<(string, IActorRef)>());
    }

    [Fact]
    public async Task Awaiting_a_reply_of_another_actor_goes_on_in_the_actor()
    {
        var other = Sys.ActorOf(a => a.Receive<int>((number, context) => context.Sender.Tell(number + 1)));
        var actor = Sys.ActorOf(Props.Create(() => new Asking(other)));
        for (var i = 0; i < 100; i++)
            actor.Tell(i);
        for (var i = 0; i < 100; i++)
            await ExpectMsgAsync(i + 1);
    }

    [Fact]
    public async Task Untyped_actors_run_tasks_too()
    {
        var actor = Sys.ActorOf(Props.Create<UntypedAsync>());
        actor.Tell("a");
        actor.Tell("b");
        await ExpectMsgAsync("a");
        await ExpectMsgAsync("b");
    }

    [Fact]
    public async Task A_continuation_of_a_task_begun_in_RunTask_runs_in_the_actor()
    {
        var actor = Sys.ActorOf(Props.Create<ContinuesWith>());
        actor.Tell("go");
        await ExpectMsgAsync(actor);
    }

    [Fact]
    public async Task An_exception_before_the_first_await_reaches_the_supervisor() => await FailsWith(async _ =>
    {
        if (DateTime.MaxValue > DateTime.MinValue)
            throw new InvalidOperationException("async");
        await Task.Yield();
    });

    [Fact]
    public async Task An_exception_after_an_await_reaches_the_supervisor() => await FailsWith(async _ =>
    {
        await Task.Yield();
        throw new InvalidOperationException("async");
    });

    [Fact]
    public async Task A_cancelled_handler_fails_its_actor()
    {
        var causes = CreateTestProbe();
        var actor = ChildActorOf(
            ActProps.Of(a => a.ReceiveAsync<string>(async (_, _) =>
            {
                await Task.Yield();
                throw new OperationCanceledException("given up");
            })),
            Reporting(causes, Directive.Stop));
        Watch(actor);
        actor.Tell("go");
        Assert.IsAssignableFrom<OperationCanceledException>(await causes.ExpectMsgAsync<Exception>());
        await ExpectTerminatedAsync(actor);
    }

    [Fact]
    public async Task The_message_that_failed_is_given_to_PreRestart_and_the_next_one_is_processed()
    {
        var actor = this.ActorOf(a =>
        {
            a.ReceiveAsync<Exception>(async (failure, _) =>
            {
                await Task.Yield();
                throw failure;
            });
            a.Receive<string>((message, context) => context.Sender.Tell(message));
            a.OnPreRestart = (cause, message, context) => TestActor.Tell((cause, message, context.Sender));
        });
        var failure = new InvalidOperationException("async");
        var sender = CreateTestProbe();
        actor.Tell(failure, sender);
        actor.Tell("next");
        var (cause, message, from) = await ExpectMsgAsync<(Exception, object, IActorRef)>();
        Assert.Same(failure, cause);
        Assert.Same(failure, message);
        Assert.Equal(sender, from);
        await ExpectMsgAsync("next");
    }

    [Fact]
    public async Task A_handler_may_be_resumed_after_its_failure()
    {
        var actor = ChildActorOf(
            ActProps.Of(a =>
            {
                var count = 0;
                a.ReceiveAsync<Exception>(async (failure, _) =>
                {
                    count++;
                    await Task.Yield();
                    throw failure;
                });
                a.Receive<string>((_, context) => context.Sender.Tell(count));
            }),
            new OneForOneStrategy(_ => Directive.Resume));
        actor.Tell(new InvalidOperationException("once"));
        actor.Tell(new InvalidOperationException("twice"));
        actor.Tell("count");
        await ExpectMsgAsync(2);
    }

    [Fact]
    public async Task Handlers_may_begin_others()
    {
        var actor = Sys.ActorOf(Props.Create<Nesting>());
        actor.Tell("go");
        actor.Tell("next");
        var order = new List<string>();
        for (var i = 0; i < 5; i++)
            order.Add(await ExpectMsgAsync<string>());
        Assert.Equal("outer begins", order[0]);
        Assert.Equal("next", order[4]);
        Assert.Equal(["inner begins", "inner ends", "outer ends"], order[1..4].Order());
    }

    [Fact]
    public async Task System_messages_are_handled_while_a_handler_waits()
    {
        var gate = NewGate();
        var actor = Sys.ActorOf(a =>
        {
            a.ReceiveAsync<Task>(async (task, context) =>
            {
                context.Sender.Tell("begin");
                await task;
            });
            a.OnPostStop = _ => TestActor.Tell("postStop");
        });
        Watch(actor);
        actor.Tell(gate.Task);
        await ExpectMsgAsync("begin");
        Sys.Stop(actor);
        await ExpectMsgAsync("postStop");
        await ExpectTerminatedAsync(actor);
        gate.SetResult();
    }

    [Fact]
    public async Task A_restart_while_a_handler_waits_leaves_the_new_instance_undisturbed()
    {
        var gate = NewGate();
        var parent = Sys.ActorOf(Props.Create(() => new TwoTogether(TestActor)));
        var (waiting, failing) = await ExpectMsgAsync<(IActorRef, IActorRef)>();
        waiting.Tell(gate.Task, TestActor);
        await ExpectMsgAsync("begin");
        failing.Tell(new InvalidOperationException("all for one"));
        await ExpectMsgAsync("restarted");
        await ExpectMsgAsync("restarted");
        waiting.Tell("alive?", TestActor);
        await ExpectMsgAsync("alive?");
        gate.SetResult();
        waiting.Tell(Task.CompletedTask, TestActor);
        var after = new[] { await ExpectMsgAsync<string>(), await ExpectMsgAsync<string>() };
        Assert.Contains("begin", after);
        waiting.Tell("still alive?", TestActor);
        await FishForMessageAsync<string>(message => message == "still alive?");
        Assert.Equal(parent.Path, waiting.Path.Parent);
    }

    [Fact]
    public async Task A_handler_that_fails_after_its_actors_end_is_logged()
    {
        var gate = NewGate();
        var actor = Sys.ActorOf(a => a.ReceiveAsync<Task>((task, context) =>
        {
            context.Sender.Tell("begin");
            return task;
        }));
        actor.Tell(gate.Task);
        await ExpectMsgAsync("begin");
        Watch(actor);
        Sys.Stop(actor);
        await ExpectTerminatedAsync(actor);

        EventFilter.Exception<InvalidOperationException>(contains: "too late", source: actor.Path.ToString())
            .ExpectOne(() => gate.SetException(new InvalidOperationException("too late")));
    }

    [Fact]
    public async Task Plain_fields_are_safe_across_awaits()
    {
        const int Messages = 3_000;
        var actor = Sys.ActorOf(Props.Create(() => new CountsAcrossAwaits(TestActor, Messages * 4)));
        Parallel.For(0, 4, _ =>
        {
            for (var i = 0; i < Messages; i++)
                actor.Tell("count");
        });
        await ExpectMsgAsync(Messages * 4, TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_child_made_in_a_task_of_the_constructor_talks_to_its_parent()
    {
        var parent = Sys.ActorOf(Props.Create(() => new MakesChildInTask(TestActor)));
        parent.Tell("through the child");
        await ExpectMsgAsync("through the child");
    }

    [Fact]
    public async Task Stash_works_between_asynchronous_handlers()
    {
        var actor = Sys.ActorOf(Props.Create<StashesAcrossAwaits>());
        actor.Tell(1);
        actor.Tell(2);
        actor.Tell("open");
        actor.Tell(3);
        await ExpectMsgAsync("opened");
        await ExpectMsgAsync(1);
        await ExpectMsgAsync(2);
        await ExpectMsgAsync(3);
    }

    [Fact]
    public async Task RunTask_needs_an_actor() =>
        await Task.Factory.StartNew(
            () => Assert.Throws<InvalidOperationException>(() => ActorTaskScheduler.RunTask(() => Task.CompletedTask)),
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private async Task FailsWith(Func<object, Task> handler)
    {
        var causes = CreateTestProbe();
        var actor = ChildActorOf(
            ActProps.Of(a =>
            {
                a.ReceiveAsync<string>(m => m == "fail", (message, _) => handler(message));
                a.Receive<string>((message, context) => context.Sender.Tell(message));
            }),
            Reporting(causes, Directive.Restart));
        actor.Tell("fail");
        Assert.Equal("async", (await causes.ExpectMsgAsync<InvalidOperationException>()).Message);
        actor.Tell("alive?");
        await ExpectMsgAsync("alive?");
    }

    private static OneForOneStrategy Reporting(IActorRef causes, Directive directive) => new(cause =>
    {
        causes.Tell(cause);
        return directive;
    });

    private static TaskCompletionSource NewGate() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed class AsksAfterAwait : ReceiveActor
    {
        public AsksAfterAwait() => ReceiveAsync<string>(async message =>
        {
            for (var i = 0; i < 3; i++)
                await Task.Yield();
            Sender.Tell((message, Context.Self));
        });
    }

    private sealed class Asking : ReceiveActor
    {
        public Asking(IActorRef other) => ReceiveAsync<int>(async number =>
        {
            var answer = await other.Ask<int>(number);
            Sender.Tell(answer);
        });
    }

    private sealed class UntypedAsync : UntypedActor
    {
        protected override void OnReceive(object message) => RunTask(async () =>
        {
            await Task.Yield();
            Sender.Tell(message);
        });
    }

    private sealed class ContinuesWith : UntypedActor
    {
        protected override void OnReceive(object message) =>
            RunTask(() => Task.Run(() => 1).ContinueWith(_ => Sender.Tell(Self), TaskScheduler.Current));
    }

    private sealed class Nesting : ReceiveActor
    {
        public Nesting()
        {
            ReceiveAsync<string>(m => m == "go", async _ =>
            {
                Sender.Tell("outer begins");
                ActorTaskScheduler.RunTask(async () =>
                {
                    Sender.Tell("inner begins");
                    await Task.Yield();
                    Sender.Tell("inner ends");
                });
                await Task.Yield();
                Sender.Tell("outer ends");
            });
            Receive<string>(message => Sender.Tell(message));
        }
    }

    private sealed class TwoTogether(IActorRef listener) : UntypedActor
    {
        protected override void PreStart() => listener.Tell((Child("waiting"), Child("failing")));

        private IActorRef Child(string name) => Context.ActorOf(Props.Create(() => new Waiting(listener)), name);

        protected override SupervisorStrategy SupervisorStrategy() => new AllForOneStrategy(_ => Directive.Restart);

        protected override void OnReceive(object message) => Unhandled(message);
    }

    private sealed class Waiting : ReceiveActor
    {
        private readonly IActorRef _listener;

        public Waiting(IActorRef listener)
        {
            _listener = listener;
            Receive<Exception>(failure => throw failure);
            ReceiveAsync<Task>(async task =>
            {
                listener.Tell("begin");
                await task;
                listener.Tell("end");
            });
            Receive<string>(message => Sender.Tell(message));
        }

        protected override void PostRestart(Exception reason) => _listener.Tell("restarted");
    }

    private sealed class CountsAcrossAwaits : ReceiveActor
    {
        private int _count;

        public CountsAcrossAwaits(IActorRef listener, int wanted) => ReceiveAsync<string>(async _ =>
        {
            var before = _count;
            await Task.Yield();
            _count = before + 1;
            if (_count == wanted)
                listener.Tell(_count);
        });
    }

    private sealed class MakesChildInTask : ReceiveActor
    {
        private IActorRef _child = ActorRefs.Nobody;

        public MakesChildInTask(IActorRef listener)
        {
            RunTask(async () =>
            {
                await Task.Yield();
                _child = Context.ActorOf(ActProps.Of(a => a.Receive<string>((message, context) => context.Parent.Tell((message, 1)))));
            });
            Receive<string>(message => _child.Tell(message));
            Receive<(string, int)>(answer => listener.Tell(answer.Item1));
        }
    }

    private sealed class StashesAcrossAwaits : ReceiveActor, IWithUnboundedStash
    {
        public StashesAcrossAwaits()
        {
            ReceiveAsync<int>(async _ =>
            {
                await Task.Yield();
                Stash.Stash();
            });
            ReceiveAsync<string>(async _ =>
            {
                await Task.Yield();
                Sender.Tell("opened");
                Become(() => ReceiveAsync<int>(async number =>
                {
                    await Task.Yield();
                    Sender.Tell(number);
                }));
                Stash.UnstashAll();
            });
        }

        public IStash Stash { get; set; } = null!;
    }
}
