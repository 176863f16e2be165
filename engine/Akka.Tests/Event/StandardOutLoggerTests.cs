using Akka.Actor;
using Akka.Configuration;
using Akka.Event;

namespace Akka.Tests.Event;

public class StandardOutLoggerTests
{
    private static readonly RecordingRef Lines = new("lines");

    [Fact]
    public async Task Before_the_loggers_run_and_after_they_stopped_the_minimal_logger_logs()
    {
        var settings = $$"""
            akka {
              loggers = ["Akka.Event.DefaultLogger"]
              loglevel = OFF
              stdout-loglevel = DEBUG
              stdout-logger-class = "{{typeof(RecordingLogger).FullName}}, {{typeof(RecordingLogger).Assembly.GetName().Name}}"
            }
            """;
        var system = ActorSystem.Create("minimal-logger", ConfigurationFactory.ParseString(settings));
        await system.Terminate();

        var texts = Lines.Received().Cast<LogEvent>().Select(logEvent => $"{logEvent.Message}").ToList();
        Assert.Equal("StandardOutLogger started", texts[0]);
        var removed = texts.IndexOf("StandardOutLogger being removed");
        var restarted = texts.IndexOf("Shutting down: RecordingLogger started");
        Assert.InRange(removed, 1, restarted - 1);
        Assert.Equal("All default loggers stopped", texts[^1]);
    }

    [Fact]
    public void It_belongs_to_no_system_and_refuses_null()
    {
        var logger = new RecordingLogger();
        Assert.EndsWith("/RecordingLogger", logger.Path.Name, StringComparison.Ordinal);
        Assert.Throws<NotSupportedException>(() => logger.Provider);
        Assert.Throws<InvalidMessageException>(() => logger.Tell(null!, ActorRefs.NoSender));
    }

    [Fact]
    public void Its_filter_lets_everything_pass_unless_set()
    {
        Assert.Same(LogFilterEvaluator.NoFilters, new StandardOutLogger().Filter);
        Assert.Equal("StandardOutLogger", new StandardOutLogger().ToString());
    }

    private sealed class RecordingLogger : MinimalLogger
    {
        protected override void Log(object message) => Lines.Tell(message, this);
    }
}
