using System.Globalization;
using System.Text.RegularExpressions;
using Akka.Event;

namespace Akka.Tests.Event;

public class LoggingAdapterTests
{
    private readonly EventStream _stream = new(debug: false);
    private readonly RecordingRef _logger = new("logger");
    private readonly ILoggingAdapter _log;

    public LoggingAdapterTests()
    {
        _stream.Subscribe(_logger, typeof(LogEvent));
        _log = Logging.GetLogger(_stream, "source");
    }

    [Fact]
    public void Each_level_has_its_event()
    {
        var cause = new InvalidOperationException("broken");
        _log.Debug("d {0}", 1);
        _log.Info("i");
        _log.Warning(cause, "w {0} {1}", 1, 2);
        _log.Error(cause, "e");

        var events = _logger.Received().Cast<LogEvent>().ToList();
        Assert.Equal([typeof(Debug), typeof(Info), typeof(Warning), typeof(Error)], events.Select(logEvent => logEvent.GetType()));
        Assert.Equal(["d 1", "i", "w 1 2", "e"], events.Select(logEvent => $"{logEvent.Message}"));
        Assert.Equal([null, null, cause, cause], events.Select(logEvent => logEvent.Cause));
        Assert.All(events, logEvent => Assert.Equal("source", logEvent.LogSource));
        Assert.All(events, logEvent => Assert.Equal(typeof(DummyClassForStringSources), logEvent.LogClass));
    }

    [Fact]
    public void Up_to_six_arguments_and_arrays_of_them_are_formatted()
    {
        _log.Info("{0}", 1);
        _log.Info("{0}{1}", 1, 2);
        _log.Info("{0}{1}{2}", 1, 2, 3);
        _log.Info("{0}{1}{2}{3}", 1, 2, 3, 4);
        _log.Info("{0}{1}{2}{3}{4}", 1, 2, 3, 4, 5);
        _log.Info("{0}{1}{2}{3}{4}{5}", 1, 2, 3, 4, 5, 6);
        _log.Info("{0}{1}{2}{3}{4}{5}{6}", [1, 2, 3, 4, 5, 6, 7]);
        Assert.Equal(
            ["1", "12", "123", "1234", "12345", "123456", "1234567"],
            _logger.Received().Cast<LogEvent>().Select(logEvent => $"{logEvent.Message}"));
    }

    [Fact]
    public void The_level_decides_what_is_logged_and_can_change()
    {
        _stream.SetLogLevel(LogLevel.WarningLevel);
        Assert.False(_log.IsInfoEnabled);
        Assert.True(_log.IsWarningEnabled);
        _log.Info("no");
        _log.Warning("yes");
        _stream.SetLogLevel(LogLevel.DebugLevel);
        _log.Debug("yes");
        Assert.Equal(["yes", "yes"], _logger.Received().Cast<LogEvent>().Select(logEvent => $"{logEvent.Message}"));
    }

    [Fact]
    public void While_a_level_is_off_arguments_cost_nothing()
    {
        _stream.SetLogLevel(LogLevel.ErrorLevel);
        Log();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            Log();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Log()
        {
            _log.Debug("{0}", 1);
            _log.Info("{0} {1}", 1, 2.5);
            _log.Warning("{0} {1} {2} {3} {4} {5}", 1, 2L, 'c', 4m, true, DayOfWeek.Friday);
        }
    }

    [Fact]
    public void A_level_that_does_not_exist_is_refused() =>
        Assert.Throws<NotSupportedException>(() => _log.IsEnabled((LogLevel)42));

    [Fact]
    public void The_line_names_level_time_thread_source_and_message()
    {
        var logEvent = new Warning("akka://sys/user/a", typeof(string), "attention");
        var time = logEvent.Timestamp.ToString("MM/dd/yyyy HH:mm:ss.fff", CultureInfo.InvariantCulture);
        var thread = Environment.CurrentManagedThreadId.ToString("0000", CultureInfo.InvariantCulture);
        Assert.Equal($"[WARNING][{time}Z][Thread {thread}][akka://sys/user/a] attention", logEvent.ToString());
    }

    [Fact]
    public void The_cause_follows_on_the_next_line()
    {
        var lines = new Error(new InvalidOperationException("broken"), "s", typeof(string), "failed").ToString().Split(Environment.NewLine);
        Assert.EndsWith("[s] failed", lines[0], StringComparison.Ordinal);
        Assert.Equal("Cause: System.InvalidOperationException: broken", lines[1]);
    }

    [Theory]
    [InlineData("debug", LogLevel.DebugLevel)]
    [InlineData("INFO", LogLevel.InfoLevel)]
    [InlineData("Warning", LogLevel.WarningLevel)]
    [InlineData("error", LogLevel.ErrorLevel)]
    public void Levels_have_names_in_any_casing(string name, LogLevel level)
    {
        Assert.Equal(level, Logging.LogLevelFor(name));
        Assert.Equal(name.ToUpperInvariant(), level.StringFor());
    }

    [Fact]
    public void Off_is_above_all_levels_and_other_names_are_refused()
    {
        Assert.True(Logging.LogLevelFor("off") > LogLevel.ErrorLevel);
        Assert.Contains("\"loud\"", Assert.Throws<ArgumentException>(() => Logging.LogLevelFor("loud")).Message, StringComparison.Ordinal);
        Assert.Equal(LogLevel.ErrorLevel, Logging.LogLevelFor<Error>());
        Assert.Throws<ArgumentException>(() => Logging.LogLevelFor<LogEvent>());
    }

    [Fact]
    public void Sources_are_named_by_text_type_path_or_object()
    {
        Assert.Equal("LoggingAdapterTests", LogSource.Create(typeof(LoggingAdapterTests)).Source);
        Assert.Equal("LoggingAdapterTests", LogSource.Create(this).Source);
        Assert.Equal(typeof(LoggingAdapterTests), LogSource.Create(this).Type);
        Assert.Equal("akka://test/logger", LogSource.Create(_logger).Source);
        Assert.Equal("x", LogSource.Create(LogSource.Create("x", typeof(int))).Source);
    }

    [Fact]
    public void The_logger_for_nothing_logs_nothing()
    {
        NoLogger.Instance.Error("{0}", 1);
        Assert.False(NoLogger.Instance.IsErrorEnabled);
        Assert.False(NoLogger.Instance.IsEnabled(LogLevel.ErrorLevel));
    }

    [Fact]
    public void Filters_drop_by_source_or_line()
    {
        var setup = new LogFilterBuilder()
            .ExcludeSourceExactly("exact")
            .ExcludeSourceStartingWith("start")
            .ExcludeSourceEndingWith("end")
            .ExcludeSourceContaining("middle")
            .ExcludeMessageContaining("secret")
            .ExcludeMessageRegex(new Regex("[0-9]{16}"))
            .Build();
        Assert.Equal(6, setup.Filters.Length);
        var evaluator = setup.CreateEvaluator();
        Assert.False(evaluator.EvaluatesLogSourcesOnly);

        Assert.All(
            new[] { ("EXACT", "a"), ("starting", "a"), ("the End", "a"), ("a middle b", "a"), ("s", "a Secret"), ("s", "card 1234567812345678") },
            dropped => Assert.False(evaluator.ShouldTryKeepMessage(new Info(dropped.Item1, typeof(string), dropped.Item2), out _)));
        Assert.All(
            new[] { ("exactly", "a"), ("restart", "a"), ("ending", "a"), ("s", "fine") },
            kept =>
            {
                var logEvent = new Info(kept.Item1, typeof(string), kept.Item2);
                Assert.True(evaluator.ShouldTryKeepMessage(logEvent, out var line));
                Assert.Equal(logEvent.ToString(), line);
            });
    }

    [Fact]
    public void A_template_at_odds_with_its_arguments_is_filtered_and_kept_by_its_parts()
    {
        var evaluator = new LogFilterBuilder().ExcludeMessageContaining("secret").Build().CreateEvaluator();
        var log = Logging.GetLogger(_stream, "source", DefaultLogMessageFormatter.Instance);
        log.Info("broken {0} {1} {", "in public");
        log.Info("broken {0} {1} {", "in secret");
        var events = _logger.Received().Cast<LogEvent>().ToList();

        Assert.True(evaluator.ShouldTryKeepMessage(events[0], out var line));
        Assert.Contains("broken {0} {1} { [in public]", line, StringComparison.Ordinal);
        Assert.False(evaluator.ShouldTryKeepMessage(events[1], out _));
    }

    [Fact]
    public void Filters_by_source_alone_never_make_the_text_of_what_they_drop()
    {
        var evaluator = new LogFilterBuilder().ExcludeSourceExactly("s").Build().CreateEvaluator();
        Assert.True(evaluator.EvaluatesLogSourcesOnly);
        Assert.False(evaluator.ShouldTryKeepMessage(new Info("s", typeof(string), new Untouchable()), out _));
    }

    private sealed class Untouchable
    {
        public override string ToString() => throw new InvalidOperationException("Nobody may ask for the text.");
    }
}
