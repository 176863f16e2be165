namespace Akka.Event;

/// <summary>How important a log event is.</summary>
public enum LogLevel
{
    /// <summary>Of interest to developers.</summary>
    DebugLevel,

    /// <summary>Of interest to operators; all is well.</summary>
    InfoLevel,

    /// <summary>Something may be wrong.</summary>
    WarningLevel,

    /// <summary>Something failed.</summary>
    ErrorLevel,
}
