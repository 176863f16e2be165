using ActorEcho.Actors.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace ActorEcho.Node;

/// <summary>Logs go to standard error, one line each; standard output is for what was asked for.</summary>
internal static class StandardErrorLog
{
    // A burst, of clients that come or go at once, is no reason to lose a line; together they take a megabyte or two.
    private const int MaxWaitingLines = 10_000;

    public static void AddStandardErrorLog(this ILoggingBuilder logging, LogLevelSetting level)
    {
        logging.SetMinimumLevel(level switch
        {
            LogLevelSetting.Debug => LogLevel.Debug,
            LogLevelSetting.Info => LogLevel.Information,
            LogLevelSetting.Warning => LogLevel.Warning,
            _ => LogLevel.Error,
        });
        logging.AddFilter("Microsoft", LogLevel.Warning);
        // It only throws what it logs, and the node tells that itself.
        logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            // By itself the console looks at standard output only; a log that goes to a file must not have escape codes in it.
            console.ColorBehavior = Console.IsErrorRedirected ? LoggerColorBehavior.Disabled : LoggerColorBehavior.Default;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
        });
        logging.Services.Configure<ConsoleLoggerOptions>(static console =>
        {
            console.LogToStandardErrorThreshold = LogLevel.Trace;
            // Where nobody reads standard error, whoever logs must not wait for it: what clients cause would fill the memory, and the
            // node could not stop. How many lines are missing is told when there is room again.
            console.QueueFullMode = ConsoleLoggerQueueFullMode.DropWrite;
            console.MaxQueueLength = MaxWaitingLines;
        });
    }
}
