namespace Akka.Event;

/// <summary>A log event that tells that something may be wrong.</summary>
public class Warning : LogEvent
{
    /// <summary>Logs a message.</summary>
    /// <param name="logSource">What logs it.</param>
    /// <param name="logClass">The class that logs it.</param>
    /// <param name="message">The message.</param>
    public Warning(string logSource, Type logClass, object? message)
        : this(null, logSource, logClass, message)
    {
    }

    /// <summary>Logs a message and an exception.</summary>
    /// <param name="cause">The exception, or null.</param>
    /// <param name="logSource">What logs it.</param>
    /// <param name="logClass">The class that logs it.</param>
    /// <param name="message">The message.</param>
    public Warning(Exception? cause, string logSource, Type logClass, object? message)
    {
        Cause = cause;
        LogSource = logSource;
        LogClass = logClass;
        Message = message;
    }

    /// <inheritdoc/>
    public override LogLevel LogLevel() => Event.LogLevel.WarningLevel;
}
