using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Event;
using Akka.TestKit;
using Akka.TestKit.Internal;
using Xunit.Abstractions;

namespace Akka.Tests.TestKitTests;

public sealed class TestKitLifecycleSpec
{
    [Fact]
    public void A_test_kit_makes_a_system_and_terminates_it()
    {
        ActorSystem system;
        using (var kit = new Akka.TestKit.Xunit2.TestKit())
        {
            system = kit.Sys;
            Assert.Equal("test", system.Name);
            Assert.StartsWith("akka://test/system/testActor", kit.TestActor.Path.ToString(), StringComparison.Ordinal);
            kit.Dispose();
        }

        Assert.True(system.WhenTerminated.IsCompletedSuccessfully);
    }

    [Fact]
    public void A_configuration_lies_above_the_test_kits_defaults()
    {
        using var kit = new Akka.TestKit.Xunit2.TestKit(ConfigurationFactory.ParseString("a.b = 1, akka.test.filter-leeway = 7s"), "named");

        Assert.Equal("named", kit.Sys.Name);
        Assert.Equal(1, kit.Sys.Settings.Config.GetInt("a.b"));
        Assert.Equal(TimeSpan.FromSeconds(7), kit.TestKitSettings.TestEventFilterLeeway);
        Assert.Equal(TimeSpan.FromSeconds(3), kit.TestKitSettings.SingleExpectDefault);
        Assert.Equal(TimeSpan.FromSeconds(5), kit.TestKitSettings.DefaultTimeout);
        Assert.Contains("Akka.TestKit.TestEventListener, Akka.TestKit", kit.Sys.Settings.Loggers);
    }

    [Fact]
    public void A_setup_lies_above_the_test_kits_defaults()
    {
        var setup = ActorSystemSetup.Empty.And(BootstrapSetup.Create().WithConfig(ConfigurationFactory.ParseString("a.b = 1")));

        using var kit = new Akka.TestKit.Xunit2.TestKit(setup);

        Assert.Equal(1, kit.Sys.Settings.Config.GetInt("a.b"));
        Assert.Equal(TimeSpan.FromSeconds(3), kit.TestKitSettings.SingleExpectDefault);
    }

    [Fact]
    public void A_system_that_knows_nothing_of_test_kits_can_be_tested()
    {
        var system = ActorSystem.Create("plain", "akka.loglevel = OFF, akka.stdout-loglevel = OFF");

        using (var kit = new Akka.TestKit.Xunit2.TestKit(system))
        {
            Assert.Same(system, kit.Sys);
            kit.TestActor.Tell("x");
            kit.ExpectMsg("x");
            Assert.NotNull(TestKitAssertionsExtension.For(system).Assertions);
        }

        Assert.True(system.WhenTerminated.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task A_system_that_does_not_end_in_time_is_reported()
    {
        using var kit = new Akka.TestKit.Xunit2.TestKit();
        var gate = kit.CreateTestLatch();
        kit.ActorOf(() => new Blocking(gate, kit.TestActor)).Tell("hold on");
        kit.ExpectMsg("holding");

        var failure = Assert.Throws<TimeoutException>(() => kit.Shutdown(Milliseconds.Few, verifySystemShutdown: true));
        Assert.StartsWith("Failed to stop [test] within [00:00:00.0200000]", failure.Message, StringComparison.Ordinal);
        kit.Shutdown(Milliseconds.Few);

        gate.Open();
        await kit.Sys.WhenTerminated;
    }

    [Fact]
    public void What_the_system_logs_is_written_to_the_output()
    {
        var output = new RecordingOutput();
        using var kit = new Akka.TestKit.Xunit2.TestKit(output: output);

        kit.Log.Warning("visible {0}", 1);
        kit.Log.Warning("malformed {0} {1", 1);

        Assert.Contains(output.Lines, line => line.Contains("[WARNING]", StringComparison.Ordinal) && line.EndsWith("visible 1", StringComparison.Ordinal));
        Assert.Contains(output.Lines, line => line.Contains("malformed", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_logged_after_the_end_of_the_test_is_harmless()
    {
        var output = new RecordingOutput();
        using var kit = new Akka.TestKit.Xunit2.TestKit(output: output);
        output.IsClosed = true;

        kit.Log.Warning("too late");
        output.IsClosed = false;
        kit.Log.Warning("again");

        Assert.EndsWith("again", Assert.Single(output.Lines, line => line.Contains("[WARNING]", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_thread_that_made_a_test_kit_forgets_it_when_it_is_disposed_of()
    {
        var before = SynchronizationContext.Current;
        var kit = new Akka.TestKit.Xunit2.TestKit();
        Assert.Equal(kit.TestActor, ActorCell.GetCurrentSelfOrNoSender());
        Assert.IsType<ActorCellKeepingSynchronizationContext>(SynchronizationContext.Current);

        kit.Dispose();

        Assert.Null(ActorCell.GetCurrentSelfOrNoSender());
        Assert.Same(before, SynchronizationContext.Current);
    }

    [Fact]
    public void The_thread_that_made_a_test_kit_forgets_it_when_another_one_disposes_of_it()
    {
        using var isMade = new ManualResetEventSlim();
        using var isDisposedOf = new ManualResetEventSlim();
        Akka.TestKit.Xunit2.TestKit? kit = null;
        IActorRef? meanwhile = null;
        IActorRef? afterwards = null;
        var maker = new Thread(() =>
        {
            kit = new Akka.TestKit.Xunit2.TestKit();
            meanwhile = ActorCell.GetCurrentSelfOrNoSender();
            isMade.Set();
            isDisposedOf.Wait();
            afterwards = ActorCell.GetCurrentSelfOrNoSender();
        });
        maker.Start();
        isMade.Wait();

        kit!.Dispose();

        isDisposedOf.Set();
        maker.Join();
        Assert.Equal(kit.TestActor, meanwhile);
        Assert.Null(afterwards);
    }

    [Fact]
    public void A_test_kit_disposed_of_in_a_tests_continuation_does_not_come_back_after_it()
    {
        var kit = new Akka.TestKit.Xunit2.TestKit();

        SynchronizationContext.Current!.Send(_ => kit.Dispose(), null);

        Assert.Null(ActorCell.GetCurrentSelfOrNoSender());
    }

    [Fact]
    public async Task A_test_kit_can_wait_for_its_system_until_a_host_has_started_it()
    {
        var kit = new HostedTestKit();
        var system = ActorSystem.Create("hosted", "akka.loglevel = OFF, akka.stdout-loglevel = OFF");

        await Task.Run(() => kit.Start(system));

        kit.TestActor.Tell("x");
        await kit.ExpectMsgAsync("x");
        kit.Shutdown();
    }

    [Fact]
    public void The_full_debug_configuration_logs_at_debug_level()
    {
        using var kit = new Akka.TestKit.Xunit2.TestKit(TestKitBase.FullDebugConfig.WithFallback("akka.stdout-loglevel = OFF"));

        Assert.Equal("DEBUG", kit.Sys.Settings.LogLevel);
        Assert.True(kit.Sys.Settings.DebugLifecycle);
        Assert.True(kit.Sys.Settings.DebugAutoReceive);
    }

    private sealed class Blocking : ReceiveActor
    {
        public Blocking(TestLatch gate, IActorRef listener) => ReceiveAny(_ =>
        {
            listener.Tell("holding");
            gate.Ready(Milliseconds.Plenty);
        });
    }

    private sealed class HostedTestKit() : TestKitBase(new Akka.TestKit.Xunit2.XunitAssertions())
    {
        public void Start(ActorSystem system) => base.InitializeTest(system, ActorSystemSetup.Empty, null, null);

        protected override void InitializeTest(ActorSystem? system, ActorSystemSetup config, string? actorSystemName, string? testActorName)
        {
            // The system is not there yet.
        }
    }

    private sealed class RecordingOutput : ITestOutputHelper
    {
        public bool IsClosed { get; set; }

        public System.Collections.Concurrent.ConcurrentQueue<string> Lines { get; } = new();

        public void WriteLine(string message)
        {
            if (IsClosed)
                throw new InvalidOperationException("There is no currently active test.");
            Lines.Enqueue(message);
        }

        public void WriteLine(string format, params object[] args) =>
            WriteLine(string.Format(System.Globalization.CultureInfo.InvariantCulture, format, args));
    }
}
