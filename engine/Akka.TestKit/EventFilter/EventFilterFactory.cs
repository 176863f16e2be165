using System.Text.RegularExpressions;
using Akka.Actor;
using Akka.Event;
using Akka.TestKit.Internal;
using Akka.TestKit.Internal.StringMatcher;

namespace Akka.TestKit;

/// <summary>
/// Chooses the log events to expect or to mute. Of <c>message</c>, <c>start</c> and <c>contains</c> the first one given counts: the
/// whole text, its beginning, or a part of it. <c>source</c> is the event's source or the path of the actor that logged it, relative
/// to <c>/user</c> if need be. Events below the system's <c>akka.loglevel</c> are never published and so never seen.
/// </summary>
public class EventFilterFactory
{
    private readonly TestKitBase _testkit;
    private readonly ActorSystem _system;
    private readonly IReadOnlyList<EventFilterBase> _filters;

    /// <summary>Filters the events of the test kit's system.</summary>
    /// <param name="testkit">The test kit.</param>
    public EventFilterFactory(TestKitBase testkit)
        : this(testkit, testkit is null ? throw new ArgumentNullException(nameof(testkit)) : testkit.Sys)
    {
    }

    /// <summary>Filters the events of a system.</summary>
    /// <param name="testkit">The test kit whose assertions and timeouts are used.</param>
    /// <param name="system">The system; it must log by a <see cref="TestEventListener"/>.</param>
    public EventFilterFactory(TestKitBase testkit, ActorSystem system)
        : this(testkit, system, [])
    {
    }

    /// <summary>Filters the events of a system by more than one filter.</summary>
    /// <param name="testkit">The test kit whose assertions and timeouts are used.</param>
    /// <param name="actorSystem">The system; it must log by a <see cref="TestEventListener"/>.</param>
    /// <param name="filters">The filters that the next one is added to.</param>
    public EventFilterFactory(TestKitBase testkit, ActorSystem actorSystem, IReadOnlyList<EventFilterBase> filters)
    {
        _testkit = testkit;
        _system = actorSystem;
        _filters = filters;
    }

    /// <summary>Error events that carry an exception.</summary>
    /// <typeparam name="TException">The exception's type or a base type of it.</typeparam>
    /// <param name="message">The whole text of the event or of the exception.</param>
    /// <param name="start">Its beginning.</param>
    /// <param name="contains">A part of it.</param>
    /// <param name="source">The event's source.</param>
    public IEventFilterApplier Exception<TException>(string? message = null, string? start = null, string? contains = null, string? source = null)
        where TException : Exception =>
        Exception(typeof(TException), message, start, contains, source);

    /// <summary>Error events that carry an exception.</summary>
    /// <param name="exceptionType">The exception's type or a base type of it.</param>
    /// <param name="message">The whole text of the event or of the exception.</param>
    /// <param name="start">Its beginning.</param>
    /// <param name="contains">A part of it.</param>
    /// <param name="source">The event's source.</param>
    /// <param name="checkInnerExceptions">Whether an inner exception will do.</param>
    public IEventFilterApplier Exception(Type exceptionType, string? message = null, string? start = null, string? contains = null, string? source = null, bool checkInnerExceptions = false) =>
        CreateApplier(new ErrorFilter(exceptionType, CreateMessageMatcher(message, start, contains), SourceMatcher(source), checkInnerExceptions), _system);

    /// <summary>Error events that carry an exception.</summary>
    /// <typeparam name="TException">The exception's type or a base type of it.</typeparam>
    /// <param name="pattern">What the text of the event or of the exception must match.</param>
    /// <param name="source">The event's source.</param>
    public IEventFilterApplier Exception<TException>(Regex pattern, string? source = null)
        where TException : Exception =>
        Exception(typeof(TException), pattern, source);

    /// <summary>Error events that carry an exception.</summary>
    /// <param name="exceptionType">The exception's type or a base type of it.</param>
    /// <param name="pattern">What the text of the event or of the exception must match.</param>
    /// <param name="source">The event's source.</param>
    /// <param name="checkInnerExceptions">Whether an inner exception will do.</param>
    public IEventFilterApplier Exception(Type exceptionType, Regex pattern, string? source = null, bool checkInnerExceptions = false) =>
        CreateApplier(new ErrorFilter(exceptionType, new RegexMatcher(pattern), SourceMatcher(source), checkInnerExceptions), _system);

    /// <summary>Error events, with or without an exception.</summary>
    /// <param name="message">The whole text.</param>
    /// <param name="start">Its beginning.</param>
    /// <param name="contains">A part of it.</param>
    /// <param name="source">The event's source.</param>
    public IEventFilterApplier Error(string? message = null, string? start = null, string? contains = null, string? source = null) =>
        CreateApplier(new ErrorFilter(CreateMessageMatcher(message, start, contains), SourceMatcher(source)), _system);

    /// <summary>Error events, with or without an exception.</summary>
    /// <param name="pattern">What the text must match.</param>
    /// <param name="source">The event's source.</param>
    public IEventFilterApplier Error(Regex pattern, string? source = null) =>
        CreateApplier(new ErrorFilter(new RegexMatcher(pattern), SourceMatcher(source)), _system);

    /// <summary>Warnings.</summary>
    /// <inheritdoc cref="Error(string, string, string, string)"/>
    public IEventFilterApplier Warning(string? message = null, string? start = null, string? contains = null, string? source = null) =>
        CreateApplier(new WarningFilter(CreateMessageMatcher(message, start, contains), SourceMatcher(source)), _system);

    /// <summary>Warnings.</summary>
    /// <inheritdoc cref="Error(Regex, string)"/>
    public IEventFilterApplier Warning(Regex pattern, string? source = null) =>
        CreateApplier(new WarningFilter(new RegexMatcher(pattern), SourceMatcher(source)), _system);

    /// <summary>Info events.</summary>
    /// <inheritdoc cref="Error(string, string, string, string)"/>
    public IEventFilterApplier Info(string? message = null, string? start = null, string? contains = null, string? source = null) =>
        CreateApplier(new InfoFilter(CreateMessageMatcher(message, start, contains), SourceMatcher(source)), _system);

    /// <summary>Info events.</summary>
    /// <inheritdoc cref="Error(Regex, string)"/>
    public IEventFilterApplier Info(Regex pattern, string? source = null) =>
        CreateApplier(new InfoFilter(new RegexMatcher(pattern), SourceMatcher(source)), _system);

    /// <summary>Debug events.</summary>
    /// <inheritdoc cref="Error(string, string, string, string)"/>
    public IEventFilterApplier Debug(string? message = null, string? start = null, string? contains = null, string? source = null) =>
        CreateApplier(new DebugFilter(CreateMessageMatcher(message, start, contains), SourceMatcher(source)), _system);

    /// <summary>Debug events.</summary>
    /// <inheritdoc cref="Error(Regex, string)"/>
    public IEventFilterApplier Debug(Regex pattern, string? source = null) =>
        CreateApplier(new DebugFilter(new RegexMatcher(pattern), SourceMatcher(source)), _system);

    /// <summary>Events of a level.</summary>
    /// <param name="logLevel">The level.</param>
    /// <param name="message">The whole text.</param>
    /// <param name="start">Its beginning.</param>
    /// <param name="contains">A part of it.</param>
    /// <param name="source">The event's source.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such level.</exception>
    public IEventFilterApplier ForLogLevel(LogLevel logLevel, string? message = null, string? start = null, string? contains = null, string? source = null) =>
        CreateApplier(LevelFilter(logLevel, CreateMessageMatcher(message, start, contains), SourceMatcher(source)), _system);

    /// <summary>Events of a level.</summary>
    /// <param name="logLevel">The level.</param>
    /// <param name="pattern">What the text must match.</param>
    /// <param name="source">The event's source.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such level.</exception>
    public IEventFilterApplier ForLogLevel(LogLevel logLevel, Regex pattern, string? source = null) =>
        CreateApplier(LevelFilter(logLevel, new RegexMatcher(pattern), SourceMatcher(source)), _system);

    /// <summary>Any dead letter.</summary>
    public IEventFilterApplier DeadLetter() => DeadLetters(isMatch: null, source: null);

    /// <summary>Dead letters with a message of some type.</summary>
    /// <typeparam name="TMessage">The message's type or a base type of it.</typeparam>
    /// <param name="source">The path of whom the message was for.</param>
    public IEventFilterApplier DeadLetter<TMessage>(string? source = null) =>
        DeadLetters(letter => letter.Message is TMessage, source);

    /// <summary>Dead letters with a message of some type that a predicate holds for.</summary>
    /// <typeparam name="TMessage">The message's type or a base type of it.</typeparam>
    /// <param name="isMatch">The predicate.</param>
    /// <param name="source">The path of whom the message was for.</param>
    public IEventFilterApplier DeadLetter<TMessage>(Func<TMessage, bool> isMatch, string? source = null) =>
        DeadLetters(letter => letter.Message is TMessage message && isMatch(message), source);

    /// <summary>Dead letters with a message of some type.</summary>
    /// <param name="type">The message's type or a base type of it.</param>
    /// <param name="source">The path of whom the message was for.</param>
    public IEventFilterApplier DeadLetter(Type type, string? source = null) =>
        DeadLetters(letter => type.IsInstanceOfType(letter.Message), source);

    /// <summary>Dead letters with a message of some type that a predicate holds for.</summary>
    /// <param name="type">The message's type or a base type of it.</param>
    /// <param name="isMatch">The predicate.</param>
    /// <param name="source">The path of whom the message was for.</param>
    public IEventFilterApplier DeadLetter(Type type, Func<object, bool> isMatch, string? source = null) =>
        DeadLetters(letter => type.IsInstanceOfType(letter.Message) && isMatch(letter.Message), source);

    /// <summary>Events that a predicate holds for.</summary>
    /// <param name="predicate">The predicate.</param>
    public IEventFilterApplier Custom(Predicate<LogEvent> predicate) => CreateApplier(new CustomEventFilter(predicate), _system);

    /// <summary>Events of some type that a predicate holds for.</summary>
    /// <typeparam name="TLogEvent">The event's type.</typeparam>
    /// <param name="predicate">The predicate.</param>
    public IEventFilterApplier Custom<TLogEvent>(Predicate<TLogEvent> predicate)
        where TLogEvent : LogEvent
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return Custom(logEvent => logEvent is TLogEvent typed && predicate(typed));
    }

    /// <summary>Adds a filter to those chosen before.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="system">The system whose events it is for.</param>
    protected IEventFilterApplier CreateApplier(EventFilterBase filter, ActorSystem system) =>
        new InternalEventFilterApplier(_testkit, system, [.. _filters, filter]);

    /// <summary>The condition that the first of the texts given stands for, or null where none is given.</summary>
    /// <param name="message">The whole text.</param>
    /// <param name="start">Its beginning.</param>
    /// <param name="contains">A part of it.</param>
    protected static IStringMatcher? CreateMessageMatcher(string? message, string? start, string? contains) =>
        (message, start, contains) switch
        {
            ({ } whole, _, _) => new EqualsString(whole),
            (_, { } beginning, _) => new StartsWithString(beginning),
            (_, _, { } part) => new ContainsString(part),
            _ => null,
        };

    private static EqualsStringAndPathMatcher? SourceMatcher(string? source) =>
        source is null ? null : new EqualsStringAndPathMatcher(source);

    private static EventFilterBase LevelFilter(LogLevel logLevel, IStringMatcher? message, IStringMatcher? source) => logLevel switch
    {
        LogLevel.DebugLevel => new DebugFilter(message, source),
        LogLevel.InfoLevel => new InfoFilter(message, source),
        LogLevel.WarningLevel => new WarningFilter(message, source),
        LogLevel.ErrorLevel => new ErrorFilter(message, source),
        _ => throw new ArgumentOutOfRangeException(nameof(logLevel), logLevel, "Unknown log level."),
    };

    private IEventFilterApplier DeadLetters(Predicate<DeadLetter>? isMatch, string? source) =>
        CreateApplier(new DeadLettersFilter(null, SourceMatcher(source), isMatch), _system);
}
