namespace Akka.Event;

/// <summary>A log event that tells that all is well.</summary>
public class Info : LogEvent
{
    /// <summary>Logs a message.</summary>
    /// <param name="logSource">What logs it.</param>
    /// <param name="logClass">The class that logs it.</param>
    /// <param name="message">The message.</param>
    public Info(string logSource, Type logClass, object? message)
        : this(null, logSource, logClass, message)
    {
    }

    /// <summary>Logs a message and an exception.</summary>
    /// <param name="cause">The exception, or null.</param>
    /// <param name="logSource">What logs it.</param>
    /// <param name="logClass">The class that logs it.</param>
    /// <param name="message">The message.</param>
    public Info(Exception? cause, string logSource, Type logClass, object? message)
    {
        Cause = cause;
        LogSource = logSource;
        LogClass = logClass;
        Message = message;
    }

    /// <inheritdoc/>
    public override LogLevel LogLevel() => Event.LogLevel.InfoLevel;
}
