namespace Akka.Event;

/// <content>Methods for <see cref="LogLevel.WarningLevel"/>.</content>
public static partial class LoggingExtensions
{
    /// <summary>Logs <paramref name="format"/> as it is.</summary>
    public static void Warning(this ILoggingAdapter log, string format) =>
        log.Log(LogLevel.WarningLevel, null, format);

    /// <summary>Logs <paramref name="format"/> as it is, and an exception.</summary>
    public static void Warning(this ILoggingAdapter log, Exception? cause, string format) =>
        log.Log(LogLevel.WarningLevel, cause, format);

    /// <summary>Logs <paramref name="format"/> with its arguments.</summary>
    public static void Warning(this ILoggingAdapter log, string format, object?[] args) =>
        log.Log(LogLevel.WarningLevel, null, format, args);

    /// <summary>Logs <paramref name="format"/> with its arguments, and an exception.</summary>
    public static void Warning(this ILoggingAdapter log, Exception? cause, string format, object?[] args) =>
        log.Log(LogLevel.WarningLevel, cause, format, args);

    /// <summary>Logs <paramref name="format"/> with its argument.</summary>
    public static void Warning<T1>(this ILoggingAdapter log, string format, T1 arg1) =>
        log.Log(LogLevel.WarningLevel, null, format, arg1);

    /// <summary>Logs <paramref name="format"/> with its argument, and an exception.</summary>
    public static void Warning<T1>(this ILoggingAdapter log, Exception? cause, string format, T1 arg1) =>
        log.Log(LogLevel.WarningLevel, cause, format, arg1);

    /// <summary>Logs <paramref name="format"/> with its arguments.</summary>
    public static void Warning<T1, T2>(this ILoggingAdapter log, string format, T1 arg1, T2 arg2) =>
        log.Log(LogLevel.WarningLevel, null, format, arg1, arg2);

    /// <summary>Logs <paramref name="format"/> with its arguments, and an exception.</summary>
    public static void Warning<T1, T2>(this ILoggingAdapter log, Exception? cause, string format, T1 arg1, T2 arg2) =>
        log.Log(LogLevel.WarningLevel, cause, format, arg1, arg2);

    /// <summary>Logs <paramref name="format"/> with its arguments.</summary>
    public static void Warning<T1, T2, T3>(this ILoggingAdapter log, string format, T1 arg1, T2 arg2, T3 arg3) =>
        log.Log(LogLevel.WarningLevel, null, format, arg1, arg2, arg3);

    /// <summary>Logs <paramref name="format"/> with its arguments, and an exception.</summary>
    public static void Warning<T1, T2, T3>(this ILoggingAdapter log, Exception? cause, string format, T1 arg1, T2 arg2, T3 arg3) =>
        log.Log(LogLevel.WarningLevel, cause, format, arg1, arg2, arg3);

    /// <summary>Logs <paramref name="format"/> with its arguments.</summary>
    public static void Warning<T1, T2, T3, T4>(this ILoggingAdapter log, string format, T1 arg1, T2 arg2, T3 arg3, T4 arg4) =>
        log.Log(LogLevel.WarningLevel, null, format, arg1, arg2, arg3, arg4);

    /// <summary>Logs <paramref name="format"/> with its arguments, and an exception.</summary>
    public static void Warning<T1, T2, T3, T4>(this ILoggingAdapter log, Exception? cause, string format, T1 arg1, T2 arg2, T3 arg3, T4 arg4) =>
        log.Log(LogLevel.WarningLevel, cause, format, arg1, arg2, arg3, arg4);

    /// <summary>Logs <paramref name="format"/> with its arguments.</summary>
    public static void Warning<T1, T2, T3, T4, T5>(this ILoggingAdapter log, string format, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5) =>
        log.Log(LogLevel.WarningLevel, null, format, arg1, arg2, arg3, arg4, arg5);

    /// <summary>Logs <paramref name="format"/> with its arguments, and an exception.</summary>
    public static void Warning<T1, T2, T3, T4, T5>(this ILoggingAdapter log, Exception? cause, string format, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5) =>
        log.Log(LogLevel.WarningLevel, cause, format, arg1, arg2, arg3, arg4, arg5);

    /// <summary>Logs <paramref name="format"/> with its arguments.</summary>
    public static void Warning<T1, T2, T3, T4, T5, T6>(this ILoggingAdapter log, string format, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6) =>
        log.Log(LogLevel.WarningLevel, null, format, arg1, arg2, arg3, arg4, arg5, arg6);

    /// <summary>Logs <paramref name="format"/> with its arguments, and an exception.</summary>
    public static void Warning<T1, T2, T3, T4, T5, T6>(this ILoggingAdapter log, Exception? cause, string format, T1 arg1, T2 arg2, T3 arg3, T4 arg4, T5 arg5, T6 arg6) =>
        log.Log(LogLevel.WarningLevel, cause, format, arg1, arg2, arg3, arg4, arg5, arg6);
}
