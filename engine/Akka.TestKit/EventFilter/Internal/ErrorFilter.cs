using Akka.Event;
using Akka.TestKit.Internal.StringMatcher;

namespace Akka.TestKit.Internal;

/// <summary>
/// Takes <see cref="Error"/> events, or those among them that carry an exception of some type. Then the text of the exception
/// counts as well as that of the event.
/// </summary>
public class ErrorFilter : EventFilterBase
{
    private readonly Type? _exceptionType;
    private readonly bool _recurseInnerExceptions;

    /// <inheritdoc/>
    public ErrorFilter(IStringMatcher? messageMatcher = null, IStringMatcher? sourceMatcher = null)
        : base(messageMatcher, sourceMatcher)
    {
    }

    /// <summary>Takes events with an exception.</summary>
    /// <param name="exceptionType">The exception's type or a base type of it; null for events with or without exception.</param>
    /// <param name="messageMatcher">The condition on the event's or the exception's message; null for any.</param>
    /// <param name="sourceMatcher">The condition on the source; null for any.</param>
    /// <param name="recurseInnerExceptions">Whether an inner exception will do.</param>
    public ErrorFilter(Type? exceptionType, IStringMatcher? messageMatcher = null, IStringMatcher? sourceMatcher = null, bool recurseInnerExceptions = false)
        : base(messageMatcher, sourceMatcher)
    {
        _exceptionType = exceptionType;
        _recurseInnerExceptions = recurseInnerExceptions;
    }

    /// <inheritdoc/>
    protected override string FilterDescriptiveName =>
        _exceptionType is null ? "Error" : $"Error with Cause <{_exceptionType}>{(_recurseInnerExceptions ? " (inner exceptions included)" : "")}";

    /// <inheritdoc/>
    protected override bool IsMatch(LogEvent evt) =>
        evt is Error error
        && (_exceptionType is null
            ? InternalDoMatch(error.LogSource, error.Message)
            : IsMatch(error, error.Cause, _exceptionType));

    private bool IsMatch(Error error, Exception? cause, Type exceptionType)
    {
        if (cause is null)
            return false;
        var isMatch = exceptionType.IsInstanceOfType(cause)
            && (InternalDoMatch(error.LogSource, error.Message) || InternalDoMatch(error.LogSource, cause.Message));
        if (isMatch)
            return true;
        if (!_recurseInnerExceptions)
            return false;
        return cause is AggregateException aggregate
            ? aggregate.InnerExceptions.Any(inner => IsMatch(error, inner, exceptionType))
            : IsMatch(error, cause.InnerException, exceptionType);
    }
}
