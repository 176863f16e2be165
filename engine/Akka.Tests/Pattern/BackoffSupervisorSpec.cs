using Akka.Actor;
using Akka.Event;
using Akka.Pattern;

namespace Akka.Tests.Pattern;

public class BackoffSupervisorSpec : TestKit.Xunit2.TestKit
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);

    private Props ChildProps => Props.Create(() => new Child(TestActor));

    private BackoffOptions OnStop(int maxNrOfRetries = -1) => Backoff.OnStop(ChildProps, "child", Short, Long, 0.0, maxNrOfRetries);

    private BackoffOptions OnFailure(int maxNrOfRetries = -1) => Backoff.OnFailure(ChildProps, "child", Short, Long, 0.0, maxNrOfRetries);

    private async Task<(IActorRef Supervisor, IActorRef Child)> Started(BackoffOptions options)
    {
        var supervisor = Sys.ActorOf(BackoffSupervisor.Props(options));
        var child = await ExpectMsgAsync<IActorRef>();
        return (supervisor, child);
    }

    private static async Task<int> Restarts(IActorRef supervisor) =>
        (await supervisor.Ask<BackoffSupervisor.RestartCount>(BackoffSupervisor.GetRestartCount.Instance, Long)).Count;

    private static async Task<IActorRef?> CurrentChild(IActorRef supervisor) =>
        (await supervisor.Ask<BackoffSupervisor.CurrentChild>(BackoffSupervisor.GetCurrentChild.Instance, Long)).Ref;

    [Fact]
    public async Task A_child_that_stops_is_started_again()
    {
        var (supervisor, first) = await Started(OnStop().WithManualReset());

        supervisor.Tell("stop");

        var second = await ExpectMsgAsync<IActorRef>();
        Assert.NotEqual(first, second);
        Assert.Equal(second, await CurrentChild(supervisor));
        Assert.Equal(1, await Restarts(supervisor));
    }

    [Fact]
    public async Task On_stop_a_child_that_fails_is_restarted_by_the_strategy_at_once()
    {
        var (supervisor, first) = await Started(OnStop());

        supervisor.Tell("fail");

        Assert.Equal(first, await ExpectMsgAsync<IActorRef>());
        Assert.Equal(0, await Restarts(supervisor));
    }

    [Fact]
    public async Task On_stop_a_child_that_fails_is_started_again_later_with_the_stopping_strategy()
    {
        var (supervisor, first) = await Started(OnStop().WithDefaultStoppingStrategy().WithManualReset());

        supervisor.Tell("fail");

        Assert.NotEqual(first, await ExpectMsgAsync<IActorRef>());
        Assert.Equal(1, await Restarts(supervisor));
    }

    [Fact]
    public async Task On_failure_a_child_that_fails_is_started_again_later()
    {
        var (supervisor, first) = await Started(OnFailure().WithManualReset());

        supervisor.Tell("fail");

        Assert.NotEqual(first, await ExpectMsgAsync<IActorRef>());
        Assert.Equal(1, await Restarts(supervisor));
    }

    [Fact]
    public async Task On_failure_the_supervisor_stops_with_a_child_that_stops()
    {
        var (supervisor, _) = await Started(OnFailure());
        await WatchAsync(supervisor);

        supervisor.Tell("stop");

        await ExpectTerminatedAsync(supervisor);
    }

    [Fact]
    public async Task On_failure_other_directives_of_the_strategy_hold()
    {
        var resume = new OneForOneStrategy(_ => Directive.Resume);
        var (supervisor, first) = await Started(OnFailure().WithSupervisorStrategy(resume));

        supervisor.Tell("fail");

        Assert.Equal(first, await CurrentChild(supervisor));
        Assert.Equal(0, await Restarts(supervisor));
    }

    [Theory]
    [InlineData(true, "stop")]
    [InlineData(false, "fail")]
    public async Task After_the_last_allowed_restart_the_supervisor_stops(bool onStop, string message)
    {
        // On a busy machine a child may run long enough for the restart to be forgotten, if that is not left to us.
        var (supervisor, _) = await Started((onStop ? OnStop(maxNrOfRetries: 1) : OnFailure(maxNrOfRetries: 1)).WithManualReset());
        supervisor.Tell(message);
        await ExpectMsgAsync<IActorRef>();
        await WatchAsync(supervisor);

        supervisor.Tell(message);

        await ExpectTerminatedAsync(supervisor);
    }

    [Fact]
    public async Task The_restarts_are_forgotten_when_the_child_has_run_for_a_while()
    {
        var (supervisor, _) = await Started(OnStop().WithAutoReset(Short));
        supervisor.Tell("stop");
        await ExpectMsgAsync<IActorRef>();

        await AwaitConditionAsync(async () => await Restarts(supervisor) == 0, Long);
    }

    [Fact]
    public async Task The_restarts_are_forgotten_on_demand_only_with_manual_reset()
    {
        var (supervisor, _) = await Started(OnStop().WithManualReset());
        supervisor.Tell("stop");
        await ExpectMsgAsync<IActorRef>();
        Assert.Equal(1, await Restarts(supervisor));

        supervisor.Tell(BackoffSupervisor.Reset.Instance);

        Assert.Equal(0, await Restarts(supervisor));
    }

    [Fact]
    public async Task A_demand_to_forget_the_restarts_is_unhandled_with_automatic_reset()
    {
        var (supervisor, _) = await Started(OnStop());
        Sys.EventStream.Subscribe(TestActor, typeof(UnhandledMessage));

        supervisor.Tell(BackoffSupervisor.Reset.Instance);

        Assert.Same(BackoffSupervisor.Reset.Instance, (await ExpectMsgAsync<UnhandledMessage>()).Message);
    }

    [Fact]
    public async Task Messages_go_to_the_child_and_the_answers_to_who_sent_them()
    {
        var (supervisor, _) = await Started(OnStop());

        Assert.Equal("echo hello", await supervisor.Ask<string>("hello", Long));
    }

    [Fact]
    public async Task What_the_child_sends_to_the_supervisor_goes_to_its_parent()
    {
        var parent = Sys.ActorOf(Props.Create(() => new Parent(OnStop(), TestActor)));
        await ExpectMsgAsync<IActorRef>();

        parent.Tell("tell supervisor");

        await ExpectMsgAsync("parent got from child");
    }

    [Fact]
    public async Task Messages_to_a_stopped_child_are_answered_as_told()
    {
        var options = Backoff.OnStop(ChildProps, "child", Long, Long, 0.0, -1).WithReplyWhileStopped("not now");
        var (supervisor, child) = await Started(options);
        await WatchAsync(child);
        supervisor.Tell("stop");
        await ExpectTerminatedAsync(child);
        await AwaitConditionAsync(async () => await CurrentChild(supervisor) is null, Long);

        Assert.Equal("not now", await supervisor.Ask<string>("hello", Long));
    }

    [Fact]
    public async Task Messages_to_a_stopped_child_become_dead_letters_by_default()
    {
        var (supervisor, child) = await Started(Backoff.OnStop(ChildProps, "child", Long, Long, 0.0, -1));
        supervisor.Tell("stop");
        await AwaitConditionAsync(async () => await CurrentChild(supervisor) is null, Long);
        Sys.EventStream.Subscribe(TestActor, typeof(DeadLetter));

        supervisor.Tell("lost");

        Assert.Equal("lost", (await ExpectMsgAsync<DeadLetter>()).Message);
        Assert.NotNull(child);
    }

    [Fact]
    public async Task A_child_that_stops_after_a_final_message_is_not_started_again()
    {
        var (supervisor, _) = await Started(OnStop().WithFinalStopMessage(message => message is "stop"));
        await WatchAsync(supervisor);

        supervisor.Tell("stop");

        await ExpectTerminatedAsync(supervisor);
    }

    [Fact]
    public async Task A_final_message_while_the_child_is_stopped_stops_the_supervisor()
    {
        var options = Backoff.OnStop(ChildProps, "child", Long, Long, 0.0, -1).WithFinalStopMessage(message => message is "really stop");
        var (supervisor, _) = await Started(options);
        supervisor.Tell("stop");
        await AwaitConditionAsync(async () => await CurrentChild(supervisor) is null, Long);
        await WatchAsync(supervisor);

        supervisor.Tell("really stop");

        await ExpectTerminatedAsync(supervisor);
    }

    [Fact]
    public void The_delay_doubles_up_to_the_maximum()
    {
        var second = TimeSpan.FromSeconds(1);
        var max = TimeSpan.FromSeconds(10);

        Assert.Equal([1, 2, 4, 8, 10, 10], Enumerable.Range(0, 6).Select(n => BackoffSupervisor.CalculateDelay(n, second, max, 0.0).TotalSeconds));
        Assert.Equal(max, BackoffSupervisor.CalculateDelay(int.MaxValue, second, max, 0.0));
        Assert.Equal(TimeSpan.MaxValue, BackoffSupervisor.CalculateDelay(29, TimeSpan.FromDays(10000), TimeSpan.MaxValue, 1.0));
    }

    [Fact]
    public void A_random_part_lengthens_the_delay_within_its_bounds()
    {
        for (var i = 0; i < 1000; i++)
            Assert.InRange(BackoffSupervisor.CalculateDelay(0, Short, Long, 0.5), Short, Short * 1.5);
    }

    [Fact]
    public void Times_and_factors_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentException>(() => BackoffSupervisor.Props(ChildProps, "child", TimeSpan.Zero, Long, 0.0));
        Assert.Throws<ArgumentException>(() => BackoffSupervisor.Props(ChildProps, "child", Long, Short, 0.0));
        Assert.Throws<ArgumentException>(() => BackoffSupervisor.Props(ChildProps, "child", Short, Long, 1.1));
        Assert.Throws<ArgumentException>(() => BackoffSupervisor.Props(ChildProps, "child", Short, Long, -0.1, 3));
        Assert.Throws<ArgumentException>(() => BackoffSupervisor.Props(OnStop().WithAutoReset(TimeSpan.FromMilliseconds(1))));
    }

    private sealed class Child : ReceiveActor
    {
        private readonly IActorRef _reportTo;

        public Child(IActorRef reportTo)
        {
            _reportTo = reportTo;
            Receive<string>(text => text == "stop" || text == "really stop", _ => Context.Stop(Self));
            Receive<string>(text => text == "fail", _ => throw new InvalidOperationException("asked to"));
            Receive<string>(text => text == "tell supervisor", _ => Context.Parent.Tell("from child"));
            Receive<string>(text => Sender.Tell($"echo {text}"));
        }

        protected override void PreStart() => _reportTo.Tell(Self);

        protected override void PostRestart(Exception reason) => _reportTo.Tell(Self);
    }

    private sealed class Parent : ReceiveActor
    {
        public Parent(BackoffOptions options, IActorRef reportTo)
        {
            var supervisor = Context.ActorOf(BackoffSupervisor.Props(options));
            Receive<string>(text => text == "from child", text => reportTo.Tell($"parent got {text}"));
            Receive<string>(text => supervisor.Tell(text));
        }
    }
}
