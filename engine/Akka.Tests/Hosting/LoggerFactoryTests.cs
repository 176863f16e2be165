using Akka.Actor;
using Akka.Configuration;
using Akka.Event;
using Akka.Hosting;
using Akka.Hosting.Logging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using AkkaLogLevel = Akka.Event.LogLevel;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace Akka.Tests.Hosting;

public class LoggerFactoryTests
{
    private sealed class Talker : ReceiveActor
    {
        public Talker()
        {
            var log = Context.GetLogger();
            Receive<AkkaLogLevel>(level => log.Log(level, "at {0}", [level]));
            Receive<Exception>(exception => log.Error(exception, "{What} failed {Times:0} times", "it", 3));
            Receive<string>(template => log.Info(template, 1));
        }
    }

    private static async Task<(IHost Host, IActorRef Talker)> StartAsync(
        RecordingLoggerProvider log, Action<LoggerConfigBuilder>? configure = null)
    {
        var host = TestHost.With(
            akka => akka
                .ConfigureLoggers(loggers =>
                {
                    loggers.LogLevel = AkkaLogLevel.DebugLevel;
                    loggers.ClearLoggers().AddLoggerFactory();
                    configure?.Invoke(loggers);
                })
                .WithActors((system, registry) =>
                    registry.Register<Talker>(system.ActorOf(Props.Create<Talker>(), "talker"))),
            log: log);
        await host.StartAsync(TestHost.Soon());
        return (host, host.Services.GetRequiredService<ActorRegistry>().Get<Talker>());
    }

    [Theory]
    [InlineData(AkkaLogLevel.DebugLevel, LogLevel.Debug)]
    [InlineData(AkkaLogLevel.InfoLevel, LogLevel.Information)]
    [InlineData(AkkaLogLevel.WarningLevel, LogLevel.Warning)]
    [InlineData(AkkaLogLevel.ErrorLevel, LogLevel.Error)]
    public async Task Levels_keep_their_meaning(AkkaLogLevel akka, LogLevel expected)
    {
        using var log = new RecordingLoggerProvider();
        var (host, talker) = await StartAsync(log);
        using var _ = host;

        talker.Tell(akka);

        var entry = await log.NextAsync(entry => entry.Text.EndsWith($"at {akka}", StringComparison.Ordinal));
        Assert.Equal(expected, entry.Level);
        Assert.Equal(typeof(Talker).FullName!.Replace('+', '.'), entry.Category);
        await host.StopAsync(TestHost.Soon());
    }

    [Fact]
    public async Task What_the_last_actors_log_is_handed_on_before_the_system_ends()
    {
        using var log = new RecordingLoggerProvider();
        var (host, talker) = await StartAsync(log);
        using var _ = host;
        for (var i = 0; i < 1000; i++)
        {
            talker.Tell("still at work");
        }

        var ended = talker.WatchAsync();
        talker.Tell("the last word of {0}");
        talker.Tell(PoisonPill.Instance);
        // Its order to stop would overtake what it has yet to say.
        await ended;
        await host.StopAsync(TestHost.Soon());

        await log.NextAsync(entry => entry.Text.EndsWith("the last word of 1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Arguments_exception_and_path_arrive_as_structure()
    {
        using var log = new RecordingLoggerProvider();
        var (host, talker) = await StartAsync(log);
        using var _ = host;
        var failure = new InvalidOperationException("why");

        talker.Tell(failure);

        var entry = await log.NextAsync(entry => entry.Exception is not null);
        Assert.Same(failure, entry.Exception);
        Assert.Contains("it failed 3 times", entry.Text, StringComparison.Ordinal);
        Assert.Contains("/user/talker", entry.Text, StringComparison.Ordinal);
        Assert.Equal(("it", (object?)3), (entry.State["What"], entry.State["Times"]));
        Assert.Equal("{What} failed {Times:0} times", entry.State["{OriginalFormat}"]);
        Assert.Contains("/user/talker", Assert.IsType<string>(entry.State["ActorPath"]), StringComparison.Ordinal);
        await host.StopAsync(TestHost.Soon());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_template_at_odds_with_its_arguments_does_not_end_the_log(bool isFiltered)
    {
        using var log = new RecordingLoggerProvider();
        var (host, talker) = await StartAsync(
            log,
            loggers =>
            {
                loggers.WithDefaultLogMessageFormatter<DefaultLogMessageFormatter>();
                if (isFiltered)
                {
                    loggers.WithLogFilter(filter => filter.ExcludeMessageContaining("secret"));
                }
            });
        using var _ = host;

        talker.Tell("broken {0} {1} {");
        talker.Tell("whole {0}");

        await log.NextAsync(entry => entry.Text.Contains("broken", StringComparison.Ordinal));
        await log.NextAsync(entry => entry.Text.EndsWith("whole 1", StringComparison.Ordinal));
        await host.StopAsync(TestHost.Soon());
    }

    [Fact]
    public async Task Many_actors_of_one_class_share_one_category()
    {
        using var log = new RecordingLoggerProvider();
        var (host, _) = await StartAsync(log);
        using var __ = host;
        var system = host.Services.GetRequiredService<ActorSystem>();

        for (var i = 0; i < 100; i++)
        {
            system.ActorOf(Props.Create<Talker>(), $"talker-{i}").Tell("here {0}");
        }

        for (var i = 0; i < 100; i++)
        {
            await log.NextAsync(entry => entry.Text.EndsWith("here 1", StringComparison.Ordinal));
        }

        Assert.Single(log.Categories, category => category.EndsWith(nameof(Talker), StringComparison.Ordinal));
        await host.StopAsync(TestHost.Soon());
    }

    [Fact]
    public async Task A_source_named_by_text_logs_under_the_system()
    {
        using var log = new RecordingLoggerProvider();
        var (host, _) = await StartAsync(log);
        using var __ = host;

        Akka.Event.Logging.GetLogger(host.Services.GetRequiredService<ActorSystem>(), "my-part").Warning("look out");

        var entry = await log.NextAsync(entry => entry.Text.EndsWith("look out", StringComparison.Ordinal));
        Assert.Equal(typeof(ActorSystem).FullName, entry.Category);
        Assert.Contains("my-part", entry.Text, StringComparison.Ordinal);
        await host.StopAsync(TestHost.Soon());
    }

    [Fact]
    public async Task A_factory_of_ones_own_gets_the_log_instead_of_the_hosts()
    {
        using var hosts = new RecordingLoggerProvider();
        using var own = new RecordingLoggerProvider();
        using var factory = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Debug).AddProvider(own));
        var (host, talker) = await StartAsync(hosts, loggers => loggers.AddLoggerFactory(factory));
        using var _ = host;

        talker.Tell("own {0}");

        await own.NextAsync(entry => entry.Text.EndsWith("own 1", StringComparison.Ordinal));
        Assert.DoesNotContain(hosts.Categories, category => category.EndsWith(nameof(Talker), StringComparison.Ordinal));
        await host.StopAsync(TestHost.Soon());
    }

    [Fact]
    public async Task Filtered_events_do_not_arrive()
    {
        using var log = new RecordingLoggerProvider();
        var (host, talker) = await StartAsync(
            log, loggers => loggers.WithLogFilter(filter => filter.ExcludeMessageContaining("secret")));
        using var _ = host;

        talker.Tell("secret {0}");
        talker.Tell("public {0}");

        var first = await log.NextAsync(entry => entry.Category.EndsWith(nameof(Talker), StringComparison.Ordinal));
        Assert.EndsWith("public 1", first.Text, StringComparison.Ordinal);
        await host.StopAsync(TestHost.Soon());
    }

    [Fact]
    public void The_builder_writes_what_it_was_told()
    {
        var builder = new AkkaConfigurationBuilder(new ServiceCollection(), "hosted").ConfigureLoggers(loggers =>
        {
            loggers.LogLevel = AkkaLogLevel.WarningLevel;
            loggers.LogConfigOnStart = true;
            loggers.ClearLoggers().AddDefaultLogger().AddLogger<LoggerFactoryLogger>();
            loggers.DeadLetterOptions = new DeadLetterOptions
            {
                ShouldLog = TriStateValue.Some,
                LogCount = 7,
                LogDuringShutdown = false,
                LogSuspendDuration = TimeSpan.FromMinutes(2),
            };
            loggers.DebugOptions = new DebugOptions { LifeCycle = true, Unhandled = false };
        });

        var config = builder.Configuration.Value;
        Assert.Equal("WARNING", config.GetString("akka.loglevel"));
        Assert.True(config.GetBoolean("akka.log-config-on-start"));
        Assert.Equal(
            [typeof(DefaultLogger), typeof(LoggerFactoryLogger)],
            config.GetStringList("akka.loggers").Select(name => Type.GetType(name, throwOnError: true)));
        Assert.Equal(7, config.GetInt("akka.log-dead-letters"));
        Assert.False(config.GetBoolean("akka.log-dead-letters-during-shutdown"));
        Assert.Equal(TimeSpan.FromMinutes(2), config.GetTimeSpan("akka.log-dead-letters-suspend-duration"));
        Assert.True(config.GetBoolean("akka.actor.debug.lifecycle"));
        Assert.False(config.GetBoolean("akka.actor.debug.unhandled"));
        Assert.False(config.HasPath("akka.actor.debug.receive"));
        Assert.Throws<ConfigurationException>(
            () => new DeadLetterOptions { ShouldLog = TriStateValue.Some }.ToString());
    }
}
