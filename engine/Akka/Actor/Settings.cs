using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Event;
using Akka.Util.Reflection;

namespace Akka.Actor;

/// <summary>A system's settings, read once from its configuration.</summary>
public class Settings
{
    private readonly Config _userConfig;
    private Config _fallbackConfig;

    /// <summary>Reads a configuration.</summary>
    public Settings(ActorSystem system, Config config)
        : this(system, config, ActorSystemSetup.Empty)
    {
    }

    /// <summary>Reads a configuration; a <see cref="LogFilterSetup"/> in the setup adds log filters.</summary>
    public Settings(ActorSystem system, Config config, ActorSystemSetup setup)
    {
        System = system;
        Setup = setup;
        _userConfig = config;
        _fallbackConfig = ConfigurationFactory.Default();
        Config = _userConfig.SafeWithFallback(_fallbackConfig);

        ConfigVersion = Text("akka.version");
        Home = Text("akka.home");
        ProviderSelectionType = ReadProvider();
        ProviderClass = ProviderSelectionType.Fqn;
        SupervisorStrategyClass = Text("akka.actor.guardian-supervisor-strategy");
        AskTimeout = Config.GetTimeSpan("akka.actor.ask-timeout", Timeout.InfiniteTimeSpan, allowInfinite: true);
        CreationTimeout = Config.GetTimeSpan("akka.actor.creation-timeout", TimeSpan.FromSeconds(20));
        UnstartedPushTimeout = Config.GetTimeSpan("akka.actor.unstarted-push-timeout", TimeSpan.FromSeconds(10));
        EmitActorTelemetry = Config.GetBoolean("akka.actor.telemetry.enabled", false);

        LogLevel = Text("akka.loglevel");
        StdoutLogLevel = Text("akka.stdout-loglevel");
        Loggers = Config.GetStringList("akka.loggers");
        LoggersDispatcher = Text("akka.loggers-dispatcher");
        LoggerStartTimeout = Config.GetTimeSpan("akka.logger-startup-timeout", TimeSpan.FromSeconds(5));
        LoggerAsyncStart = Config.GetBoolean("akka.logger-async-start", false);
        LogConfigOnStart = Config.GetBoolean("akka.log-config-on-start", false);
        LogDeadLetters = ReadLogDeadLetters();
        LogDeadLettersDuringShutdown = Config.GetBoolean("akka.log-dead-letters-during-shutdown", true);
        LogDeadLettersSuspendDuration = Config.GetTimeSpan("akka.log-dead-letters-suspend-duration", Timeout.InfiniteTimeSpan, allowInfinite: true);
        LogFormatter = MakeLogFormatter();
        var filters = setup.Get<LogFilterSetup>();
        LogFilter = filters.HasValue ? filters.Value.CreateEvaluator() : LogFilterEvaluator.NoFilters;
        StdoutLogger = MakeStdoutLogger();
        StdoutLogger.Filter = LogFilter;

        AddLoggingReceive = Config.GetBoolean("akka.actor.debug.receive", false);
        DebugAutoReceive = Config.GetBoolean("akka.actor.debug.autoreceive", false);
        DebugLifecycle = Config.GetBoolean("akka.actor.debug.lifecycle", false);
        DebugEventStream = Config.GetBoolean("akka.actor.debug.event-stream", false);
        DebugUnhandledMessage = Config.GetBoolean("akka.actor.debug.unhandled", false);
        DebugTimerScheduler = Config.GetBoolean("akka.actor.debug.log-timers", false);

        SchedulerClass = Text("akka.scheduler.implementation");
        SchedulerShutdownTimeout = Config.GetTimeSpan("akka.scheduler.shutdown-timeout", TimeSpan.FromSeconds(5));
        CoordinatedShutdownTerminateActorSystem = Config.GetBoolean("akka.coordinated-shutdown.terminate-actor-system", true);
        CoordinatedShutdownRunByActorSystemTerminate = Config.GetBoolean("akka.coordinated-shutdown.run-by-actor-system-terminate", true);
        if (CoordinatedShutdownRunByActorSystemTerminate && !CoordinatedShutdownTerminateActorSystem)
        {
            throw Config.Refuse(
                "akka.coordinated-shutdown.terminate-actor-system",
                "akka.coordinated-shutdown.run-by-actor-system-terminate=on and akka.coordinated-shutdown.terminate-actor-system=off is not a supported configuration combination.");
        }
    }

    /// <summary>The system.</summary>
    public ActorSystem System { get; }

    /// <summary>What the system was made with.</summary>
    public ActorSystemSetup Setup { get; }

    /// <summary>The whole configuration, defaults included.</summary>
    public Config Config { get; private set; }

    /// <summary>The version that the defaults are for.</summary>
    public string ConfigVersion { get; }

    /// <summary>Where the installation lies, if anybody said so.</summary>
    public string Home { get; }

    /// <summary>Which provider.</summary>
    public ProviderSelection ProviderSelectionType { get; }

    /// <summary>The provider's class.</summary>
    public string ProviderClass { get; }

    /// <summary>Always false: there is no cluster provider here.</summary>
    public bool HasCluster => false;

    /// <summary>The class of the user guardian's strategy.</summary>
    public string SupervisorStrategyClass { get; }

    /// <summary>How long an Ask without a timeout of its own waits; infinite by default.</summary>
    public TimeSpan AskTimeout { get; }

    /// <summary>How long making an actor may take.</summary>
    public TimeSpan CreationTimeout { get; }

    /// <summary>How long a sender waits for an actor that is being made.</summary>
    public TimeSpan UnstartedPushTimeout { get; }

    /// <summary>Whether starts, stops and restarts are published.</summary>
    public bool EmitActorTelemetry { get; }

    /// <summary>Always false: messages within a process are never serialized.</summary>
    public bool SerializeAllMessages => false;

    /// <summary>Always false: recipes within a process are never serialized.</summary>
    public bool SerializeAllCreators => false;

    /// <summary>The level of the loggers.</summary>
    public string LogLevel { get; }

    /// <summary>The level of standard output before the loggers start and after they stop.</summary>
    public string StdoutLogLevel { get; }

    /// <summary>The loggers' classes.</summary>
    public IList<string> Loggers { get; }

    /// <summary>Where loggers run.</summary>
    public string LoggersDispatcher { get; }

    /// <summary>How long a logger may take to answer that it has started.</summary>
    public TimeSpan LoggerStartTimeout { get; }

    /// <summary>Whether the system does not wait for its loggers to start.</summary>
    public bool LoggerAsyncStart { get; }

    /// <summary>Whether the configuration is logged at start.</summary>
    public bool LogConfigOnStart { get; }

    /// <summary>How many dead letters are logged; 0: none.</summary>
    public int LogDeadLetters { get; }

    /// <summary>Whether dead letters are logged while the system ends.</summary>
    public bool LogDeadLettersDuringShutdown { get; }

    /// <summary>For how long dead letters are not logged once the number is reached; infinite: for ever.</summary>
    public TimeSpan LogDeadLettersSuspendDuration { get; }

    /// <summary>How log templates are filled in.</summary>
    public ILogMessageFormatter LogFormatter { get; }

    /// <summary>Which log events are left out.</summary>
    public LogFilterEvaluator LogFilter { get; }

    /// <summary>Writes to standard output before the loggers start and after they stop.</summary>
    public MinimalLogger StdoutLogger { get; }

    /// <summary>Whether messages of actors that implement <see cref="ILogReceive"/> are logged.</summary>
    public bool AddLoggingReceive { get; }

    /// <summary>Whether the engine's own messages to actors are logged.</summary>
    public bool DebugAutoReceive { get; }

    /// <summary>Whether life cycles are logged.</summary>
    public bool DebugLifecycle { get; }

    /// <summary>Whether subscriptions are logged.</summary>
    public bool DebugEventStream { get; }

    /// <summary>Whether unhandled messages are logged.</summary>
    public bool DebugUnhandledMessage { get; }

    /// <summary>Whether actors' timers are logged.</summary>
    public bool DebugTimerScheduler { get; }

    /// <summary>The scheduler's class.</summary>
    public string SchedulerClass { get; }

    /// <summary>How long the scheduler may take to stop.</summary>
    public TimeSpan SchedulerShutdownTimeout { get; }

    /// <summary>Whether the coordinated shutdown ends the system.</summary>
    public bool CoordinatedShutdownTerminateActorSystem { get; }

    /// <summary>Whether ending the system runs the coordinated shutdown.</summary>
    public bool CoordinatedShutdownRunByActorSystemTerminate { get; }

    /// <summary>Adds defaults, as extensions bring them: before the built-in ones, behind the user's.</summary>
    public void InjectTopLevelFallback(Config config)
    {
        _fallbackConfig = config.SafeWithFallback(_fallbackConfig);
        Config = _userConfig.SafeWithFallback(_fallbackConfig);
    }

    /// <summary>The whole configuration as text.</summary>
    public override string ToString() => Config.ToString(includeFallback: true);

    private string Text(string path) => Config.GetString(path, "") ?? "";

    private ProviderSelection.Local ReadProvider()
    {
        var provider = Text("akka.actor.provider");
        return provider is "" or "local" || provider.StartsWith("Akka.Actor.LocalActorRefProvider", StringComparison.Ordinal)
            ? ProviderSelection.Local.Instance
            : throw Config.Refuse("akka.actor.provider", $"akka.actor.provider: found [{provider}]; allowed: local. Remoting and clustering of actors are not part of this engine.");
    }

    private int ReadLogDeadLetters() => Text("akka.log-dead-letters").ToLowerInvariant() switch
    {
        "on" or "true" => int.MaxValue,
        "off" or "false" => 0,
        _ => Config.GetInt("akka.log-dead-letters"),
    };

    private ILogMessageFormatter MakeLogFormatter()
    {
        var name = Text("akka.logger-formatter");
        if (string.IsNullOrEmpty(name))
            return DefaultLogMessageFormatter.Instance;
        return TypeCache.GetType(name) == typeof(DefaultLogMessageFormatter)
            ? DefaultLogMessageFormatter.Instance
            : Config.Make<ILogMessageFormatter>("akka.logger-formatter", name);
    }

    private MinimalLogger MakeStdoutLogger()
    {
        var name = Text("akka.stdout-logger-class");
        if (string.IsNullOrEmpty(name))
            return new StandardOutLogger();
        return Config.Make<MinimalLogger>("akka.stdout-logger-class", name);
    }
}
