using Akka.Event;

namespace Akka.Tests.Event;

public class LogTemplateTests
{
    public static TheoryData<string, object?[], string> Formats => new()
    {
        { "plain", [1], "plain" },
        { "{0} of {1}", ["one", 2], "one of 2" },
        { "{1} of {0}", ["one", 2], "2 of one" },
        { "{0} and {0}", ["one"], "one and one" },
        { "{User} has {Count}", ["ann", 3], "ann has 3" },
        { "{@User} and {$Other}", ["ann", "bob"], "ann and bob" },
        { "{Value:X4}|{Text,5}|{Text2,-5}|", [255, "ab", "cd"], "00FF|   ab|cd   |" },
        { "{At:HH:mm}", [new DateTime(2026, 1, 2, 3, 4, 5)], "03:04" },
        { "{{literal}} {A}", [1], "{literal} 1" },
        { "{A} {B}", [1], "1 {B}" },
        { "{Name} then {0} then {0}", ["n", "x", "y"], "n then x then y" },
        { "{0}|{1}|", ["x", null], "x||" },
        { "{0,5:X4} {{}}", [255], " 00FF {}" },
        { "{5}", [1], Invalid("{5}", "1") },
        { "{0} {Name}", ["x", "n"], Invalid("{0} {Name}", "x, n") },
        { "{0:N2} }", [1], Invalid("{0:N2} }", "1") },
        { "{{{{ no place }}", [1], "{{ no place }" },
        { "{ not a place } {A}", [1], "{ not a place } 1" },
        { "{} { {A", [1], "{} { {A" },
        { "{A}", [null], "null" },
        { "{Value:Q}", [1], "1" },
        { "unclosed {", [1], "unclosed {" },
        { "{A,99999}", [1], "{A,99999}" },
    };

    private static string Invalid(string format, string args) =>
        $"[INVALID LOG FORMAT] str=[{format}], args=[{args}]. Please fix the format string in the logging call site.";

    [Theory]
    [MemberData(nameof(Formats))]
    public void Places_take_their_arguments_and_all_else_stays(string format, object?[] args, string expected) =>
        Assert.Equal(expected, SemanticLogMessageFormatter.Instance.Format(format, args));

    [Fact]
    public void Without_arguments_the_format_is_the_text_but_for_doubled_braces() =>
        Assert.Equal("{0} {Name} {", SemanticLogMessageFormatter.Instance.Format("{0} {Name} {{"));

    [Fact]
    public void The_default_formatter_formats_numbered_places()
    {
        Assert.Equal("one of 2", DefaultLogMessageFormatter.Instance.Format("{0} of {1}", "one", 2));
        Assert.Equal("{0}", DefaultLogMessageFormatter.Instance.Format("{0}"));
        Assert.Equal("a b", DefaultLogMessageFormatter.Instance.Format("{0} {1}", new List<object?> { "a", "b" }));
        Assert.Throws<FormatException>(() => DefaultLogMessageFormatter.Instance.Format("{Name}", "one"));
    }

    [Fact]
    public void Loggers_get_the_arguments_by_name()
    {
        var log = new MessageCollector();
        log.Info("{User} has {Count} of {User}", "ann", 3, "bob");
        var logEvent = new Info("source", typeof(LogTemplateTests), Assert.Single(log.Messages));

        Assert.Equal("{User} has {Count} of {User}", logEvent.GetTemplate());
        Assert.Equal(["ann", 3, "bob"], logEvent.GetParameters());
        Assert.Equal(["User", "Count"], logEvent.GetPropertyNames());
        Assert.True(logEvent.TryGetProperties(out var properties));
        Assert.Equal(new Dictionary<string, object?> { ["User"] = "ann", ["Count"] = 3 }, properties);
    }

    [Theory]
    [InlineData("{0} {Name}", "0=x")]
    [InlineData("{Name} {0}", "Name=x, 0=y")]
    [InlineData("{1} {0}", "1=y, 0=x")]
    public void Loggers_get_each_argument_once(string format, string expected)
    {
        var log = new MessageCollector();
        log.Info(format, "x", "y");

        Assert.True(new Info("source", typeof(LogTemplateTests), Assert.Single(log.Messages)).TryGetProperties(out var properties));
        Assert.Equal(expected, string.Join(", ", properties!.Select(property => $"{property.Key}={property.Value}")));
    }

    [Fact]
    public void A_text_without_arguments_has_no_properties()
    {
        var logEvent = new Info("source", typeof(LogTemplateTests), "just {text}");
        Assert.Equal("just {text}", logEvent.GetTemplate());
        Assert.Empty(logEvent.GetParameters());
        Assert.Empty(logEvent.GetPropertyNames());
        Assert.False(logEvent.TryGetProperties(out var properties));
        Assert.Null(properties);
    }

    private sealed class MessageCollector() : LoggingAdapterBase(SemanticLogMessageFormatter.Instance)
    {
        public List<object> Messages { get; } = [];

        public override bool IsDebugEnabled => true;

        public override bool IsInfoEnabled => true;

        public override bool IsWarningEnabled => true;

        public override bool IsErrorEnabled => true;

        protected override void NotifyLog(LogLevel logLevel, object message, Exception? cause = null) => Messages.Add(message);
    }
}
