namespace Akka.Event;

/// <summary>Gives loggers the parts of a log event that they store apart from the text.</summary>
public static class LogEventExtensions
{
    /// <summary>The format of the event's message; the text itself if it was logged without arguments.</summary>
    public static string GetTemplate(this LogEvent evt)
    {
        ArgumentNullException.ThrowIfNull(evt);
        return evt.Message is LogMessage message ? message.Format : evt.Message?.ToString() ?? "";
    }

    /// <summary>The arguments of the event's message, in order.</summary>
    public static IEnumerable<object?> GetParameters(this LogEvent evt)
    {
        ArgumentNullException.ThrowIfNull(evt);
        return evt.Message is LogMessage message ? message.Parameters() : [];
    }

    /// <summary>The names of the places in the event's format, in order.</summary>
    public static IReadOnlyList<string> GetPropertyNames(this LogEvent evt)
    {
        ArgumentNullException.ThrowIfNull(evt);
        return evt.Message is LogMessage message ? message.PropertyNames : [];
    }

    /// <summary>The arguments of the event's message by the names of their places.</summary>
    /// <returns>False if the message has none.</returns>
    public static bool TryGetProperties(this LogEvent evt, out IReadOnlyDictionary<string, object?>? properties)
    {
        ArgumentNullException.ThrowIfNull(evt);
        properties = evt.Message is LogMessage message ? message.GetProperties() : null;
        if (properties is { Count: > 0 })
            return true;
        properties = null;
        return false;
    }
}
