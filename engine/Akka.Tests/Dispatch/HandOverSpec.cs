using Akka.Actor;

namespace Akka.Tests.Dispatch;

/// <summary>A mailbox that waits for the thread that woke it is never lost, and never waits for long.</summary>
public class HandOverSpec : Akka.TestKit.Xunit2.TestKit
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task An_actor_that_blocks_until_the_one_it_told_answers_gets_its_answer()
    {
        var echo = Sys.ActorOf(Props.Create(() => new Echo()));
        var blocking = Sys.ActorOf(Props.Create(() => new Blocking(echo)));

        Assert.Equal("answer", await blocking.Ask<string>("answer", Deadline));
    }

    [Fact]
    public async Task A_chain_of_actors_that_all_block_gets_its_answer()
    {
        var last = Sys.ActorOf(Props.Create(() => new Echo()));
        for (var i = 0; i < 4; i++)
        {
            var next = last;
            last = Sys.ActorOf(Props.Create(() => new Blocking(next)));
        }

        Assert.Equal("answer", await last.Ask<string>("answer", Deadline));
    }

    [Fact]
    public async Task A_turn_that_does_not_end_holds_up_nobody_it_has_told()
    {
        var told = CreateTestProbe();
        using var release = new ManualResetEventSlim();
        var forward = Sys.ActorOf(Props.Create(() => new Forwarding(told.Ref)));
        var turning = Sys.ActorOf(Props.Create(() => new LongTurn(forward, release)));

        turning.Tell("go");

        Assert.Equal("go", await told.ExpectMsgAsync<string>(Deadline));
        release.Set();
        Assert.Equal("done", await told.ExpectMsgAsync<string>(Deadline));
    }

    [Fact]
    public async Task Actors_that_keep_each_other_busy_leave_the_others_their_turns()
    {
        var pairs = Environment.ProcessorCount * 2;
        for (var i = 0; i < pairs; i++)
        {
            var a = Sys.ActorOf(Props.Create(() => new Player()));
            var b = Sys.ActorOf(Props.Create(() => new Player()));
            a.Tell("ball", b);
        }
        var echo = Sys.ActorOf(Props.Create(() => new Echo()));

        for (var i = 0; i < 100; i++)
            Assert.Equal("still here", await echo.Ask<string>("still here", Deadline));
    }

    private sealed class Echo : UntypedActor
    {
        protected override void OnReceive(object message) => Sender.Tell(message, Self);
    }

    private sealed class Player : UntypedActor
    {
        protected override void OnReceive(object message) => Sender.Tell(message, Self);
    }

    private sealed class Forwarding(IActorRef to) : UntypedActor
    {
        protected override void OnReceive(object message) => to.Tell(message, Self);
    }

    private sealed class Blocking(IActorRef other) : UntypedActor
    {
        protected override void OnReceive(object message) => Sender.Tell(other.Ask<string>(message, Deadline).GetAwaiter().GetResult(), Self);
    }

    private sealed class LongTurn(IActorRef forward, ManualResetEventSlim release) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            forward.Tell(message, Self);
            release.Wait(Deadline * 2); // Longer than the test waits: it passes only if the turn was not waited for.
            forward.Tell("done", Self);
        }
    }
}
