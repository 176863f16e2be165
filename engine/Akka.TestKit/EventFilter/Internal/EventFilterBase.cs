using System.Text;
using Akka.Event;
using Akka.TestKit.Internal.StringMatcher;

namespace Akka.TestKit.Internal;

/// <summary>Called for every event that a filter takes.</summary>
/// <param name="eventFilter">The filter.</param>
/// <param name="logEvent">The event.</param>
public delegate void EventMatched(EventFilterBase eventFilter, LogEvent logEvent);

/// <summary>A condition on a log event's kind, message and source.</summary>
public abstract class EventFilterBase : IEventFilter
{
    private readonly IStringMatcher _messageMatcher;
    private readonly IStringMatcher _sourceMatcher;

    /// <summary>Sets the conditions on the texts.</summary>
    /// <param name="messageMatcher">The condition on the message; null for any.</param>
    /// <param name="sourceMatcher">The condition on the source; null for any.</param>
    protected EventFilterBase(IStringMatcher? messageMatcher, IStringMatcher? sourceMatcher)
    {
        _messageMatcher = messageMatcher ?? MatchesAll.Instance;
        _sourceMatcher = sourceMatcher ?? MatchesAll.Instance;
    }

    /// <summary>Raised for every event that the filter takes, on the thread of the logger.</summary>
    public event EventMatched? EventMatched;

    /// <summary>What kind of event the filter is for, as failures name it.</summary>
    protected abstract string FilterDescriptiveName { get; }

    /// <inheritdoc/>
    public bool Apply(LogEvent logEvent)
    {
        if (!IsMatch(logEvent))
            return false;
        OnEventMatched(logEvent);
        return true;
    }

    /// <summary>Whether the event fulfils all conditions.</summary>
    /// <param name="evt">The event.</param>
    protected abstract bool IsMatch(LogEvent evt);

    /// <summary>Raises <see cref="EventMatched"/>.</summary>
    /// <param name="logEvent">The event.</param>
    protected virtual void OnEventMatched(LogEvent logEvent) => EventMatched?.Invoke(this, logEvent);

    /// <summary>Whether source and message fulfil the conditions on them.</summary>
    /// <param name="src">The source.</param>
    /// <param name="msg">The message.</param>
    protected bool InternalDoMatch(string src, object? msg) =>
        _sourceMatcher.IsMatch(src) && _messageMatcher.IsMatch(msg?.ToString() ?? "null");

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder(FilterDescriptiveName);
        var hasMessage = _messageMatcher is not MatchesAll;
        if (hasMessage)
            text.Append(" when Message ").Append(_messageMatcher);
        if (_sourceMatcher is not MatchesAll)
            text.Append(hasMessage ? " and Source " : " when Source ").Append(_sourceMatcher);
        return text.ToString();
    }
}
