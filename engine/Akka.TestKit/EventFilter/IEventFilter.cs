using Akka.Event;

namespace Akka.TestKit;

/// <summary>Decides which log events are kept from the log.</summary>
public interface IEventFilter
{
    /// <summary>Whether the filter takes the event, which then is not logged.</summary>
    /// <param name="logEvent">The event.</param>
    bool Apply(LogEvent logEvent);
}
