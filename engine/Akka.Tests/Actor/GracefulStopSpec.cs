using Akka.Actor;

namespace Akka.Tests.Actor;

public class GracefulStopSpec : TestKit.Xunit2.TestKit
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);

    private IActorRef Stopping() => Sys.ActorOf(Props.Create(() => new StoppingActor(TestActor)));

    private VirtualPathContainer Temp => (VirtualPathContainer)((ExtendedActorSystem)Sys).Provider.TempContainer;

    [Fact]
    public async Task The_actor_handles_what_it_has_and_stops()
    {
        var actor = Stopping();
        actor.Tell("a");
        actor.Tell("b");

        Assert.True(await actor.GracefulStop(Long));

        await ExpectMsgAsync("a");
        await ExpectMsgAsync("b");
        await ExpectMsgAsync("stopped");
    }

    [Fact]
    public async Task A_message_of_ones_own_may_stop_it()
    {
        Assert.True(await Stopping().GracefulStop(Long, "please stop"));

        await ExpectMsgAsync("stopped");
    }

    [Fact]
    public async Task An_actor_that_has_stopped_already_counts_as_stopped()
    {
        var actor = Stopping();
        Assert.True(await actor.GracefulStop(Long));

        Assert.True(await actor.GracefulStop(Long));
    }

    [Fact]
    public async Task An_actor_that_does_not_stop_in_time_cancels_the_task_and_leaves_nothing_behind()
    {
        var actor = Stopping();

        await Assert.ThrowsAsync<TaskCanceledException>(() => actor.GracefulStop(TimeSpan.FromMilliseconds(50), "not a word of stopping"));

        await AwaitConditionAsync(() => Task.FromResult(Temp.ChildrenCount == 0));
        Assert.True(await actor.GracefulStop(Long));
    }

    [Fact]
    public async Task Code_outside_of_actors_can_watch_one()
    {
        var actor = Stopping();
        var terminated = actor.WatchAsync();
        Assert.False(terminated.IsCompleted);

        Sys.Stop(actor);

        Assert.True(await terminated);
    }

    [Fact]
    public async Task Watching_ends_with_its_token()
    {
        using var cancellation = new CancellationTokenSource();
        var terminated = Stopping().WatchAsync(cancellation.Token);

        await cancellation.CancelAsync();

        Assert.False(await terminated);
        await AwaitConditionAsync(() => Task.FromResult(Temp.ChildrenCount == 0));
    }

    private sealed class StoppingActor : ReceiveActor
    {
        private readonly IActorRef _reportTo;

        public StoppingActor(IActorRef reportTo)
        {
            _reportTo = reportTo;
            Receive<string>(text => text == "please stop", _ => Context.Stop(Self));
            ReceiveAny(message => reportTo.Tell(message));
        }

        protected override void PostStop() => _reportTo.Tell("stopped");
    }
}
