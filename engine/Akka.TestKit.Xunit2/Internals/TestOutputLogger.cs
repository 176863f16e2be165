using Akka.Actor;
using Akka.Event;
using Xunit.Abstractions;

namespace Akka.TestKit.Xunit2.Internals;

/// <summary>Writes what a system logs to the output of a test.</summary>
public class TestOutputLogger : ReceiveActor
{
    private readonly ITestOutputHelper _output;

    /// <summary>Makes the actor.</summary>
    /// <param name="output">The output.</param>
    public TestOutputLogger(ITestOutputHelper output)
    {
        _output = output;
        Receive<LogEvent>(Write);
        Receive<InitializeLogger>(initialize =>
        {
            initialize.LoggingBus.Subscribe(Self, typeof(LogEvent));
            Sender.Tell(new LoggerInitialized(), Self);
        });
    }

    private void Write(LogEvent logEvent)
    {
        try
        {
            _output.WriteLine(TextOf(logEvent));
        }
        catch (InvalidOperationException)
        {
            // The test has ended and its output is closed; actors that still log are no failure of it.
        }
    }

    private static string TextOf(LogEvent logEvent)
    {
        try
        {
            return logEvent.ToString();
        }
        catch (FormatException cause)
        {
            return $"Received a malformed formatted message. Log level: [{logEvent.LogLevel()}], template: [{(logEvent.Message as LogMessage)?.Format}], "
                + $"args: [{string.Join(", ", (logEvent.Message as LogMessage)?.Parameters() ?? [])}]: {cause.Message}";
        }
    }
}
