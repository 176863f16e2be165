using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.TestActors;

namespace Akka.Tests.TestKitTests;

public sealed class ImplicitSenderSpec : Akka.TestKit.Xunit2.TestKit
{
    [Fact]
    public void The_test_actor_is_the_sender_of_what_the_test_sends()
    {
        ActorOf(SimpleEchoActor.Props()).Tell("hello");

        ExpectMsg("hello");
    }

    [Fact]
    public async Task The_test_actor_is_the_sender_after_an_await()
    {
        var echo = ActorOf(SimpleEchoActor.Props());
        await Task.Yield();
        echo.Tell(1);
        await ExpectMsgAsync(1);
        echo.Tell(2);
        await ExpectMsgAsync(2);
        await Task.Delay(1);
        echo.Tell(3);
        await ExpectMsgAsync(3);
    }

    [Fact]
    public async Task The_test_actor_is_the_sender_in_an_assertion_that_is_repeated()
    {
        var echo = ActorOf(SimpleEchoActor.Props());
        var tries = 0;

        await AwaitAssertAsync(
            async () =>
            {
                echo.Tell(++tries);
                Assert.Equal(3, await ExpectMsgAsync<int>());
            },
            interval: TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public async Task Creating_a_probe_does_not_change_the_sender()
    {
        var probe = CreateTestProbe();
        probe.Ref.Tell(1);
        Assert.Equal(TestActor, (await probe.ExpectMsgAsync<int>(), probe.LastSender).LastSender);
    }

    [Fact]
    public void An_actor_that_runs_on_the_tests_thread_does_not_change_the_sender()
    {
        var inner = ActorOfAsTestActorRef<SimpleEchoActor>();
        inner.Tell(1);
        ExpectMsgFrom(inner.Ref, 1);
        inner.Tell(2);
        ExpectMsgFrom(inner.Ref, 2);
    }
}

public sealed class NoImplicitSenderSpec : Akka.TestKit.Xunit2.TestKit, INoImplicitSender
{
    [Fact]
    public async Task Nobody_is_the_sender_of_what_the_test_sends()
    {
        TestActor.Tell(1);
        ExpectMsg(1);
        Assert.Equal(Sys.DeadLetters, LastSender);
        await Task.Yield();
        TestActor.Tell(2);
        await ExpectMsgAsync(2);
        Assert.Equal(Sys.DeadLetters, LastSender);
    }
}
