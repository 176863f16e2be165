using Akka.Actor;

namespace Akka.Tests.Actor;

/// <summary>A parent's watch of its own child, which is kept otherwise than others': the child is not told of it.</summary>
public sealed class ParentsWatchSpec : Akka.TestKit.Xunit2.TestKit
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    // Runs in its turn what it is asked for, and passes on who has ended.
    private readonly IActorRef _parent;

    public ParentsWatchSpec()
    {
        _parent = this.ActorOf(a =>
        {
            a.Receive<Func<IActorContext, object>>((asked, context) => context.Sender.Tell(asked(context)));
            a.Receive<Terminated>((terminated, _) => TestActor.Tell(terminated.ActorRef));
            a.Receive<string>((message, _) => TestActor.Tell(message));
            a.Receive<Exception>((failure, _) => throw failure);
        });
    }

    [Fact]
    public async Task Of_the_watch_the_child_hears_nothing_and_of_the_childs_end_the_parent_hears_once()
    {
        var child = await InParentAsync(context => context.ActorOf(Props.Empty));
        var mailbox = ((LocalActorRef)child).Cell.Mailbox;
        await AwaitConditionAsync(() => !mailbox.HasSystemMessages && !mailbox.IsScheduled);

        await InParentAsync(context => context.Watch(context.Watch(child)));

        Assert.False(mailbox.HasSystemMessages || mailbox.IsScheduled);
        Sys.Stop(child);
        await ExpectMsgAsync(child);
        await NothingElseAsync();
    }

    [Fact]
    public async Task After_Unwatch_the_parent_hears_nothing()
    {
        var (child, other) = await InParentAsync(context =>
        {
            var watched = context.Watch(context.ActorOf(Props.Empty));
            context.Unwatch(watched);
            return (watched, context.Watch(context.ActorOf(Props.Empty)));
        });
        Watch(child);
        Sys.Stop(child);
        await ExpectTerminatedAsync(child);
        await InParentAsync(context => context.Stop(other));
        await ExpectMsgAsync(other);
    }

    [Fact]
    public async Task A_Terminated_that_is_under_way_does_not_arrive_after_Unwatch()
    {
        var child = await InParentAsync(context => context.Watch(context.ActorOf(Props.Empty)));
        await InParentAsync(context =>
        {
            context.Stop(child);
            AwaitNewsOfItsEnd(context);
            return context.Unwatch(child);
        });
        await NothingElseAsync();
    }

    [Fact]
    public async Task A_Terminated_that_is_in_the_mailbox_is_not_delivered_after_Unwatch()
    {
        await WithTerminatedInMailboxAsync((context, child) => context.Unwatch(child));

        await NothingElseAsync();
    }

    [Fact]
    public async Task A_Terminated_comes_once_when_the_watch_is_renewed_while_it_is_in_the_mailbox()
    {
        var child = await WithTerminatedInMailboxAsync((context, child) => context.Watch(child));

        await ExpectMsgAsync(child);
        await NothingElseAsync();
    }

    [Fact]
    public async Task Whoever_watches_a_child_that_has_just_ended_hears_of_it_once()
    {
        var child = await InParentAsync(context =>
        {
            var ended = context.ActorOf(Props.Empty);
            context.Stop(ended);
            AwaitNewsOfItsEnd(context);
            return context.Watch(ended);
        });
        await ExpectMsgAsync(child);
        await NothingElseAsync();

        // And later, when it is nobody's child any more.
        await InParentAsync(context => context.Watch(child));
        await ExpectMsgAsync(child);
        await NothingElseAsync();
    }

    [Fact]
    public async Task The_watch_outlives_a_restart_of_the_child()
    {
        var child = await InParentAsync(context => context.Watch(context.ActorOf(Props.Create<Failing>())));
        child.Tell("fail");
        Assert.Equal("whole again", await child.Ask<string>("how are you?", Patience));
        Sys.Stop(child);
        await ExpectMsgAsync(child);
    }

    [Fact]
    public async Task It_ends_with_the_restart_of_the_parent_that_ends_the_child()
    {
        var child = await InParentAsync(context => context.Watch(context.ActorOf(Props.Empty)));
        Watch(child);
        _parent.Tell(new InvalidOperationException("restart"));
        await ExpectTerminatedAsync(child);
        await NothingElseAsync();
    }

    [Fact]
    public async Task Another_message_is_refused_until_Unwatch_and_then_comes_instead_of_Terminated()
    {
        var child = await InParentAsync(context => context.Watch(context.ActorOf(Props.Empty)));
        await InParentAsync(context => Assert.Throws<InvalidOperationException>(() => context.WatchWith(child, "gone")));
        await InParentAsync(context => context.WatchWith(context.Unwatch(child), "gone"));
        await InParentAsync(context => Assert.Throws<InvalidOperationException>(() => context.Watch(child)));
        Sys.Stop(child);
        await ExpectMsgAsync("gone");
        await NothingElseAsync();
    }

    [Fact]
    public async Task Others_who_watch_the_child_hear_of_its_end_besides()
    {
        var child = await InParentAsync(context => context.Watch(context.ActorOf(Props.Empty)));
        var (first, second) = (CreateTestProbe(), CreateTestProbe());
        first.Watch(child);
        second.Watch(child);
        first.Unwatch(child);
        Sys.Stop(child);
        await second.ExpectTerminatedAsync(child);
        await ExpectMsgAsync(child);
    }

    // In the parent's turn: the child has ended, and the news of it waits for the turn's end.
    private static void AwaitNewsOfItsEnd(IActorContext parent)
    {
        var mailbox = ((LocalActorRef)parent.Self).Cell.Mailbox;
        Assert.True(SpinWait.SpinUntil(() => mailbox.HasSystemMessages, Patience), "The child did not end.");
    }

    // The act is in the mailbox before the news of the end is handled, and so before the Terminated that this puts in.
    private async Task<IActorRef> WithTerminatedInMailboxAsync(Action<IActorContext, IActorRef> act)
    {
        var child = await InParentAsync(context => context.Watch(context.ActorOf(Props.Empty)));
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await InParentAsync(context =>
        {
            context.Self.Tell((Func<IActorContext, object>)(later =>
            {
                act(later, child);
                done.SetResult();
                return child;
            }));
            context.Stop(child);
            AwaitNewsOfItsEnd(context);
        });
        await done.Task.WaitAsync(Patience);
        return child;
    }

    private async Task<T> InParentAsync<T>(Func<IActorContext, T> asked)
        where T : notnull =>
        (T)await _parent.Ask<object>((Func<IActorContext, object>)(context => asked(context)), RemainingOrDefault);

    private Task<bool> InParentAsync(Action<IActorContext> asked) => InParentAsync(context =>
    {
        asked(context);
        return true;
    });

    // What the parent tells comes in the order in which it has told it.
    private async Task NothingElseAsync()
    {
        _parent.Tell("nothing else");
        await ExpectMsgAsync("nothing else");
    }

    private sealed class Failing : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            if (message is "fail")
                throw new InvalidOperationException("once");
            Sender.Tell("whole again");
        }
    }
}
