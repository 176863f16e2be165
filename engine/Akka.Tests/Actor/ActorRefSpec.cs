using Akka.Actor;
using Akka.Actor.Dsl;
using Akka.Event;

namespace Akka.Tests.Actor;

public sealed class ActorRefSpec : Akka.TestKit.Xunit2.TestKit
{
    [Fact]
    public async Task An_actor_cannot_be_made_with_new() =>
        await OnAThreadOfItsOwn(() => Assert.Throws<ActorInitializationException>(() => new Echo()));

    [Fact]
    public async Task Actors_may_be_made_as_arguments_of_others()
    {
        var outer = Sys.ActorOf(Props.Create(() => new Forwarding(Sys.ActorOf(Props.Create<Echo>(), "inner"))));
        outer.Tell("through both");
        await ExpectMsgAsync("through both");
    }

    [Fact]
    public async Task Messages_of_one_sender_arrive_in_the_order_sent()
    {
        var actor = this.ActorOf(a => a.Receive<int>((number, _) => TestActor.Tell(number)));
        for (var i = 0; i < 2_000; i++)
            actor.Tell(i);
        for (var i = 0; i < 2_000; i++)
            await ExpectMsgAsync(i);
    }

    [Fact]
    public void Null_is_no_message()
    {
        var actor = Sys.ActorOf(Props.Empty);
        Assert.Throws<InvalidMessageException>(() => actor.Tell(null!));
        Assert.Throws<InvalidMessageException>(() => Sys.DeadLetters.Tell(null!, ActorRefs.NoSender));
    }

    [Fact]
    public async Task Forward_keeps_the_sender()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Forwarding(TestActor)));
        var origin = CreateTestProbe();
        actor.Tell("from afar", origin);
        await ExpectMsgAsync<string>((_, sender) => Assert.Equal(origin, sender));
    }

    [Fact]
    public async Task A_message_without_a_sender_comes_from_the_dead_letters()
    {
        var actor = this.ActorOf(a => a.Receive<string>((_, context) => TestActor.Tell(context.Sender)));
        actor.Tell("from nobody", ActorRefs.NoSender);
        await ExpectMsgAsync(Sys.DeadLetters);
    }

    [Fact]
    public async Task A_poisoned_actor_processes_what_came_before_the_pill()
    {
        var actor = this.ActorOf(a => a.Receive<int>((number, _) => TestActor.Tell(number)));
        Watch(actor);
        actor.HoldMailbox();
        actor.Tell(1);
        actor.Tell(2);
        actor.Tell(PoisonPill.Instance);
        actor.Tell(3);
        actor.ReleaseMailbox();
        await ExpectMsgAsync(1);
        await ExpectMsgAsync(2);
        await ExpectTerminatedAsync(actor);
    }

    [Fact]
    public async Task Stop_comes_before_the_messages_that_wait()
    {
        var actor = this.ActorOf(a => a.Receive<int>((number, _) => TestActor.Tell(number)));
        Watch(actor);
        actor.HoldMailbox();
        actor.Tell(1);
        EventFilter.DeadLetter<int>().ExpectOne(() =>
        {
            ((IInternalActorRef)actor).Stop();
            actor.ReleaseMailbox();
        });
        await ExpectTerminatedAsync(actor);
    }

    [Fact]
    public async Task What_is_sent_to_an_ended_actor_becomes_a_dead_letter_with_its_sender_and_recipient()
    {
        var actor = Sys.ActorOf(Props.Empty);
        Watch(actor);
        actor.Tell(PoisonPill.Instance);
        await ExpectTerminatedAsync(actor);
        Sys.EventStream.Subscribe(TestActor, typeof(DeadLetter));
        actor.Tell("too late", TestActor);
        var letter = await ExpectMsgAsync<DeadLetter>();
        Assert.Equal("too late", letter.Message);
        Assert.Equal(TestActor, letter.Sender);
        Assert.Equal(actor, letter.Recipient);
        Assert.True(((IInternalActorRef)actor).IsTerminated);
    }

    [Fact]
    public async Task No_message_is_lost_between_the_end_and_the_dead_letters()
    {
        const int Senders = 4;
        const int Messages = 2_000;
        var letters = CreateTestProbe();
        Sys.EventStream.Subscribe(letters.Ref, typeof(DeadLetter));
        var received = 0;
        var actor = this.ActorOf(a => a.Receive<int>((_, _) => received++));
        Watch(actor);
        Parallel.For(0, Senders, new ParallelOptions { MaxDegreeOfParallelism = Senders }, sender =>
        {
            for (var i = 0; i < Messages; i++)
            {
                actor.Tell(i, ActorRefs.NoSender);
                if (sender == 0 && i == Messages / 2)
                    Sys.Stop(actor);
            }
        });
        await ExpectTerminatedAsync(actor);
        for (var i = Volatile.Read(ref received); i < Senders * Messages; i++)
            await letters.ExpectMsgAsync<DeadLetter>(letter => letter.Message is int);
        actor.Tell("the last", ActorRefs.NoSender);
        await letters.ExpectMsgAsync<DeadLetter>(letter => letter.Message is "the last");
    }

    [Fact]
    public void Refs_are_equal_where_path_and_incarnation_are()
    {
        var actor = Sys.ActorOf(Props.Empty, "mine");
        var resolved = ((ExtendedActorSystem)Sys).Provider.ResolveActorRef(actor.Path);
        Assert.Equal(actor, resolved);
        Assert.Equal(actor.GetHashCode(), resolved.GetHashCode());
        Assert.Equal(0, actor.CompareTo(resolved));
        var other = Sys.ActorOf(Props.Empty, "other");
        Assert.NotEqual(actor, other);
        Assert.True(actor.CompareTo(other) < 0);
        Assert.Equal($"[akka://{Sys.Name}/user/mine#{actor.Path.Uid}]", actor.ToString());
    }

    [Fact]
    public void A_ref_survives_its_surrogate()
    {
        var actor = Sys.ActorOf(Props.Empty);
        Assert.Equal(actor, actor.ToSurrogate(Sys).FromSurrogate(Sys));
    }

    [Fact]
    public void Nobody_is_nobody()
    {
        Assert.True(ActorRefs.Nobody.IsNobody());
        Assert.True(((IActorRef?)null).IsNobody());
        Assert.False(TestActor.IsNobody());
        Assert.Equal(TestActor, ActorRefs.Nobody.GetOrElse(() => TestActor));
        Assert.Null(ActorRefs.NoSender);
        ActorRefs.Nobody.Tell("heard by nobody");
        Assert.Same(ActorRefs.Nobody, ActorRefs.Nobody.ToSurrogate(Sys).FromSurrogate(Sys));
    }

    [Fact]
    public async Task The_ignoring_ref_takes_everything_and_answers_nothing()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(AllDeadLetters));
        Sys.IgnoreRef.Tell("ignored", TestActor);
        Watch(Sys.IgnoreRef);
        TestActor.Tell("nothing before");
        await ExpectMsgAsync("nothing before");
    }

    [Fact]
    public async Task An_actor_sees_itself_its_parent_and_its_children()
    {
        var parent = this.ActorOf(a =>
        {
            a.Receive<string>(m => m == "make", (_, context) =>
            {
                context.ActorOf<Echo>("a");
                context.ActorOf<Echo>("b");
                context.Sender.Tell((context.Child("a"), context.Child("none"), context.GetChildren().Count()));
            });
            a.Receive<string>((_, context) => context.Sender.Tell((context.Self, context.Parent, context.System, context.Props.Type)));
        });
        parent.Tell("make");
        var (child, none, count) = await ExpectMsgAsync<(IActorRef, IActorRef, int)>();
        Assert.Equal(parent.Path / "a", child.Path);
        Assert.True(none.IsNobody());
        Assert.Equal(2, count);
        parent.Tell("who?");
        var (self, above, system, type) = await ExpectMsgAsync<(IActorRef, IActorRef, ActorSystem, Type)>();
        Assert.Equal(parent, self);
        Assert.Equal(((ExtendedActorSystem)Sys).Guardian, above);
        Assert.Same(Sys, system);
        Assert.Equal(typeof(Act), type);
    }

    [Fact]
    public async Task The_context_is_only_there_in_the_actors_turn()
    {
        var actor = Sys.ActorOf(Props.Create<LendsItsContext>());
        actor.Tell("lend");
        var useContext = await ExpectMsgAsync<Action>();
        var refused = await OnAThreadOfItsOwn(() => Assert.Throws<NotSupportedException>(useContext));
        Assert.Equal("There is no active ActorContext, this is most likely due to use of async operations from within this actor.", refused.Message);
    }

    [Fact]
    public async Task Self_may_be_used_from_anywhere()
    {
        var actor = Sys.ActorOf(Props.Create<LendsItself>());
        actor.Tell("lend");
        var self = await ExpectMsgAsync<Func<IActorRef>>();
        Assert.Equal(actor, await Task.Run(self));
        Watch(actor);
        actor.Tell(PoisonPill.Instance);
        await ExpectTerminatedAsync(actor);
        Assert.Equal(actor, await Task.Run(self));
    }

    [Fact]
    public async Task Who_is_asked_to_identify_itself_answers_with_its_ref()
    {
        var actor = Sys.ActorOf(Props.Empty);
        actor.Tell(new Identify("question"));
        Assert.Equal(new ActorIdentity("question", actor), await ExpectMsgAsync<ActorIdentity>());
        Watch(actor);
        actor.Tell(PoisonPill.Instance);
        await ExpectTerminatedAsync(actor);
        actor.Tell(new Identify("late question"));
        var nobody = await ExpectMsgAsync<ActorIdentity>();
        Assert.Null(nobody.Subject);
        Assert.Equal("late question", nobody.MessageId);
    }

    // The test kit makes the test actor the sender on the threads that the test runs on.
    private static Task<T> OnAThreadOfItsOwn<T>(Func<T> function) =>
        Task.Factory.StartNew(function, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private sealed class Echo : ReceiveActor
    {
        public Echo() => ReceiveAny(message => Sender.Tell(message));
    }

    private sealed class Forwarding : ReceiveActor
    {
        public Forwarding(IActorRef target) => ReceiveAny(message => target.Forward(message));
    }

    private sealed class LendsItsContext : ReceiveActor
    {
        public LendsItsContext() => ReceiveAny(_ => Sender.Tell((Action)(() => Context.ActorOf(Props.Empty))));
    }

    private sealed class LendsItself : ReceiveActor
    {
        public LendsItself() => ReceiveAny(_ => Sender.Tell((Func<IActorRef>)(() => Self)));
    }
}
