namespace Akka.Event;

/// <summary>
/// Logs. <see cref="LoggingExtensions"/> adds a method for each level, whose arguments cost nothing while the level is
/// off.
/// </summary>
public interface ILoggingAdapter
{
    /// <summary>Turns formats and arguments into text.</summary>
    ILogMessageFormatter Formatter { get; }

    /// <summary>Whether <see cref="LogLevel.DebugLevel"/> is logged.</summary>
    bool IsDebugEnabled { get; }

    /// <summary>Whether <see cref="LogLevel.InfoLevel"/> is logged.</summary>
    bool IsInfoEnabled { get; }

    /// <summary>Whether <see cref="LogLevel.WarningLevel"/> is logged.</summary>
    bool IsWarningEnabled { get; }

    /// <summary>Whether <see cref="LogLevel.ErrorLevel"/> is logged.</summary>
    bool IsErrorEnabled { get; }

    /// <summary>Whether <paramref name="logLevel"/> is logged.</summary>
    bool IsEnabled(LogLevel logLevel);

    /// <summary>Logs a message, if its level is on.</summary>
    /// <param name="logLevel">The level.</param>
    /// <param name="cause">The exception, or null.</param>
    /// <param name="message">The message.</param>
    void Log(LogLevel logLevel, Exception? cause, LogMessage message);

    /// <summary>Logs a text as it is, if its level is on.</summary>
    /// <param name="logLevel">The level.</param>
    /// <param name="cause">The exception, or null.</param>
    /// <param name="format">The text.</param>
    void Log(LogLevel logLevel, Exception? cause, string format);
}
