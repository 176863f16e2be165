using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.TestActors;

namespace Akka.Tests.TestKitTests;

public sealed class TestProbeSpec : Akka.TestKit.Xunit2.TestKit
{
    [Fact]
    public void A_probe_answers_and_forwards_what_it_received()
    {
        var first = CreateTestProbe("first");
        var second = CreateTestProbe("second");
        first.Ref.Tell("question");
        first.ExpectMsg("question");

        first.Reply("answer");
        first.Forward(second);
        first.Forward(second, "also");

        ExpectMsgFrom(first.Ref, "answer");
        second.ExpectMsgFrom(TestActor, "question");
        second.ExpectMsgFrom(TestActor, "also");
    }

    [Fact]
    public void A_probe_is_the_sender_of_what_it_sends()
    {
        var probe = CreateTestProbe();

        probe.Send(ActorOf(SimpleEchoActor.Props()), "ping");

        probe.ExpectMsg("ping");
    }

    [Fact]
    public void A_probe_is_an_actor_that_can_be_told_and_compared()
    {
        var probe = CreateTestProbe("told");
        IActorRef asRef = probe;

        asRef.Tell("x");

        probe.ExpectMsg("x");
        Assert.Equal(probe.Ref, asRef);
        Assert.True(probe.Ref.Equals(asRef.Path) is false && asRef.Equals(probe.Ref));
        Assert.Equal(probe.Ref.GetHashCode(), asRef.GetHashCode());
        Assert.Equal("akka://test/system/told", asRef.Path.ToString());
        Assert.Equal(0, asRef.CompareTo(probe.Ref));
    }

    [Fact]
    public void A_probe_can_be_the_target_of_another_actor()
    {
        var probe = CreateTestProbe();

        ActorOf(ForwardActor.Props(probe)).Tell("x");

        probe.ExpectMsgFrom(TestActor, "x");
    }

    [Fact]
    public void A_probe_that_received_nothing_has_nobody_to_answer() =>
        Assert.Throws<IllegalActorStateException>(() => CreateTestProbe().Reply("x"));

    [Fact]
    public void A_probe_watches_in_its_own_name()
    {
        var probe = CreateTestProbe();
        var actor = probe.Watch(ActorOf(BlackHoleActor.Props));

        actor.Tell(PoisonPill.Instance);

        probe.ExpectTerminated(actor);
        Assert.False(HasMessages);
    }

    [Fact]
    public async Task The_child_of_a_probe_is_supervised_by_the_strategy_given()
    {
        var parent = CreateTestProbe();
        var stopped = parent.ChildActorOf<Fragile>("stopped", SupervisorStrategy.StoppingStrategy);
        var restarted = await parent.ChildActorOfAsync<Fragile>("restarted");
        await WatchAsync(stopped);
        Assert.Equal(parent.Ref.Path / "stopped", stopped.Path);

        EventFilter.Exception<InvalidOperationException>(message: "broken").Expect(2, () =>
        {
            stopped.Tell("break");
            restarted.Tell("break");
        });

        ExpectTerminated(stopped);
        restarted.Tell("still there?");
        ExpectMsg("still there?");
    }

    [Fact]
    public void A_child_is_created_however_many_messages_wait()
    {
        TestActor.Tell("waiting");

        var child = ChildActorOf(SimpleEchoActor.Props(), "child");

        child.Tell(1);
        ExpectMsg("waiting");
        ExpectMsg(1);
    }

    [Fact]
    public void A_name_that_is_taken_fails_the_test_and_not_the_test_actor()
    {
        ChildActorOf(BlackHoleActor.Props, "twin");

        Assert.Throws<InvalidActorNameException>(() => ChildActorOf(BlackHoleActor.Props, "twin"));

        TestActor.Tell("alive");
        ExpectMsg("alive");
    }

    [Fact]
    public void An_auto_pilot_answers_until_it_says_otherwise()
    {
        var probe = CreateTestProbe();
        probe.SetAutoPilot(new DelegateAutoPilot((sender, message) =>
        {
            sender.Tell($"re: {message}", probe);
            return message is "last" ? AutoPilot.NoAutoPilot : AutoPilot.KeepRunning;
        }));

        foreach (var message in new[] { "first", "last", "unanswered" })
            probe.Ref.Tell(message);

        Assert.Equal(["first", "last", "unanswered"], probe.ReceiveN(3));
        Assert.Equal(["re: first", "re: last"], ReceiveN(2));
        Assert.False(HasMessages);
    }

    [Fact]
    public void An_auto_pilot_that_throws_is_logged_and_the_probe_keeps_its_messages()
    {
        var probe = CreateTestProbe();
        probe.Ref.Tell("before");
        probe.SetAutoPilot(new DelegateAutoPilot((_, _) => throw new NotFiniteNumberException()));

        EventFilter.Exception<NotFiniteNumberException>().ExpectOne(() => probe.Ref.Tell("crash"));
        probe.Ref.Tell("after");

        Assert.Equal(["before", "after"], probe.ReceiveN(2));
    }

    [Fact]
    public void Another_test_actor_shares_the_queue()
    {
        var other = CreateTestActor("other");

        other.Tell(1);
        TestActor.Tell(2);

        Assert.Equal([1, 2], ReceiveN(2));
    }

    [Fact]
    public void What_was_never_taken_becomes_a_dead_letter()
    {
        var probe = CreateTestProbe();
        probe.Ref.Tell("never taken");

        EventFilter.DeadLetter<string>(text => text == "never taken").ExpectOne(() => Sys.Stop(probe));
    }

    private sealed class Fragile : ReceiveActor
    {
        public Fragile()
        {
            Receive<string>(message => message == "break", _ => throw new InvalidOperationException("broken"));
            ReceiveAny(message => Sender.Tell(message));
        }
    }
}
