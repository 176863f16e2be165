using Akka.Actor;
using Akka.Configuration;

namespace Akka.Tests.Actor;

public class CoordinatedShutdownSpec : TestKit.Xunit2.TestKit
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);
    private static readonly CoordinatedShutdown.Reason Reason = CoordinatedShutdown.UnknownReason.Instance;

    private static Phase After(params string[] others) => new(others.ToHashSet(), Long, recover: true);

    private CoordinatedShutdown Shutdown(Dictionary<string, Phase> phases) => new((ExtendedActorSystem)Sys, phases);

    private Func<Task<Done>> Report(object message) => () =>
    {
        TestActor.Tell(message);
        return Task.FromResult(Done.Instance);
    };

    [Fact]
    public void Phases_are_ordered_by_what_they_depend_on()
    {
        Assert.Equal([], CoordinatedShutdown.TopologicalSort(new Dictionary<string, Phase>()));
        Assert.Equal(["a", "b", "c"], CoordinatedShutdown.TopologicalSort(new Dictionary<string, Phase> { ["c"] = After("b"), ["b"] = After("a"), ["a"] = After() }));
        Assert.Equal(["z", "a"], CoordinatedShutdown.TopologicalSort(new Dictionary<string, Phase> { ["a"] = After("z"), ["z"] = After() }));
        Assert.Equal(
            ["a", "b", "c", "d"],
            CoordinatedShutdown.TopologicalSort(new Dictionary<string, Phase> { ["d"] = After("b", "c"), ["c"] = After("a"), ["b"] = After("a"), ["a"] = After() }));
        Assert.Equal(["undefined", "a"], CoordinatedShutdown.TopologicalSort(new Dictionary<string, Phase> { ["a"] = After("undefined") }));
    }

    [Fact]
    public void A_cycle_of_phases_is_refused_by_the_name_of_one_in_it()
    {
        var self = Assert.Throws<ArgumentException>(() => CoordinatedShutdown.TopologicalSort(new Dictionary<string, Phase> { ["a"] = After("a") }));
        Assert.Contains("Cycle detected in graph of phases. It must be a DAG. phase [a]", self.Message);
        Assert.Throws<ArgumentException>(() => CoordinatedShutdown.TopologicalSort(new Dictionary<string, Phase>
        {
            ["a"] = After("c"),
            ["b"] = After("a"),
            ["c"] = After("b"),
        }));
    }

    [Fact]
    public void Phases_are_read_from_the_configuration()
    {
        var phases = CoordinatedShutdown.PhasesFromConfig(ConfigurationFactory.ParseString(
            """
            default-phase-timeout = 10s
            phases {
              a { }
              b { depends-on = [a], timeout = 15s }
              c { depends-on = [a, b], recover = off }
              d { enabled = off }
            }
            """));

        Assert.Equal(4, phases.Count);
        Assert.Equal(new Phase(new HashSet<string>(), TimeSpan.FromSeconds(10), true), phases["a"]);
        Assert.Equal(new Phase(new HashSet<string> { "a" }, TimeSpan.FromSeconds(15), true), phases["b"]);
        Assert.Equal(new Phase(new HashSet<string> { "b", "a" }, TimeSpan.FromSeconds(10), false), phases["c"]);
        Assert.Equal(new Phase(new HashSet<string>(), TimeSpan.FromSeconds(10), true, enabled: false), phases["d"]);
    }

    [Fact]
    public void The_default_phases_are_in_their_order()
    {
        var phases = CoordinatedShutdown.PhasesFromConfig(Sys.Settings.Config.GetConfig("akka.coordinated-shutdown")!);

        Assert.Equal(
            [
                CoordinatedShutdown.PhaseBeforeServiceUnbind,
                CoordinatedShutdown.PhaseServiceUnbind,
                CoordinatedShutdown.PhaseServiceRequestsDone,
                CoordinatedShutdown.PhaseServiceStop,
                CoordinatedShutdown.PhaseBeforeClusterShutdown,
                CoordinatedShutdown.PhaseClusterShardingShutdownRegion,
                CoordinatedShutdown.PhaseClusterLeave,
                CoordinatedShutdown.PhaseClusterExiting,
                CoordinatedShutdown.PhaseClusterExitingDone,
                CoordinatedShutdown.PhaseClusterShutdown,
                CoordinatedShutdown.PhaseBeforeActorSystemTerminate,
                CoordinatedShutdown.PhaseActorSystemTerminate,
            ],
            CoordinatedShutdown.TopologicalSort(phases));
    }

    [Fact]
    public async Task Tasks_run_in_the_order_of_their_phases()
    {
        var shutdown = Shutdown(new() { ["a"] = After(), ["b"] = After("a"), ["c"] = After("b"), ["d"] = After("c") });
        shutdown.AddTask("d", "d1", Report("d"));
        shutdown.AddTask("b", "b1", Report("b"));
        shutdown.AddTask("a", "a1", Report("a"));

        await shutdown.Run(Reason).WaitAsync(Long);

        await ExpectMsgAsync("a");
        await ExpectMsgAsync("b");
        await ExpectMsgAsync("d");
    }

    [Fact]
    public async Task The_tasks_of_a_phase_run_side_by_side()
    {
        var shutdown = Shutdown(new() { ["a"] = After() });
        var first = new TaskCompletionSource<Done>();
        shutdown.AddTask("a", "waits for the second", () => first.Task);
        shutdown.AddTask("a", "second", () =>
        {
            first.SetResult(Done.Instance);
            return Task.FromResult(Done.Instance);
        });

        await shutdown.Run(Reason).WaitAsync(Long);
    }

    [Fact]
    public async Task It_runs_once_and_keeps_the_first_reason()
    {
        var shutdown = Shutdown(new() { ["a"] = After() });
        shutdown.AddTask("a", "a1", Report("a"));
        Assert.Null(shutdown.ShutdownReason);

        await shutdown.Run(CoordinatedShutdown.ClusterLeavingReason.Instance).WaitAsync(Long);
        await shutdown.Run(Reason).WaitAsync(Long);

        await ExpectMsgAsync("a");
        TestActor.Tell("end");
        await ExpectMsgAsync("end");
        Assert.Same(CoordinatedShutdown.ClusterLeavingReason.Instance, shutdown.ShutdownReason);
    }

    [Fact]
    public async Task It_can_begin_with_a_later_phase()
    {
        var shutdown = Shutdown(new() { ["a"] = After(), ["b"] = After("a"), ["c"] = After("b") });
        shutdown.AddTask("a", "a1", Report("a"));
        shutdown.AddTask("b", "b1", Report("b"));
        shutdown.AddTask("c", "c1", Report("c"));
        Assert.Throws<ArgumentException>(() => { _ = shutdown.Run(Reason, "unknown"); });

        await shutdown.Run(Reason, "b").WaitAsync(Long);

        await ExpectMsgAsync("b");
        await ExpectMsgAsync("c");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_task_that_fails_where_the_phase_recovers_is_logged_and_passed_over(bool throws)
    {
        var shutdown = Shutdown(new() { ["a"] = After(), ["b"] = After("a") });
        shutdown.AddTask("a", "a1", () => throws ? throw new InvalidOperationException("boom") : Task.FromException<Done>(new InvalidOperationException("boom")));
        shutdown.AddTask("a", "a2", Report("a"));
        shutdown.AddTask("b", "b1", Report("b"));

        await EventFilter.Warning(message: "Task [a1] failed in phase [a]: boom").ExpectOneAsync(async () => await shutdown.Run(Reason).WaitAsync(Long));

        await ExpectMsgAsync("a");
        await ExpectMsgAsync("b");
    }

    [Fact]
    public async Task A_task_that_fails_where_the_phase_does_not_recover_ends_the_shutdown()
    {
        var shutdown = Shutdown(new() { ["a"] = new Phase(new HashSet<string>(), Long, recover: false), ["b"] = After("a") });
        shutdown.AddTask("a", "a1", () => throw new InvalidOperationException("boom"));
        shutdown.AddTask("b", "b1", Report("b"));

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => shutdown.Run(Reason).WaitAsync(Long));

        Assert.Equal("boom", failure.Message);
        TestActor.Tell("end");
        await ExpectMsgAsync("end");
    }

    [Fact]
    public async Task A_task_that_takes_too_long_where_the_phase_recovers_is_left_behind()
    {
        var shutdown = Shutdown(new() { ["a"] = new Phase(new HashSet<string>(), TimeSpan.FromMilliseconds(50), recover: true), ["b"] = After("a") });
        shutdown.AddTask("a", "a1", () => new TaskCompletionSource<Done>().Task);
        shutdown.AddTask("b", "b1", Report("b"));

        await EventFilter.Warning(start: "Coordinated shutdown phase [a] timed out after").ExpectOneAsync(async () => await shutdown.Run(Reason).WaitAsync(Long));

        await ExpectMsgAsync("b");
    }

    [Fact]
    public async Task A_task_that_takes_too_long_where_the_phase_does_not_recover_ends_the_shutdown()
    {
        var shutdown = Shutdown(new() { ["a"] = new Phase(new HashSet<string>(), TimeSpan.FromMilliseconds(50), recover: false) });
        shutdown.AddTask("a", "a1", () => new TaskCompletionSource<Done>().Task);

        var failure = await Assert.ThrowsAsync<TimeoutException>(() => shutdown.Run(Reason));

        Assert.StartsWith("Coordinated shutdown phase [a] timed out after", failure.Message);
    }

    [Fact]
    public async Task The_tasks_of_a_disabled_phase_do_not_run()
    {
        var shutdown = Shutdown(new() { ["a"] = new Phase(new HashSet<string>(), Long, recover: true, enabled: false), ["b"] = After("a") });
        shutdown.AddTask("a", "a1", Report("a"));
        shutdown.AddTask("b", "b1", Report("b"));

        await shutdown.Run(Reason).WaitAsync(Long);

        await ExpectMsgAsync("b");
    }

    [Fact]
    public void An_unknown_phase_is_refused_and_the_known_ones_are_named()
    {
        var shutdown = Shutdown(new() { ["a"] = After(), ["b"] = After("a") });

        var refusal = Assert.Throws<ArgumentException>(() => shutdown.AddTask("x", "x1", Report("x")));

        Assert.Contains("Unknown phase [x], known phases [a,b]", refusal.Message);
        Assert.Throws<ArgumentException>(() => shutdown.Timeout("x"));
    }

    [Fact]
    public void The_total_timeout_is_that_of_the_phases_with_tasks()
    {
        var shutdown = Shutdown(new()
        {
            ["a"] = new Phase(new HashSet<string>(), TimeSpan.FromSeconds(1), true),
            ["b"] = new Phase(new HashSet<string>(), TimeSpan.FromSeconds(2), true),
            ["c"] = new Phase(new HashSet<string>(), TimeSpan.FromSeconds(4), true),
        });
        shutdown.AddTask("a", "a1", Report("a"));
        shutdown.AddTask("c", "c1", Report("c"));

        Assert.Equal(TimeSpan.FromSeconds(5), shutdown.TotalTimeout);
        Assert.Equal(TimeSpan.FromSeconds(2), shutdown.Timeout("b"));
    }

    [Fact]
    public async Task Running_it_terminates_the_actor_system()
    {
        var system = ActorSystem.Create("shutdown");

        await CoordinatedShutdown.Get(system).Run(Reason).WaitAsync(Long);

        await system.WhenTerminated.WaitAsync(Long);
    }

    [Fact]
    public async Task Terminating_the_actor_system_runs_it()
    {
        var system = ActorSystem.Create("shutdown");
        var shutdown = CoordinatedShutdown.Get(system);
        shutdown.AddTask(CoordinatedShutdown.PhaseBeforeServiceUnbind, "report", Report("ran"));

        await system.Terminate().WaitAsync(Long);

        await ExpectMsgAsync("ran");
        Assert.Same(CoordinatedShutdown.ActorSystemTerminateReason.Instance, shutdown.ShutdownReason);
    }

    [Fact]
    public async Task Terminating_the_actor_system_need_not_run_it()
    {
        var system = ActorSystem.Create("shutdown", "akka.coordinated-shutdown.run-by-actor-system-terminate = off");
        var shutdown = CoordinatedShutdown.Get(system);

        await system.Terminate().WaitAsync(Long);

        Assert.Null(shutdown.ShutdownReason);
    }

    [Fact]
    public async Task Running_it_need_not_terminate_the_actor_system()
    {
        using var system = ActorSystem.Create(
            "shutdown",
            """
            akka.coordinated-shutdown.terminate-actor-system = off
            akka.coordinated-shutdown.run-by-actor-system-terminate = off
            """);

        await CoordinatedShutdown.Get(system).Run(Reason).WaitAsync(Long);

        Assert.False(system.WhenTerminated.IsCompleted);
    }

    [Fact]
    public void A_system_whose_Terminate_could_not_end_it_does_not_start()
    {
        var refusal = Assert.Throws<ConfigurationException>(() => ActorSystem.Create("shutdown", "akka.coordinated-shutdown.terminate-actor-system = off"));

        Assert.Contains("run-by-actor-system-terminate", refusal.Message);
    }

    [Fact]
    public async Task The_end_of_the_process_runs_it_and_waits_for_it()
    {
        var shutdown = Shutdown(new() { ["a"] = After() });
        shutdown.AddTask("a", "a1", Report("ran"));
        var hook = ProcessEndHook.Install(shutdown);

        hook.OnProcessExit(null, EventArgs.Empty);

        Assert.True(shutdown.Run(Reason).IsCompletedSuccessfully);
        Assert.Same(CoordinatedShutdown.ClrExitReason.Instance, shutdown.ShutdownReason);
        Assert.False(hook.TryDisarm());
        await ExpectMsgAsync("ran");
    }

    [Fact]
    public void The_end_of_the_process_does_nothing_once_the_shutdown_itself_ends_it()
    {
        var shutdown = Shutdown(new() { ["a"] = After() });
        var hook = ProcessEndHook.Install(shutdown);
        Assert.True(hook.TryDisarm());

        hook.OnProcessExit(null, EventArgs.Empty);

        Assert.Null(shutdown.ShutdownReason);
    }

    [Fact]
    public async Task A_shutdown_that_fails_while_the_process_ends_is_logged()
    {
        var shutdown = Shutdown(new() { ["a"] = new Phase(new HashSet<string>(), Long, recover: false) });
        shutdown.AddTask("a", "a1", () => throw new InvalidOperationException("boom"));
        var hook = ProcessEndHook.Install(shutdown);

        await EventFilter.Exception<InvalidOperationException>(message: "boom").ExpectOneAsync(() =>
        {
            hook.OnProcessExit(null, EventArgs.Empty);
            return Task.CompletedTask;
        });
    }

    [Fact]
    public void A_reason_may_have_settings_of_its_own()
    {
        var config = ConfigurationFactory.ParseString(
            """
            exit-clr = on
            terminate-actor-system = on
            reason-overrides."Akka.Actor.CoordinatedShutdown+ActorSystemTerminateReason".exit-clr = off
            """);

        var overridden = CoordinatedShutdownExtension.WithOverrides(config, CoordinatedShutdown.ActorSystemTerminateReason.Instance);
        var plain = CoordinatedShutdownExtension.WithOverrides(config, Reason);

        Assert.False(overridden.GetBoolean("exit-clr"));
        Assert.True(overridden.GetBoolean("terminate-actor-system"));
        Assert.True(plain.GetBoolean("exit-clr"));
    }
}
