using Akka.Actor;

namespace Akka.Event;

/// <summary>What a log filter looks at.</summary>
public enum LogFilterType
{
    /// <summary>What logged the event.</summary>
    Source,

    /// <summary>The event's text.</summary>
    Content,
}

/// <summary>What a log filter says about an event.</summary>
public enum LogFilterDecision
{
    /// <summary>The filter has nothing against the event.</summary>
    Keep,

    /// <summary>The event is not logged.</summary>
    Drop,

    /// <summary>The filter does not look at such events.</summary>
    NoDecision,
}

/// <summary>Decides which events are logged. Filters are called by loggers, not by those who log.</summary>
public abstract class LogFilterBase : INoSerializationVerificationNeeded, IDeadLetterSuppression
{
    /// <summary>What this filter looks at.</summary>
    public abstract LogFilterType FilterType { get; }

    /// <summary>Decides about an event.</summary>
    /// <param name="content">The event.</param>
    /// <param name="expandedMessage">The whole line that would be printed, if it was made already.</param>
    public abstract LogFilterDecision ShouldKeepMessage(LogEvent content, string? expandedMessage = null);
}
