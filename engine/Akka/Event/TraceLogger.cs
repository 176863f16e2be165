using System.Diagnostics;
using Akka.Actor;

namespace Akka.Event;

/// <summary>A logger that logs to <see cref="Trace"/>.</summary>
public class TraceLogger : UntypedActor
{
    private readonly LogFilterEvaluator _filter = Context.System.Settings.LogFilter;

    /// <inheritdoc/>
    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case InitializeLogger:
                Sender.Tell(new LoggerInitialized(), Self);
                break;
            case LogEvent logEvent:
                if (_filter.ShouldTryKeepMessage(logEvent, out var line))
                    Write(logEvent.LogLevel(), line);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private static void Write(LogLevel level, string line)
    {
        switch (level)
        {
            case LogLevel.ErrorLevel:
                Trace.TraceError(line);
                break;
            case LogLevel.WarningLevel:
                Trace.TraceWarning(line);
                break;
            case LogLevel.InfoLevel:
                Trace.TraceInformation(line);
                break;
            default:
                Trace.WriteLine(line);
                break;
        }
    }
}
