using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Dispatch.SysMsg;
using Akka.Event;
using Microsoft.Extensions.Logging;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace Akka.Hosting.Logging;

/// <summary>
/// Hands the actor system's log events on to Microsoft.Extensions.Logging. The category is the full name of the class that
/// logged, for an actor its own; the actor's path stands in the text and, with the template's arguments, in the structured
/// state. An event that the host's filters drop costs one look-up and no formatting.
/// </summary>
public class LoggerFactoryLogger : ActorBase, IRequiresMessageQueue<ILoggerMessageQueueSemantics>
{
    /// <summary>Where this logger tells of itself.</summary>
    protected readonly ILoggingAdapter InternalLogger =
        Akka.Event.Logging.GetLogger(Context.System.EventStream, nameof(LoggerFactoryLogger));

    private readonly LogFilterEvaluator _filter = Context.System.Settings.LogFilter;
    private readonly ILoggerFactory _loggerFactory;

    // By class and never by path: classes are few, actors are not, and a logger factory never forgets a category.
    private readonly Dictionary<Type, ILogger> _loggers = [];

    /// <summary>Creates the logger; the system does that when it finds it in <c>akka.loggers</c>.</summary>
    /// <exception cref="ConfigurationException">The system was made without a <see cref="LoggerFactorySetup"/>.</exception>
    public LoggerFactoryLogger()
    {
        var setup = Context.System.Settings.Setup.Get<LoggerFactorySetup>();
        if (!setup.HasValue)
        {
            throw new ConfigurationException(
                $"Could not start {nameof(LoggerFactoryLogger)}, the required setup class {nameof(LoggerFactorySetup)} could not be found. "
                + "Have you added this to the ActorSystem setup?");
        }

        _loggerFactory = setup.Value.LoggerFactory;
    }

    /// <inheritdoc/>
    protected override void PostStop() => InternalLogger.Debug("{0} stopped", nameof(LoggerFactoryLogger));

    /// <inheritdoc/>
    protected override bool Receive(object message)
    {
        switch (message)
        {
            case InitializeLogger:
                InternalLogger.Info("{0} started", nameof(LoggerFactoryLogger));
                // So that the system's end waits until what the last actors logged has been handed on.
                ((ExtendedActorSystem)Context.System).SystemGuardian.Tell(RegisterTerminationHook.Instance, Self);
                Sender.Tell(new LoggerInitialized());
                return true;
            case TerminationHook:
                Sender.Tell(TerminationHookDone.Instance);
                return true;
            case LogEvent log:
                Log(log, Sender.Path);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Hands one event on.</summary>
    /// <param name="log">The event.</param>
    /// <param name="path">The path of whoever published the event.</param>
    protected virtual void Log(LogEvent log, ActorPath path)
    {
        ArgumentNullException.ThrowIfNull(log);
        var logger = LoggerFor(log.LogClass);
        var level = LevelOf(log.LogLevel());
        if (logger.IsEnabled(level) && PassesFilters(log))
        {
            logger.Log(level, default, new LogEventState(log), log.Cause, static (state, _) => state.ToString());
        }
    }

    // A filter may have to read the event's text, so none is asked where there is none.
    private bool PassesFilters(LogEvent log) =>
        ReferenceEquals(_filter, LogFilterEvaluator.NoFilters) || _filter.ShouldTryKeepMessage(log, out _);

    private static LogLevel LevelOf(Akka.Event.LogLevel level) => level switch
    {
        Akka.Event.LogLevel.DebugLevel => LogLevel.Debug,
        Akka.Event.LogLevel.InfoLevel => LogLevel.Information,
        Akka.Event.LogLevel.WarningLevel => LogLevel.Warning,
        _ => LogLevel.Error,
    };

    private ILogger LoggerFor(Type logClass)
    {
        if (_loggers.TryGetValue(logClass, out var known))
        {
            return known;
        }

        // Sources named by a string share a placeholder class; their text still begins with the name.
        var category = logClass == typeof(DummyClassForStringSources) ? typeof(ActorSystem) : logClass;
        var logger = _loggerFactory.CreateLogger(category);
        _loggers.Add(logClass, logger);
        return logger;
    }
}
