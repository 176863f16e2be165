namespace Akka.Event;

/// <summary>
/// Logs on each level, with up to six arguments of any type or an array of arguments. While the level is off, arguments
/// are neither boxed nor formatted and nothing is allocated.
/// </summary>
public static partial class LoggingExtensions
{
    /// <summary>Logs <paramref name="format"/> as it is.</summary>
    public static void Log(this ILoggingAdapter log, LogLevel level, string format) =>
        log.Log(level, null, format);

    /// <summary>Logs <paramref name="format"/> with its arguments.</summary>
    public static void Log(this ILoggingAdapter log, LogLevel level, string format, object?[] args) =>
        log.Log(level, null, format, args);

    /// <summary>Logs <paramref name="format"/> with its arguments, and an exception.</summary>
    public static void Log(this ILoggingAdapter log, LogLevel level, Exception? cause, string format, object?[] args)
    {
        if (log.IsEnabled(level))
            log.Log(level, cause, new ArrayLogMessage(log.Formatter, format, args));
    }

    /// <summary>Logs <paramref name="format"/> with its argument, and an exception.</summary>
    public static void Log<T1>(this ILoggingAdapter log, LogLevel logLevel, Exception? cause, string format, T1 arg1)
    {
        if (log.IsEnabled(logLevel))
            log.Log(logLevel, cause, new LogMessage<T1>(log.Formatter, format, arg1));
    }

    /// <summary>Logs <paramref name="format"/> with its arguments, and an exception.</summary>
    public static void Log<T1, T2>(this ILoggingAdapter log, LogLevel logLevel, Exception? cause, string format, T1 arg1, T2 arg2)
    {
        if (log.IsEnabled(logLevel))
            log.Log(logLevel, cause, new LogMessage<T1, T2>(log.Formatter, format, arg1, arg2));
    }

    /// <summary>Logs <paramref name="format"/> with its arguments, and an exception.</summary>
    public static void Log<T1, T2, T3>(this ILoggingAdapter log, LogLevel logLevel, Exception? cause, string format, T1 arg1, T2 arg2, T3 arg3)
    {
        if (log.IsEnabled(logLevel))
            log.Log(logLevel, cause, new LogMessage<T1, T2, T3>(log.Formatter, format, arg1, arg2, arg3));
    }

    /// <summary>Logs <paramref name="format"/> with its arguments, and an exception.</summary>
    public static void Log<T1, T2, T3, T4>(this ILoggingAdapter log, LogLevel logLevel, Exception? cause, string format, T1 arg1, T2 arg2, T3 arg3, T4 arg4)
    {
        if (log.IsEnabled(logLevel))
            log.Log(logLevel, cause, new LogMessage<T1, T2, T3, T4>(log.Formatter, format, arg1, arg2, arg3, arg4));
    }

    /// <summary>Logs <paramref name="format"/> with its arguments, and an exception.</summary>
    public static void Log<T1, T2, T3, T4, T5>(this ILoggingAdapter log, LogLevel logLevel, Exception? cause, string format, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5)
    {
        if (log.IsEnabled(logLevel))
            log.Log(logLevel, cause, new LogMessage<T1, T2, T3, T4, T5>(log.Formatter, format, arg1, arg2, arg3, arg4, arg5));
    }

    /// <summary>Logs <paramref name="format"/> with its arguments, and an exception.</summary>
    public static void Log<T1, T2, T3, T4, T5, T6>(this ILoggingAdapter log, LogLevel logLevel, Exception? cause, string format, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6)
    {
        if (log.IsEnabled(logLevel))
            log.Log(logLevel, cause, new LogMessage<T1, T2, T3, T4, T5, T6>(log.Formatter, format, arg1, arg2, arg3, arg4, arg5, arg6));
    }
}
