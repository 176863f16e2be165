namespace Akka.Event;

/// <summary>Logs to a <see cref="LoggingBus"/>.</summary>
public sealed class BusLogging : LoggingAdapterBase
{
    /// <summary>Makes an adapter.</summary>
    /// <param name="bus">Where log events are published.</param>
    /// <param name="logSource">What log events name as their origin.</param>
    /// <param name="logClass">The class that log events name as their origin.</param>
    /// <param name="logMessageFormatter">Turns formats and arguments into text.</param>
    public BusLogging(LoggingBus bus, string logSource, Type logClass, ILogMessageFormatter logMessageFormatter)
        : base(logMessageFormatter)
    {
        ArgumentNullException.ThrowIfNull(bus);
        Bus = bus;
        LogSource = logSource;
        LogClass = logClass;
    }

    /// <summary>Where log events are published.</summary>
    public LoggingBus Bus { get; }

    /// <summary>The class that log events name as their origin.</summary>
    public Type LogClass { get; }

    /// <summary>What log events name as their origin.</summary>
    public string LogSource { get; }

    /// <inheritdoc/>
    public override bool IsDebugEnabled => Bus.LogLevel <= LogLevel.DebugLevel;

    /// <inheritdoc/>
    public override bool IsInfoEnabled => Bus.LogLevel <= LogLevel.InfoLevel;

    /// <inheritdoc/>
    public override bool IsWarningEnabled => Bus.LogLevel <= LogLevel.WarningLevel;

    /// <inheritdoc/>
    public override bool IsErrorEnabled => Bus.LogLevel <= LogLevel.ErrorLevel;

    /// <inheritdoc/>
    protected override void NotifyLog(LogLevel logLevel, object message, Exception? cause = null) =>
        Bus.Publish(logLevel switch
        {
            LogLevel.DebugLevel => new Debug(cause, LogSource, LogClass, message),
            LogLevel.InfoLevel => new Info(cause, LogSource, LogClass, message),
            LogLevel.WarningLevel => new Warning(cause, LogSource, LogClass, message),
            LogLevel.ErrorLevel => (LogEvent)new Error(cause, LogSource, LogClass, message),
            _ => throw new NotSupportedException($"Unknown LogLevel {logLevel}"),
        });
}
