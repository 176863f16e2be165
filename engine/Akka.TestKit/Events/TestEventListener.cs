using Akka.Event;
using Akka.TestKit.TestEvent;

namespace Akka.TestKit;

/// <summary>
/// The default logger, with filters: what a filter takes is counted by whoever installed it and not logged. Name it in
/// <c>akka.loggers</c> where a system that is not the test kit's own is to be filtered. Dead letters and unhandled messages are
/// shown to the filters as warnings, too.
/// </summary>
public class TestEventListener : DefaultLogger
{
    private readonly List<IEventFilter> _filters = [];

    /// <inheritdoc/>
    protected override bool Receive(object message)
    {
        switch (message)
        {
            case InitializeLogger initialize:
                Initialize(initialize.LoggingBus);
                return true;
            case Mute mute:
                _filters.AddRange(mute.Filters);
                return true;
            case Unmute unmute:
                foreach (var filter in unmute.Filters)
                    _filters.Remove(filter);
                return true;
            case LogEvent logEvent:
                PrintUnlessTaken(logEvent);
                return true;
            case DeadLetter deadLetter:
                ShowToFilters(deadLetter);
                return true;
            case UnhandledMessage unhandled:
                PrintUnlessTaken(new Warning(
                    unhandled.Recipient.Path.ToString(),
                    unhandled.Recipient.GetType(),
                    $"Unhandled message from {unhandled.Sender}: {unhandled.Message}"));
                return true;
            default:
                return base.Receive(message);
        }
    }

    private void Initialize(LoggingBus bus)
    {
        bus.Subscribe(Self, typeof(Mute));
        bus.Subscribe(Self, typeof(Unmute));
        bus.Subscribe(Self, typeof(DeadLetter));
        bus.Subscribe(Self, typeof(UnhandledMessage));
        Sender.Tell(new LoggerInitialized(), Self);
    }

    /// <summary>The log has the dead letter from the system's own listener already, so nothing is printed here.</summary>
    private void ShowToFilters(DeadLetter deadLetter) =>
        IsTaken(new Warning(deadLetter.Recipient.Path.ToString(), deadLetter.Recipient.GetType(), deadLetter));

    private void PrintUnlessTaken(LogEvent logEvent)
    {
        if (!IsTaken(logEvent))
            Print(logEvent);
    }

    /// <summary>The first filter that takes an event keeps it from the others.</summary>
    private bool IsTaken(LogEvent logEvent)
    {
        foreach (var filter in _filters)
        {
            if (filter.Apply(logEvent))
                return true;
        }
        return false;
    }
}
