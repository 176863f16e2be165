using System.Diagnostics;
using System.Globalization;
using Akka.Actor;

namespace Akka.Event;

/// <summary>
/// Something that was logged: published to the <see cref="LoggingBus"/>, where loggers subscribe to it. The message is
/// turned into text by whoever prints it, not by whoever logs it.
/// </summary>
public abstract class LogEvent : INoSerializationVerificationNeeded
{
    /// <summary>Takes the current time, thread and activity.</summary>
    protected LogEvent()
    {
        Timestamp = DateTime.UtcNow;
        Thread = Thread.CurrentThread;
        ActivityContext = Activity.Current?.Context;
    }

    /// <summary>The exception that was logged, or null.</summary>
    public Exception? Cause { get; protected set; }

    /// <summary>When it was logged, in UTC.</summary>
    public DateTime Timestamp { get; }

    /// <summary>The thread that logged it.</summary>
    public Thread Thread { get; }

    /// <summary>The trace and span in which it was logged, or null if there was none.</summary>
    public ActivityContext? ActivityContext { get; }

    /// <summary>What logged it: for an actor its path.</summary>
    public string LogSource { get; protected set; } = "";

    /// <summary>The class that logged it.</summary>
    public Type LogClass { get; protected set; } = typeof(DummyClassForStringSources);

    /// <summary>A <see cref="LogMessage"/>, or any object whose <see cref="object.ToString"/> is the text.</summary>
    public object? Message { get; protected set; }

    /// <summary>How important the event is.</summary>
    public abstract LogLevel LogLevel();

    /// <summary>
    /// The line to print: <c>[INFO][11/21/2026 08:05:00.123Z][Thread 0007][akka://sys/user/a] message</c>, and the
    /// cause on the next lines.
    /// </summary>
    public override string ToString()
    {
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"[{LogLevel().StringFor()}][{Timestamp:MM/dd/yyyy HH:mm:ss.fffK}][Thread {Thread.ManagedThreadId:0000}][{LogSource}] {Message}");
        return Cause is null ? line : $"{line}{Environment.NewLine}Cause: {Cause}";
    }
}
