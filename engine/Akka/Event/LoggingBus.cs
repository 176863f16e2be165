using System.Collections.Immutable;
using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Configuration;
using Akka.Util.Reflection;

namespace Akka.Event;

/// <summary>An event bus by type that starts and stops loggers and knows the level at which they log.</summary>
public class LoggingBus : ActorEventBus<object, Type>
{
    private static int _loggerNumber;

    private readonly Lock _loggersChange = new();
    private ImmutableArray<IActorRef> _loggers = [];
    private LogLevel _logLevel;

    /// <summary>The least important level that is logged.</summary>
    public LogLevel LogLevel => _logLevel;

    /// <summary>Sets the level for all loggers.</summary>
    public void SetLogLevel(LogLevel logLevel)
    {
        lock (_loggersChange)
        {
            _logLevel = logLevel;
            foreach (var logger in _loggers)
                SubscribeTo(logLevel, logger);
        }
    }

    /// <summary>Starts logging to standard output at <c>akka.stdout-loglevel</c>, for the time until the configured loggers run.</summary>
    /// <param name="config">The actor system's settings.</param>
    public void StartStdoutLogger(Settings config)
    {
        ArgumentNullException.ThrowIfNull(config);
        SetUpStdoutLogger(config);
        Publish(new Debug(SimpleName(this), GetType(), "StandardOutLogger started"));
    }

    /// <summary>
    /// Starts the loggers of <c>akka.loggers</c>, each of which must answer within <c>akka.logger-startup-timeout</c>. Where
    /// <c>akka.logger-async-start</c> is on, standard output goes on until one of them has started, and failures are published as errors.
    /// </summary>
    /// <param name="system">The actor system.</param>
    /// <exception cref="ConfigurationException">A logger's class cannot be found or started.</exception>
    internal void StartDefaultLoggers(ActorSystemImpl system)
    {
        var settings = system.Settings;
        var name = $"{SimpleName(this)}({system.Name})";
        var level = Logging.LogLevelFor(settings.LogLevel);
        var keepStdout = false;
        List<Task<bool>> inBackground = [];
        foreach (var typeName in settings.Loggers)
        {
            var type = TypeCache.GetType(typeName)
                ?? throw settings.Config.Refuse("akka.loggers", $"Logger specified in config cannot be found: \"{typeName}\"");
            if (typeof(MinimalLogger).IsAssignableFrom(type))
            {
                keepStdout = true;
                continue;
            }

            var started = StartLogger(system, type, level, name);
            if (settings.LoggerAsyncStart)
            {
                inBackground.Add(StartedOrReported(started, typeName, name));
                continue;
            }
            try
            {
                started.GetAwaiter().GetResult();
            }
            catch (Exception failure)
            {
                throw new ConfigurationException(CannotBeLoaded(typeName, failure), failure);
            }
        }

        if (keepStdout)
            SetLogLevel(level);
        if (settings.DebugUnhandledMessage)
            Subscribe(system.SystemActorOf(Props.Create<UnhandledMessageForwarder>(), "UnhandledMessageForwarder"), typeof(UnhandledMessage));
        if (!keepStdout)
            _ = RemoveStdoutLogger(settings.StdoutLogger, inBackground, name);

        _logLevel = level;
        Publish(new Debug(name, GetType(), "Default Loggers started"));
    }

    /// <summary>Goes back to standard output and stops all other loggers.</summary>
    /// <param name="system">The actor system.</param>
    internal void StopDefaultLoggers(ActorSystem system)
    {
        // Until here the loggers' own level counted.
        var level = LogLevel;
        if (!_loggers.Any(logger => logger is MinimalLogger))
        {
            SetUpStdoutLogger(system.Settings);
            Publish(new Debug(SimpleName(this), GetType(), $"Shutting down: {SimpleName(system.Settings.StdoutLogger)} started"));
        }

        foreach (var logger in _loggers.Where(logger => logger is not MinimalLogger))
        {
            RemoveLogger(logger);
            (logger as IInternalActorRef)?.Stop();
        }

        Publish(new Debug(SimpleName(this), GetType(), "All default loggers stopped"));
        lock (_loggersChange)
            _logLevel = level;
    }

    /// <inheritdoc/>
    protected override bool IsSubClassification(Type parent, Type child) => parent.IsAssignableFrom(child);

    /// <inheritdoc/>
    protected override void Publish(object @event, IActorRef subscriber) => subscriber.Tell(@event, ActorRefs.NoSender!);

    /// <inheritdoc/>
    protected override bool Classify(object @event, Type classifier) => classifier.IsInstanceOfType(@event);

    /// <inheritdoc/>
    protected override Type GetClassifier(object @event) => @event.GetType();

    private async Task StartLogger(ActorSystemImpl system, Type type, LogLevel level, string busName)
    {
        var timeout = system.Settings.LoggerStartTimeout;
        var loggerName = $"log{Interlocked.Increment(ref _loggerNumber)}-{SimpleName(type)}";
        var logger = system.SystemActorOf(Props.Create(type).WithDispatcher(system.Settings.LoggersDispatcher), loggerName);
        try
        {
            var answer = await logger.Ask<object>(new InitializeLogger(this), timeout).ConfigureAwait(false);
            if (answer is not LoggerInitialized)
                throw new LoggerInitializationException($"Logger {loggerName} [{type.FullName}] did not respond with LoggerInitialized, sent instead {answer}");
        }
        catch (AskTimeoutException)
        {
            // A slow logger is no reason to run without it.
            Publish(new Warning(busName, GetType(), $"Logger {loggerName} [{type.FullName}] did not respond within {timeout} to InitializeLogger(bus)"));
        }

        AddLogger(logger, level);
        Publish(new Debug(busName, GetType(), $"Logger {loggerName} [{type.Name}] started"));
    }

    private async Task<bool> StartedOrReported(Task started, string typeName, string busName)
    {
        try
        {
            await started.ConfigureAwait(false);
            return true;
        }
        catch (Exception failure)
        {
            Publish(new Error(failure, busName, GetType(), CannotBeLoaded(typeName, failure)));
            return false;
        }
    }

    private static string CannotBeLoaded(string typeName, Exception failure) =>
        $"Logger [{typeName}] specified in config cannot be loaded: {failure.Message}";

    // At once, or when the first of those that start in the background has started: if none does, there is no other to log to.
    private async Task RemoveStdoutLogger(IActorRef stdout, List<Task<bool>> inBackground, string busName)
    {
        if (inBackground.Count > 0 && !await AnyStarted(inBackground).ConfigureAwait(false))
            return;
        Publish(new Debug(busName, GetType(), "StandardOutLogger being removed"));
        RemoveLogger(stdout);
    }

    private static async Task<bool> AnyStarted(List<Task<bool>> starts)
    {
        await foreach (var start in Task.WhenEach(starts).ConfigureAwait(false))
        {
            if (await start.ConfigureAwait(false))
                return true;
        }
        return false;
    }

    private void SetUpStdoutLogger(Settings settings)
    {
        var level = Logging.LogLevelFor(settings.StdoutLogLevel);
        AddLogger(settings.StdoutLogger, level);
        lock (_loggersChange)
            _logLevel = level;
    }

    private void AddLogger(IActorRef logger, LogLevel level)
    {
        lock (_loggersChange)
        {
            if (!_loggers.Contains(logger))
                _loggers = _loggers.Add(logger);
            SubscribeTo(level, logger);
        }
    }

    private void RemoveLogger(IActorRef logger)
    {
        lock (_loggersChange)
            _loggers = _loggers.Remove(logger);
        Unsubscribe(logger);
    }

    private void SubscribeTo(LogLevel lowest, IActorRef logger)
    {
        foreach (var level in Logging.AllLevels)
        {
            if (level < lowest)
                Unsubscribe(logger, level.ClassFor());
            else
                Subscribe(logger, level.ClassFor());
        }
    }
}
