using Akka.Actor;
using Akka.Dispatch;
using Akka.Event;

namespace Akka.Tests.Actor;

/// <summary>What a restart keeps, and what it does not.</summary>
public sealed class RestartSpec : Akka.TestKit.Xunit2.TestKit
{
    private static readonly Exception Failure = new InvalidOperationException("on demand");

    [Fact]
    public async Task The_mailbox_survives_and_the_message_that_failed_is_not_processed_again()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Relay(TestActor)));
        actor.HoldMailbox();
        actor.Tell(1);
        actor.Tell(Failure);
        actor.Tell(2);
        actor.Tell(3);
        actor.ReleaseMailbox();

        await ExpectMsgAsync(1);
        await ExpectMsgAsync("failing");
        await ExpectMsgAsync(2);
        await ExpectMsgAsync(3);
        actor.Tell("end");
        await ExpectMsgAsync("end");
    }

    [Fact]
    public async Task The_ref_stays_the_same_and_the_state_is_new()
    {
        var actor = this.ActorOf(a =>
        {
            var count = 0;
            a.Receive<Exception>((failure, _) => throw failure);
            a.Receive<string>((_, context) => context.Sender.Tell((++count, context.Self)));
        });
        actor.Tell("count");
        Assert.Equal((1, actor), await ExpectMsgAsync<(int, IActorRef)>());
        actor.Tell("count");
        Assert.Equal((2, actor), await ExpectMsgAsync<(int, IActorRef)>());
        actor.Tell(Failure);
        actor.Tell("count");
        var (count, self) = await ExpectMsgAsync<(int, IActorRef)>();
        Assert.Equal(1, count);
        Assert.Same(actor, self);
        Assert.Equal(actor.Path.Uid, self.Path.Uid);
    }

    [Fact]
    public async Task What_was_stashed_comes_before_what_waits_in_the_mailbox()
    {
        var actor = Sys.ActorOf(Props.Create(() => new StashingUntilFailure(TestActor)));
        actor.HoldMailbox();
        actor.Tell("stashed 1");
        actor.Tell("stashed 2");
        actor.Tell(Failure);
        actor.Tell("waiting");
        actor.ReleaseMailbox();

        await ExpectMsgAsync("stashed 1");
        await ExpectMsgAsync("stashed 2");
        await ExpectMsgAsync("waiting");
    }

    [Fact]
    public async Task What_was_stashed_by_a_stopped_actor_goes_to_dead_letters()
    {
        var actor = Sys.ActorOf(Props.Create(() => new StashingUntilFailure(TestActor)));
        Watch(actor);
        EventFilter.DeadLetter<string>(message => message.StartsWith("stashed", StringComparison.Ordinal)).Expect(2, () =>
        {
            actor.Tell("stashed 1");
            actor.Tell("stashed 2");
            actor.Tell(PoisonPill.Instance);
        });
        await ExpectTerminatedAsync(actor);
    }

    [Fact]
    public async Task Messages_of_one_sender_keep_their_order_across_restarts_and_stash()
    {
        const int Count = 1_000;
        var actor = Sys.ActorOf(Props.Create(() => new FailingAndStashing(TestActor)));
        for (var i = 1; i <= Count; i++)
        {
            actor.Tell(i);
            if (i % 100 == 0)
                actor.Tell(Failure);
        }
        for (var i = 1; i <= Count; i++)
            await ExpectMsgAsync(i);
    }

    [Fact]
    public async Task A_resumed_actor_keeps_its_state_and_goes_on_with_the_next_message()
    {
        var restarted = CreateTestProbe();
        var actor = ChildActorOf(
            Props.Create(() => new Counting(TestActor, restarted)),
            new OneForOneStrategy(_ => Directive.Resume));
        actor.HoldMailbox();
        actor.Tell(1);
        actor.Tell(Failure);
        actor.Tell(1);
        actor.ReleaseMailbox();
        await ExpectMsgAsync(1);
        await ExpectMsgAsync(2);
        Assert.False(restarted.HasMessages);
    }

    [Fact]
    public async Task Children_are_stopped_by_default()
    {
        var parent = Sys.ActorOf(Props.Create(() => new ParentOfOne(TestActor, false)));
        var first = await ExpectMsgAsync<IActorRef>();
        Watch(first);
        parent.Tell(Failure);
        await ExpectTerminatedAsync(first);
        var second = await ExpectMsgAsync<IActorRef>();
        Assert.Equal(first.Path, second.Path);
        Assert.NotEqual(first, second);
        Assert.NotEqual(first.Path.Uid, second.Path.Uid);
    }

    [Fact]
    public async Task Children_that_the_hook_lets_live_are_restarted()
    {
        var parent = Sys.ActorOf(Props.Create(() => new ParentOfOne(TestActor, true)));
        var child = await ExpectMsgAsync<IActorRef>();
        parent.Tell(Failure);
        await ExpectMsgAsync("child restarted");
        child.Tell("alive?");
        await ExpectMsgAsync("alive?");
    }

    [Fact]
    public async Task A_child_made_in_PreRestart_has_its_first_turn_where_its_dispatcher_says()
    {
        var errors = CreateTestProbe();
        Sys.EventStream.Subscribe(errors, typeof(Error));
        var parent = this.ActorOf(a =>
        {
            a.Receive<Exception>((failure, _) => throw failure);
            a.OnPreRestart = (_, _, context) => context.ActorOf(
                ActProps.Of(child => child.OnPreStart = _ => TestActor.Tell(Thread.CurrentThread.IsThreadPoolThread)).WithDispatcher(Dispatchers.DefaultBlockingDispatcherId));
        });

        parent.Tell(Failure);

        await ExpectMsgAsync(false);
        Assert.Same(Failure, (await errors.ExpectMsgAsync<Error>()).Cause);
        Assert.False(errors.HasMessages);
    }

    [Fact]
    public async Task Watches_of_an_earlier_instance_report_to_the_later_one()
    {
        var watched = Sys.ActorOf(Props.Empty);
        var watcher = this.ActorOf(a =>
        {
            a.Receive<Exception>((failure, _) => throw failure);
            a.Receive<IActorRef>((subject, context) =>
            {
                context.Watch(subject);
                context.Sender.Tell("watching");
            });
            a.Receive<Terminated>((terminated, _) => TestActor.Tell(terminated.ActorRef));
        });
        watcher.Tell(watched);
        await ExpectMsgAsync("watching");
        watcher.Tell(Failure);
        watched.Tell(PoisonPill.Instance);
        await ExpectMsgAsync(watched);
    }

    private sealed class Relay(IActorRef listener) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            if (message is Exception failure)
            {
                listener.Tell("failing");
                throw failure;
            }
            listener.Tell(message);
        }
    }

    private sealed class StashingUntilFailure(IActorRef listener) : UntypedActor, IWithUnboundedStash
    {
        private bool _stashing = true;

        public IStash Stash { get; set; } = null!;

        protected override void PostRestart(Exception reason) => _stashing = false;

        protected override void OnReceive(object message)
        {
            if (message is Exception failure)
                throw failure;
            if (_stashing)
                Stash.Stash();
            else
                listener.Tell(message);
        }
    }

    private sealed class FailingAndStashing(IActorRef listener) : UntypedActor, IWithUnboundedStash
    {
        private int _held;

        public IStash Stash { get; set; } = null!;

        protected override void OnReceive(object message)
        {
            switch (message)
            {
                case Exception failure:
                    throw failure;
                case int number when number % 10 < 7 && _held < 5:
                    _held++;
                    Stash.Stash();
                    if (_held == 5)
                        Stash.UnstashAll();
                    break;
                default:
                    // Whatever was put aside has to come first.
                    if (Stash.NonEmpty)
                    {
                        Stash.Stash();
                        _held = 5;
                        Stash.UnstashAll();
                        break;
                    }
                    listener.Tell(message);
                    break;
            }
        }
    }

    private sealed class Counting(IActorRef listener, IActorRef restarted) : UntypedActor
    {
        private int _sum;

        protected override void PostRestart(Exception reason) => restarted.Tell(reason);

        protected override void OnReceive(object message)
        {
            if (message is Exception failure)
                throw failure;
            listener.Tell(_sum += (int)message);
        }
    }

    private sealed class ParentOfOne(IActorRef listener, bool keepsChild) : UntypedActor
    {
        protected override void PreStart() => listener.Tell(Context.ActorOf(Props.Create(() => new Child(listener)), "child"));

        protected override void PreRestart(Exception reason, object? message)
        {
            if (!keepsChild)
                base.PreRestart(reason, message);
        }

        protected override void PostRestart(Exception reason)
        {
            if (!keepsChild)
                base.PostRestart(reason);
        }

        protected override void OnReceive(object message) => throw (Exception)message;
    }

    private sealed class Child(IActorRef listener) : UntypedActor
    {
        protected override void PostRestart(Exception reason) => listener.Tell("child restarted");

        protected override void OnReceive(object message) => Sender.Tell(message);
    }
}
