using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Configuration;
using Akka.Event;

namespace Akka.Tests.Event;

public class LoggerStartTests
{
    private static readonly ConcurrentDictionary<string, RecordingRef> Logs = new();

    private static readonly string InBackground =
        $"akka {{ logger-async-start = on, stdout-loglevel = ERROR, stdout-logger-class = \"{LoggerName<RecordingStdout>()}\" }}";

    private static string LoggerName<T>() => $"{typeof(T).FullName}, {typeof(T).Assembly.GetName().Name}";

    [Fact]
    public async Task A_configured_logger_is_initialized_and_gets_events_of_its_level_and_above()
    {
        using var system = Start<AnsweringLogger>("logger-start-1", "akka.loglevel = WARNING");
        var log = Logs[system.Name];
        Assert.IsType<InitializeLogger>(await log.Next());

        system.Log.Info("not this");
        system.Log.Warning("but this");
        system.Log.Error("and this");

        Assert.Equal("but this", ((Warning)await log.Next()).Message);
        Assert.Equal("and this", ((Error)await log.Next()).Message);
        await system.Terminate();
    }

    [Fact]
    public async Task A_logger_that_does_not_answer_is_used_all_the_same()
    {
        using var system = Start<SilentLogger>("logger-start-2", "akka.logger-startup-timeout = 20ms");
        var log = Logs[system.Name];
        Assert.IsType<InitializeLogger>(await log.Next());

        system.Log.Warning("hello");

        Assert.Equal("hello", ((LogEvent)await log.Next()).Message);
        await system.Terminate();
    }

    [Fact]
    public void A_logger_that_does_not_exist_ends_the_start()
    {
        var failure = Assert.Throws<ConfigurationException>(() => Start("logger-start-3", "No.Such.Logger, Akka", ""));
        Assert.Matches("^[^ ]+:1:[0-9]+: Logger specified in config cannot be found: \"No.Such.Logger, Akka\"$", failure.Message);
    }

    [Fact]
    public void A_logger_with_a_wrong_answer_ends_the_start()
    {
        var failure = Assert.Throws<ConfigurationException>(() => Start<WrongLogger>("logger-start-4", ""));
        Assert.StartsWith($"Logger [{LoggerName<WrongLogger>()}] specified in config cannot be loaded: ", failure.Message, StringComparison.Ordinal);
        Assert.IsType<LoggerInitializationException>(failure.InnerException);
    }

    [Fact]
    public async Task Loggers_can_start_in_the_background()
    {
        using var system = Start<SilentLogger>("logger-start-5", "akka { logger-async-start = on, logger-startup-timeout = 10s }");
        Assert.IsType<InitializeLogger>(await Logs[system.Name].Next());
        await system.Terminate();
    }

    [Fact]
    public async Task A_logger_that_fails_to_start_in_the_background_leaves_the_log_to_standard_output()
    {
        using var system = Start<WrongLogger>("logger-start-7", InBackground);
        var log = Logs[nameof(RecordingStdout)];

        var failure = (Error)await log.Next();
        Assert.StartsWith($"Logger [{LoggerName<WrongLogger>()}] specified in config cannot be loaded: ", $"{failure.Message}", StringComparison.Ordinal);
        Assert.IsType<LoggerInitializationException>(failure.Cause);
        system.Log.Error("still heard");
        Assert.Equal("still heard", ((Error)await log.Next()).Message);
        await system.Terminate();
    }

    [Fact]
    public async Task Standard_output_gives_way_to_a_logger_that_has_started_in_the_background()
    {
        using var system = Start<AnsweringLogger>("logger-start-8", InBackground);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (system.EventStream.HasSubscriptions(system.Settings.StdoutLogger))
            await Task.Delay(TimeSpan.FromMilliseconds(5), deadline.Token);
        var log = Logs[system.Name];
        Assert.IsType<InitializeLogger>(await log.Next());
        system.Log.Error("heard");
        Assert.Equal("heard", ((Error)await log.Next()).Message);
        await system.Terminate();
    }

    [Fact]
    public async Task The_level_can_change_while_the_system_runs()
    {
        using var system = Start<AnsweringLogger>("logger-start-6", "akka.loglevel = INFO");
        var log = Logs[system.Name];
        Assert.IsType<InitializeLogger>(await log.Next());
        system.EventStream.SetLogLevel(LogLevel.DebugLevel);
        system.Log.Debug("now");
        Assert.Equal("now", ((Debug)await log.Next()).Message);
        system.EventStream.SetLogLevel(LogLevel.ErrorLevel);
        system.Log.Warning("not now");
        system.Log.Error("this");
        Assert.Equal("this", ((Error)await log.Next()).Message);
        await system.Terminate();
    }

    [Fact]
    public async Task Unhandled_messages_are_logged_if_asked_for()
    {
        await using var fixture = new SystemFixture("akka { loglevel = DEBUG, actor.debug.unhandled = on }");
        var actor = fixture.System.ActorOf(Props.Create<Deaf>(), "deaf");
        actor.Tell("hello", ActorRefs.NoSender);
        var logEvent = await fixture.Logged(text => text.StartsWith("Unhandled message from", StringComparison.Ordinal));
        Assert.IsType<Debug>(logEvent);
        Assert.EndsWith(" : hello", $"{logEvent.Message}", StringComparison.Ordinal);
        Assert.Equal(actor.Path.ToString(), logEvent.LogSource);
    }

    [Fact]
    public async Task An_actors_logger_names_its_path_and_class()
    {
        await using var fixture = new SystemFixture();
        fixture.System.ActorOf(Props.Create<Talkative>(), "talkative").Tell("hello {Name}", ActorRefs.NoSender);
        var logEvent = await fixture.Logged(text => text == "hello world");
        Assert.Equal($"akka://{fixture.System.Name}/user/talkative", logEvent.LogSource);
        Assert.Equal(typeof(Talkative), logEvent.LogClass);
        Assert.Equal($"somebody (akka://{fixture.System.Name})", LogSource.Create("somebody", fixture.System).Source);
        Assert.Equal($"Deaf (akka://{fixture.System.Name})", LogSource.Create(typeof(Deaf), fixture.System).Source);
    }

    private static ActorSystem Start<TLogger>(string name, string settings) => Start(name, LoggerName<TLogger>(), settings);

    private static ActorSystem Start(string name, string logger, string settings)
    {
        Logs[name] = new RecordingRef(name);
        return ActorSystem.Create(name, ConfigurationFactory.ParseString(settings)
            .WithFallback(ConfigurationFactory.ParseString($"akka {{ loggers = [\"{logger}\"], stdout-loglevel = OFF }}")));
    }

    private class SilentLogger : ActorBase
    {
        protected override bool Receive(object message)
        {
            Logs[Context.System.Name].Tell(message, Self);
            return true;
        }
    }

    private sealed class AnsweringLogger : SilentLogger
    {
        protected override bool Receive(object message)
        {
            if (message is InitializeLogger)
                Sender.Tell(new LoggerInitialized(), Self);
            return base.Receive(message);
        }
    }

    private sealed class WrongLogger : ActorBase
    {
        protected override bool Receive(object message)
        {
            Sender.Tell("what?", Self);
            return true;
        }
    }

    private sealed class RecordingStdout : MinimalLogger
    {
        public RecordingStdout() => Logs.TryAdd(nameof(RecordingStdout), new RecordingRef(nameof(RecordingStdout)));

        protected override void Log(object message) => Logs[nameof(RecordingStdout)].Tell(message);
    }

    private sealed class Deaf : ActorBase
    {
        protected override bool Receive(object message) => false;
    }

    private sealed class Talkative : ActorBase
    {
        protected override bool Receive(object message)
        {
            Context.GetLogger().Info((string)message, "world");
            return true;
        }
    }
}
