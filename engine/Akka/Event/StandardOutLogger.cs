using Akka.Util;

namespace Akka.Event;

/// <summary>Logs to standard output.</summary>
public class StandardOutLogger : MinimalLogger
{
    /// <summary>The colour of <see cref="LogLevel.DebugLevel"/>.</summary>
    public static ConsoleColor DebugColor { get; set; } = ConsoleColor.Gray;

    /// <summary>The colour of <see cref="LogLevel.InfoLevel"/>.</summary>
    public static ConsoleColor InfoColor { get; set; } = ConsoleColor.White;

    /// <summary>The colour of <see cref="LogLevel.WarningLevel"/>.</summary>
    public static ConsoleColor WarningColor { get; set; } = ConsoleColor.Yellow;

    /// <summary>The colour of <see cref="LogLevel.ErrorLevel"/>.</summary>
    public static ConsoleColor ErrorColor { get; set; } = ConsoleColor.Red;

    /// <summary>Whether levels have colours; a file or a pipe never gets them.</summary>
    public static bool UseColors { get; set; } = true;

    /// <inheritdoc/>
    public override string ToString() => nameof(StandardOutLogger);

    /// <inheritdoc/>
    protected override void Log(object message)
    {
        if (message is LogEvent logEvent)
            PrintLogEvent(logEvent, Filter);
        else
            StandardOutWriter.WriteLine(message.ToString() ?? "");
    }

    /// <summary>Prints an event, if the filter lets it pass.</summary>
    internal static void PrintLogEvent(LogEvent logEvent, LogFilterEvaluator filter)
    {
        if (filter.ShouldTryKeepMessage(logEvent, out var line))
            StandardOutWriter.WriteLine(line, UseColors ? ColorOf(logEvent.LogLevel()) : null);
    }

    private static ConsoleColor? ColorOf(LogLevel level) => level switch
    {
        LogLevel.DebugLevel => DebugColor,
        LogLevel.InfoLevel => InfoColor,
        LogLevel.WarningLevel => WarningColor,
        LogLevel.ErrorLevel => ErrorColor,
        _ => null,
    };
}
