using Akka.Actor;
using Akka.TestKit.TestActors;

namespace Akka.Tests.TestKitTests;

public sealed class TestActorsSpec : Akka.TestKit.Xunit2.TestKit
{
    [Fact]
    public void The_echo_actor_tells_sender_and_test_actor()
    {
        var probe = CreateTestProbe();

        probe.Send(ActorOf(EchoActor.Props(this)), "x");

        probe.ExpectMsg("x");
        ExpectMsgFrom(probe.Ref, "x");
    }

    [Fact]
    public void The_echo_actor_tells_the_test_actor_only_once()
    {
        var echo = ActorOf(EchoActor.Props(this));
        echo.Tell(1);
        echo.Tell(2);

        Assert.Equal([1, 2], ReceiveN(2));
    }

    [Fact]
    public void The_echo_actor_can_keep_silent_towards_the_sender()
    {
        var probe = CreateTestProbe();

        probe.Send(ActorOf(EchoActor.Props(this, echoBackToSenderAsWell: false)), "x");

        ExpectMsg("x");
        Assert.False(probe.HasMessages);
    }

    [Fact]
    public void The_black_hole_takes_everything()
    {
        var hole = ActorOfAsTestActorRef<BlackHoleActor>(BlackHoleActor.Props);

        EventFilter.Warning().Expect(0, Milliseconds.Few, () => hole.Tell("x"));
    }

    [Fact]
    public void The_forwarder_keeps_the_sender()
    {
        var target = CreateTestProbe();

        ActorOf(ForwardActor.Props(target)).Tell("x");

        target.ExpectMsgFrom(TestActor, "x");
    }
}
