using Akka.Actor;
using Akka.TestKit;

namespace Akka.Tests.Dispatch;

/// <summary>What an actor leaves in an <see cref="AsyncLocal{T}"/> stays its own, though another actor runs on the same thread next.</summary>
public class AmbientContextSpec() : TestKit.Xunit2.TestKit("""
    akka.test.single-expect-default = 20s
    akka.io.tcp.event-loops = 1
    one-thread { executor = fork-join-executor, fork-join-executor { parallelism-min = 1, parallelism-max = 1 } }
    """)
{
    private static readonly AsyncLocal<string?> Ambient = new();

    [Theory]
    [InlineData("akka.actor.default-dispatcher")]
    [InlineData("akka.io.connection-dispatcher")]
    [InlineData("one-thread")]
    public async Task An_actor_finds_nothing_of_what_another_has_left(string dispatcher)
    {
        var finder = Sys.ActorOf(Props.Create(() => new Finder(TestActor)).WithDispatcher(dispatcher));
        var leaver = Sys.ActorOf(Props.Create(() => new Leaver(finder)).WithDispatcher(dispatcher));

        for (var repeated = 0; repeated < 20; repeated++)
        {
            leaver.Tell("leave");
            await ExpectMsgAsync("nothing");
        }
    }

    [Fact]
    public void An_actor_that_is_run_by_its_caller_leaves_that_what_it_had()
    {
        Ambient.Value = "the caller's";
        var leaver = Sys.ActorOf(Props.Create(() => new Leaver(TestActor)).WithDispatcher(CallingThreadDispatcher.Id));

        leaver.Tell("leave");

        ExpectMsg("look");
        Assert.Equal("the caller's", Ambient.Value);
    }

    private sealed class Leaver : ReceiveActor
    {
        public Leaver(IActorRef next) => Receive<string>(_ =>
        {
            Ambient.Value = "left";
            next.Tell("look");
        });
    }

    private sealed class Finder : ReceiveActor
    {
        public Finder(IActorRef tester) => Receive<string>(_ => tester.Tell(Ambient.Value ?? "nothing"));
    }
}
