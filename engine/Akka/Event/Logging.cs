using Akka.Actor;

namespace Akka.Event;

/// <summary>Makes loggers and names levels.</summary>
public static class Logging
{
    /// <summary>A level above all others: nothing is logged.</summary>
    internal const LogLevel OffLevel = (LogLevel)int.MaxValue;

    /// <summary>All levels, from the least important.</summary>
    internal static readonly LogLevel[] AllLevels = [LogLevel.DebugLevel, LogLevel.InfoLevel, LogLevel.WarningLevel, LogLevel.ErrorLevel];

    /// <summary>The logger of the actor whose context this is; its source is the actor's path.</summary>
    /// <param name="context">The actor's context.</param>
    /// <param name="logMessageFormatter">Turns formats and arguments into text; null for that of <c>akka.logger-formatter</c>.</param>
    public static ILoggingAdapter GetLogger(this IActorContext context, ILogMessageFormatter? logMessageFormatter = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        return GetLogger(context.System, context, logMessageFormatter);
    }

    /// <summary>A logger that publishes to the event stream of <paramref name="system"/>.</summary>
    /// <param name="system">The actor system.</param>
    /// <param name="logSourceObj">What logs: an actor's context or ref, a text, a type, a <see cref="LogSource"/> or any object.</param>
    /// <param name="logMessageFormatter">Turns formats and arguments into text; null for that of <c>akka.logger-formatter</c>.</param>
    public static ILoggingAdapter GetLogger(ActorSystem system, object logSourceObj, ILogMessageFormatter? logMessageFormatter = null)
    {
        ArgumentNullException.ThrowIfNull(system);
        var source = LogSource.Create(logSourceObj, system);
        return new BusLogging(system.EventStream, source.Source, source.Type, logMessageFormatter ?? system.Settings.LogFormatter);
    }

    /// <summary>A logger that publishes to <paramref name="loggingBus"/>.</summary>
    /// <param name="loggingBus">The bus.</param>
    /// <param name="logSourceObj">What logs: an actor's context or ref, a text, a type, a <see cref="LogSource"/> or any object.</param>
    /// <param name="logMessageFormatter">Turns formats and arguments into text; null for <see cref="SemanticLogMessageFormatter"/>.</param>
    public static ILoggingAdapter GetLogger(LoggingBus loggingBus, object logSourceObj, ILogMessageFormatter? logMessageFormatter = null)
    {
        ArgumentNullException.ThrowIfNull(loggingBus);
        var source = LogSource.Create(logSourceObj);
        return new BusLogging(loggingBus, source.Source, source.Type, logMessageFormatter ?? SemanticLogMessageFormatter.Instance);
    }

    /// <summary>The class of the level's events.</summary>
    /// <exception cref="ArgumentException">There is no such level.</exception>
    public static Type ClassFor(this LogLevel logLevel) => logLevel switch
    {
        LogLevel.DebugLevel => typeof(Debug),
        LogLevel.InfoLevel => typeof(Info),
        LogLevel.WarningLevel => typeof(Warning),
        LogLevel.ErrorLevel => typeof(Error),
        _ => throw new ArgumentException($"Unknown LogLevel: {logLevel}", nameof(logLevel)),
    };

    /// <summary>The level's name as configuration and log lines have it.</summary>
    /// <exception cref="ArgumentException">There is no such level.</exception>
    public static string StringFor(this LogLevel logLevel) => logLevel switch
    {
        LogLevel.DebugLevel => "DEBUG",
        LogLevel.InfoLevel => "INFO",
        LogLevel.WarningLevel => "WARNING",
        LogLevel.ErrorLevel => "ERROR",
        OffLevel => "OFF",
        _ => throw new ArgumentException($"Unknown LogLevel: {logLevel}", nameof(logLevel)),
    };

    /// <summary>The level of that name, in any casing; <c>off</c> is a level above all others.</summary>
    /// <exception cref="ArgumentException">There is no such level.</exception>
    public static LogLevel LogLevelFor(string logLevel) => logLevel?.ToUpperInvariant() switch
    {
        "DEBUG" => LogLevel.DebugLevel,
        "INFO" => LogLevel.InfoLevel,
        "WARNING" => LogLevel.WarningLevel,
        "ERROR" => LogLevel.ErrorLevel,
        "OFF" => OffLevel,
        _ => throw new ArgumentException($"Unknown LogLevel: \"{logLevel}\". Valid values are: \"DEBUG\", \"INFO\", \"WARNING\", \"ERROR\", \"OFF\"", nameof(logLevel)),
    };

    /// <summary>The level of that class of events.</summary>
    /// <typeparam name="T">One of the four classes of log events.</typeparam>
    /// <exception cref="ArgumentException">The class belongs to no level.</exception>
    public static LogLevel LogLevelFor<T>()
        where T : LogEvent
    {
        foreach (var level in AllLevels)
        {
            if (level.ClassFor() == typeof(T))
                return level;
        }

        throw new ArgumentException($"Unknown LogEvent type: \"{typeof(T).FullName}\". Valid types are: \"{typeof(Debug).FullName}\", \"{typeof(Info).FullName}\", \"{typeof(Warning).FullName}\", \"{typeof(Error).FullName}\"");
    }

    /// <summary>The name of the object's type, without its namespace.</summary>
    public static string SimpleName(object o)
    {
        ArgumentNullException.ThrowIfNull(o);
        return SimpleName(o.GetType());
    }

    /// <summary>The type's name, without its namespace.</summary>
    public static string SimpleName(Type t)
    {
        ArgumentNullException.ThrowIfNull(t);
        return t.Name;
    }
}
