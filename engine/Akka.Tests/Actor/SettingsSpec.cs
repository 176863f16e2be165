using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Event;

namespace Akka.Tests.Actor;

public sealed class SettingsSpec
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task The_whole_configuration_is_their_text()
    {
        var system = ActorSystem.Create("whole", "akka.loglevel = OFF, akka.stdout-loglevel = OFF");

        var text = ConfigurationFactory.ParseString(system.Settings.ToString());

        Assert.Equal("OFF", text.GetString("akka.loglevel"));
        Assert.Equal(system.Settings.SchedulerClass, text.GetString("akka.scheduler.implementation"));
        await system.Terminate().WaitAsync(Patience);
    }

    [Fact]
    public async Task Without_a_configuration_the_defaults_hold()
    {
        var system = ActorSystem.Create("defaults");
        var settings = system.Settings;
        Assert.Equal("INFO", settings.LogLevel);
        Assert.Equal("WARNING", settings.StdoutLogLevel);
        Assert.Equal(Timeout.InfiniteTimeSpan, settings.AskTimeout);
        Assert.Equal(TimeSpan.FromSeconds(20), settings.CreationTimeout);
        Assert.Equal(TimeSpan.FromSeconds(10), settings.UnstartedPushTimeout);
        Assert.Equal(TimeSpan.FromSeconds(5), settings.SchedulerShutdownTimeout);
        Assert.Equal(10, settings.LogDeadLetters);
        Assert.Equal("Akka.Actor.HashedWheelTimerScheduler", settings.SchedulerClass);
        Assert.Equal("Akka.Actor.DefaultSupervisorStrategy", settings.SupervisorStrategyClass);
        Assert.IsType<ProviderSelection.Local>(settings.ProviderSelectionType);
        Assert.False(settings.LogConfigOnStart);
        Assert.False(settings.DebugLifecycle);
        Assert.False(settings.DebugAutoReceive);
        Assert.False(settings.AddLoggingReceive);
        Assert.False(settings.DebugUnhandledMessage);
        Assert.False(settings.DebugEventStream);
        Assert.False(settings.EmitActorTelemetry);
        Assert.False(settings.HasCluster);
        Assert.True(settings.CoordinatedShutdownTerminateActorSystem);
        Assert.True(settings.CoordinatedShutdownRunByActorSystemTerminate);
        Assert.Same(system, settings.System);
        await system.Terminate().WaitAsync(Patience);
    }

    [Theory]
    [InlineData("on", int.MaxValue)]
    [InlineData("off", 0)]
    [InlineData("7", 7)]
    public async Task Dead_letters_are_logged_all_not_at_all_or_so_many(string text, int expected)
    {
        var system = ActorSystem.Create("dead-letters", ConfigurationFactory.ParseString($"akka.log-dead-letters = {text}"));
        Assert.Equal(expected, system.Settings.LogDeadLetters);
        await system.Terminate().WaitAsync(Patience);
    }

    [Theory]
    [InlineData("akka.actor.provider = remote")]
    [InlineData("akka.scheduler.implementation = \"No.Such.Scheduler, Nowhere\"")]
    [InlineData("akka.actor.guardian-supervisor-strategy = \"No.Such.Strategy, Nowhere\"")]
    [InlineData("akka.logger-formatter = \"No.Such.Formatter, Nowhere\"")]
    [InlineData("akka.stdout-logger-class = \"No.Such.Logger, Nowhere\"")]
    [InlineData("akka.coordinated-shutdown { run-by-actor-system-terminate = on, terminate-actor-system = off }")]
    [InlineData("akka.actor.default-dispatcher.executor = none-such")]
    [InlineData("akka.actor.mailbox.requirements { \"No.Such.Queue, Nowhere\" = akka.actor.default-mailbox }")]
    public void A_setting_that_cannot_be_followed_keeps_the_system_from_starting(string setting)
    {
        var refused = Assert.Throws<ConfigurationException>(() => ActorSystem.Create("wrong", ConfigurationFactory.ParseString(setting)));
        Assert.NotEmpty(refused.Message);
    }

    [Fact]
    public async Task Fallbacks_lie_below_the_users_settings()
    {
        var system = ActorSystem.Create("fallback", ConfigurationFactory.ParseString("mine.a = 1"));
        system.Settings.InjectTopLevelFallback(ConfigurationFactory.ParseString("mine { a = 2, b = 3 }"));
        Assert.Equal(1, system.Settings.Config.GetInt("mine.a"));
        Assert.Equal(3, system.Settings.Config.GetInt("mine.b"));
        await system.Terminate().WaitAsync(Patience);
    }

    [Fact]
    public void Setups_are_found_by_their_class()
    {
        var one = new OwnSetup("one");
        var other = new OtherSetup();
        var both = one.And(other);
        Assert.Same(one, both.Get<OwnSetup>().Value);
        Assert.Same(other, both.Get<OtherSetup>().Value);
        Assert.False(ActorSystemSetup.Empty.Get<OwnSetup>().HasValue);
        var again = new OwnSetup("again");
        Assert.Same(again, both.And(again).Get<OwnSetup>().Value);
        Assert.Same(again, both.WithSetup(again).Get<OwnSetup>().Value);
        Assert.Same(again, ActorSystemSetup.Create(one, again).Get<OwnSetup>().Value);
        Assert.Same(one, both.Get<OwnSetup>().Value);
        Assert.Contains(nameof(OwnSetup), both.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_setup_is_at_hand_in_the_running_system()
    {
        var system = ActorSystem.Create("own-setup", BootstrapSetup.Create().WithActorRefProvider(ProviderSelection.Local.Instance).And(new OwnSetup("mine")));
        Assert.Equal("mine", system.Settings.Setup.Get<OwnSetup>().Value.Text);
        Assert.Equal(Logging.LogLevelFor("INFO"), Logging.LogLevelFor(system.Settings.LogLevel));
        await system.Terminate().WaitAsync(Patience);
    }

    private sealed class OwnSetup(string text) : Setup
    {
        public string Text { get; } = text;
    }

    private sealed class OtherSetup : Setup;
}
