using Akka.Actor;
using Akka.Event;

namespace Akka.Tests.Actor;

public sealed class DeathWatchSpec : Akka.TestKit.Xunit2.TestKit
{
    [Fact]
    public async Task A_watcher_hears_of_the_end()
    {
        var subject = Sys.ActorOf(Props.Empty);
        Watch(subject);
        subject.Tell(PoisonPill.Instance);
        var terminated = await ExpectTerminatedAsync(subject);
        Assert.Equal(subject, terminated.ActorRef);
        Assert.True(terminated.ExistenceConfirmed);
        Assert.False(terminated.AddressTerminated);
        Assert.Equal(subject, LastSender);
    }

    [Fact]
    public async Task Terminated_comes_after_PostStop()
    {
        var subject = this.ActorOf(a => a.OnPostStop = _ => TestActor.Tell("postStop"));
        Watch(subject);
        Sys.Stop(subject);
        await ExpectMsgAsync("postStop");
        await ExpectTerminatedAsync(subject);
    }

    [Fact]
    public async Task Terminated_comes_after_the_last_message_of_the_one_who_ended()
    {
        for (var round = 0; round < 100; round++)
        {
            var subject = this.ActorOf(a =>
            {
                a.Receive<string>((_, context) =>
                {
                    for (var i = 0; i < 10; i++)
                        TestActor.Tell(i);
                    context.Stop(context.Self);
                });
                a.OnPostStop = _ => TestActor.Tell("last");
            });
            Watch(subject);
            subject.Tell("go");
            for (var i = 0; i < 10; i++)
                await ExpectMsgAsync(i);
            await ExpectMsgAsync("last");
            await ExpectTerminatedAsync(subject);
        }
    }

    [Fact]
    public async Task A_watch_wakes_no_idle_actor_but_what_waits_for_it_does_not_heap_up()
    {
        var subject = Sys.ActorOf(Props.Empty);
        var mailbox = ((LocalActorRef)subject).Cell.Mailbox;
        var (first, second) = (CreateTestProbe(), CreateTestProbe());
        await AwaitConditionAsync(() => !mailbox.HasSystemMessages && !mailbox.IsScheduled);

        first.Watch(subject);
        await AwaitConditionAsync(() => mailbox.HasSystemMessages);
        Assert.False(mailbox.IsScheduled);
        second.Watch(subject);
        await AwaitConditionAsync(() => !mailbox.HasSystemMessages && !mailbox.IsScheduled);
        first.Unwatch(subject);
        await AwaitConditionAsync(() => mailbox.HasSystemMessages);
        Assert.False(mailbox.IsScheduled);

        Sys.Stop(subject);
        await second.ExpectTerminatedAsync(subject);
    }

    [Fact]
    public async Task One_who_watches_after_the_end_hears_of_it_too()
    {
        var subject = await Ended();
        var late = CreateTestProbe();
        late.Watch(subject);
        var terminated = await late.ExpectTerminatedAsync(subject);
        Assert.False(terminated.ExistenceConfirmed);
    }

    [Fact]
    public async Task A_path_where_nobody_ever_lived_has_ended_already()
    {
        var nobody = ((ExtendedActorSystem)Sys).Provider.ResolveActorRef(Sys.DeadLetters.Path.Root / "user" / "never");
        Watch(nobody);
        var terminated = await ExpectTerminatedAsync(nobody);
        Assert.False(terminated.ExistenceConfirmed);
    }

    [Fact]
    public async Task Each_of_many_watchers_hears_once()
    {
        var subject = Sys.ActorOf(Props.Empty);
        var watchers = Enumerable.Range(0, 20).Select(_ => CreateTestProbe()).ToList();
        foreach (var watcher in watchers)
        {
            watcher.Watch(subject);
            watcher.Watch(subject);
        }
        subject.Tell(PoisonPill.Instance);
        foreach (var watcher in watchers)
        {
            await watcher.ExpectTerminatedAsync(subject);
            watcher.Ref.Tell("nothing in between");
            await watcher.ExpectMsgAsync("nothing in between");
        }
    }

    [Fact]
    public async Task Whoever_stops_watching_hears_nothing()
    {
        var subject = Sys.ActorOf(Props.Empty);
        var fickle = CreateTestProbe();
        var constant = CreateTestProbe();
        fickle.Watch(subject);
        constant.Watch(subject);
        fickle.Unwatch(subject);
        subject.Tell(PoisonPill.Instance);
        await constant.ExpectTerminatedAsync(subject);
        fickle.Ref.Tell("nothing before");
        await fickle.ExpectMsgAsync("nothing before");
    }

    [Fact]
    public async Task A_Terminated_that_is_under_way_does_not_arrive_after_Unwatch()
    {
        var subject = Sys.ActorOf(Props.Empty);
        var watcher = Watcher();
        watcher.Tell(("watch", subject));
        await ExpectMsgAsync("done");
        watcher.HoldMailbox();
        watcher.Tell(("unwatch", subject));
        Watch(subject);
        subject.Tell(PoisonPill.Instance);
        await ExpectTerminatedAsync(subject);
        await AwaitConditionAsync(() => ((LocalActorRef)watcher).Cell.NumberOfMessages == 2);
        watcher.ReleaseMailbox();
        await ExpectMsgAsync("done");
        watcher.Tell(("report", subject));
        await ExpectMsgAsync("done");
    }

    [Fact]
    public async Task A_Terminated_comes_once_when_the_watch_is_renewed_while_it_is_under_way()
    {
        var subject = Sys.ActorOf(Props.Empty);
        var watcher = Watcher();
        watcher.Tell(("watch", subject));
        await ExpectMsgAsync("done");
        watcher.HoldMailbox();
        watcher.Tell(("watch", subject));
        Watch(subject);
        subject.Tell(PoisonPill.Instance);
        await ExpectTerminatedAsync(subject);
        await AwaitConditionAsync(() => ((LocalActorRef)watcher).Cell.NumberOfMessages == 2);
        watcher.ReleaseMailbox();
        await ExpectMsgAsync("done");
        await ExpectMsgAsync(subject);
        watcher.Tell(("report", subject));
        await ExpectMsgAsync("done");
    }

    [Fact]
    public async Task A_name_that_is_used_again_means_another_actor()
    {
        var first = Sys.ActorOf(Props.Empty, "again");
        Watch(first);
        first.Tell(PoisonPill.Instance);
        await ExpectTerminatedAsync(first);

        var second = await MakeAgain("again");
        Assert.Equal(first.Path, second.Path);
        Assert.NotEqual(first, second);
        var late = CreateTestProbe();
        late.Watch(first);
        Watch(second);
        await late.ExpectTerminatedAsync(first);
        second.Tell(PoisonPill.Instance);
        await ExpectTerminatedAsync(second);
        late.Ref.Tell("nothing in between");
        await late.ExpectMsgAsync("nothing in between");
    }

    [Fact]
    public async Task Terminated_comes_once_for_each_of_many_actors_of_one_name()
    {
        for (var round = 0; round < 200; round++)
        {
            var actor = await MakeAgain("same");
            Watch(actor);
            Watch(actor);
            actor.Tell(PoisonPill.Instance);
            await ExpectTerminatedAsync(actor);
            Watch(actor);
            await ExpectTerminatedAsync(actor);
        }
        TestActor.Tell("nothing else");
        await ExpectMsgAsync("nothing else");
    }

    [Fact]
    public async Task A_watch_that_races_with_the_end_reports_once()
    {
        for (var round = 0; round < 300; round++)
        {
            var subject = Sys.ActorOf(Props.Empty);
            var watcher = CreateTestProbe();
            Parallel.Invoke(() => Sys.Stop(subject), () => watcher.Watch(subject));
            await watcher.ExpectTerminatedAsync(subject);
            watcher.Ref.Tell("nothing in between");
            await watcher.ExpectMsgAsync("nothing in between");
            Sys.Stop(watcher);
        }
    }

    [Fact]
    public async Task Somebody_who_is_told_to_watch_itself_does_not()
    {
        var actor = this.ActorOf(a => a.Receive<string>((message, context) =>
        {
            context.Watch(context.Self);
            context.Sender.Tell(message);
        }));
        actor.Tell("watch yourself");
        await ExpectMsgAsync("watch yourself");
        Watch(actor);
        actor.Tell(PoisonPill.Instance);
        await ExpectTerminatedAsync(actor);
    }

    [Fact]
    public async Task Two_who_watch_each_other_both_end()
    {
        var one = Watcher();
        var other = Watcher();
        one.Tell(("watch", other));
        await ExpectMsgAsync("done");
        other.Tell(("watch", one));
        await ExpectMsgAsync("done");
        one.Tell(PoisonPill.Instance);
        await ExpectMsgAsync(one);
        Watch(other);
        other.Tell(PoisonPill.Instance);
        await ExpectTerminatedAsync(other);
    }

    [Fact]
    public async Task A_parent_that_watches_a_child_hears_once_and_its_name_is_free_by_then()
    {
        var parent = this.ActorOf(a =>
        {
            a.Receive<string>((_, context) => context.Stop(context.Watch(context.ActorOf(Props.Empty, "child"))));
            a.Receive<Terminated>((terminated, context) =>
            {
                TestActor.Tell((terminated.ActorRef.Path.Name, context.Child("child").IsNobody()));
                context.ActorOf(Props.Empty, "child");
            });
        });
        parent.Tell("go");
        Assert.Equal(("child", true), await ExpectMsgAsync<(string, bool)>());
        parent.Tell(PoisonPill.Instance);
        Watch(parent);
        await ExpectTerminatedAsync(parent);
    }

    [Fact]
    public async Task A_custom_message_comes_instead_of_Terminated()
    {
        var subject = Sys.ActorOf(Props.Empty);
        var watcher = this.ActorOf(a =>
        {
            a.Receive<string>(m => m == "watch", (_, context) =>
            {
                context.WatchWith(subject, "gone");
                context.Sender.Tell("watching");
            });
            a.ReceiveAny((message, context) => TestActor.Tell((message, context.Sender)));
        });
        watcher.Tell("watch");
        await ExpectMsgAsync("watching");
        subject.Tell(PoisonPill.Instance);
        Assert.Equal(("gone", subject), await ExpectMsgAsync<(object, IActorRef)>());
    }

    [Fact]
    public async Task Another_message_for_a_watch_that_stands_is_refused()
    {
        var subject = Sys.ActorOf(Props.Empty);
        var watcher = this.ActorOf(a =>
        {
            a.Receive<string>(m => m == "terminated", (_, context) => context.Sender.Tell(Record.Exception(() => context.Watch(subject)) ?? (object)"ok"));
            a.Receive<string>((message, context) => context.Sender.Tell(Record.Exception(() => context.WatchWith(subject, message)) ?? (object)"ok"));
        });
        watcher.Tell("first");
        await ExpectMsgAsync("ok");
        watcher.Tell("first");
        await ExpectMsgAsync("ok");
        watcher.Tell("second");
        await ExpectMsgAsync<InvalidOperationException>();
        watcher.Tell("terminated");
        await ExpectMsgAsync<InvalidOperationException>();
    }

    [Fact]
    public async Task After_Unwatch_another_message_may_be_asked_for()
    {
        var subject = Sys.ActorOf(Props.Empty);
        var watcher = this.ActorOf(a =>
        {
            a.Receive<string>(m => m == "go", (_, context) =>
            {
                context.WatchWith(subject, "first");
                context.Unwatch(subject);
                context.WatchWith(subject, "second");
                context.Sender.Tell("watching");
            });
            a.ReceiveAny((message, _) => TestActor.Tell(message));
        });
        watcher.Tell("go");
        await ExpectMsgAsync("watching");
        subject.Tell(PoisonPill.Instance);
        await ExpectMsgAsync("second");
    }

    [Fact]
    public async Task A_Terminated_may_be_stashed_and_comes_back()
    {
        var subject = Sys.ActorOf(Props.Empty);
        var watcher = Sys.ActorOf(Props.Create(() => new StashingWatcher(subject, null, TestActor)));
        await ExpectMsgAsync("ready");
        subject.Tell(PoisonPill.Instance);
        await ExpectMsgAsync("stashed");
        watcher.Tell("unstash");
        await ExpectMsgAsync(subject);
    }

    [Fact]
    public async Task A_custom_message_may_be_stashed_and_comes_back_as_itself()
    {
        var subject = Sys.ActorOf(Props.Empty);
        var watcher = Sys.ActorOf(Props.Create(() => new StashingWatcher(subject, "gone", TestActor)));
        await ExpectMsgAsync("ready");
        subject.Tell(PoisonPill.Instance);
        await ExpectMsgAsync("stashed");
        watcher.Tell("unstash");
        await ExpectMsgAsync("gone");
    }

    [Fact]
    public async Task A_watcher_that_ends_leaves_nothing_at_the_one_it_watched()
    {
        var subject = Sys.ActorOf(Props.Empty);
        var watcher = Watcher();
        watcher.Tell(("watch", subject));
        await ExpectMsgAsync("done");
        Watch(watcher);
        watcher.Tell(PoisonPill.Instance);
        await ExpectTerminatedAsync(watcher);
        Sys.EventStream.Subscribe(TestActor, typeof(AllDeadLetters));
        Watch(subject);
        subject.Tell(PoisonPill.Instance);
        await ExpectTerminatedAsync(subject);
    }

    [Fact]
    public async Task The_dead_letters_are_never_reported_to_have_ended()
    {
        Watch(Sys.DeadLetters);
        TestActor.Tell("nothing before");
        await ExpectMsgAsync("nothing before");
    }

    private IActorRef Watcher() => this.ActorOf(a =>
    {
        a.Receive<(string, IActorRef)>((order, context) =>
        {
            switch (order.Item1)
            {
                case "watch":
                    context.Watch(order.Item2);
                    break;
                case "unwatch":
                    context.Unwatch(order.Item2);
                    break;
            }
            TestActor.Tell("done");
        });
        a.Receive<Terminated>((terminated, _) => TestActor.Tell(terminated.ActorRef));
    });

    private async Task<IActorRef> Ended()
    {
        var subject = Sys.ActorOf(Props.Empty);
        Watch(subject);
        subject.Tell(PoisonPill.Instance);
        await ExpectTerminatedAsync(subject);
        return subject;
    }

    // The guardian hears of the end at the same time as the watchers do, so the name may be taken for a moment longer.
    private async Task<IActorRef> MakeAgain(string name)
    {
        IActorRef? actor = null;
        await AwaitConditionAsync(() => Record.Exception(() => actor = Sys.ActorOf(Props.Empty, name)) is null);
        return actor!;
    }

    private sealed class StashingWatcher(IActorRef subject, string? custom, IActorRef listener) : UntypedActor, IWithUnboundedStash
    {
        private bool _stashing = true;

        public IStash Stash { get; set; } = null!;

        protected override void PreStart()
        {
            if (custom is null)
                Context.Watch(subject);
            else
                Context.WatchWith(subject, custom);
            listener.Tell("ready");
        }

        protected override void OnReceive(object message)
        {
            if (message is "unstash")
            {
                _stashing = false;
                Stash.UnstashAll();
            }
            else if (_stashing)
            {
                Stash.Stash();
                listener.Tell("stashed");
            }
            else
            {
                // A Terminated is for its watcher alone: nobody else gets one that is sent on.
                listener.Tell(message is Terminated terminated ? terminated.ActorRef : message);
            }
        }
    }
}
