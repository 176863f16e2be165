using System.Collections;
using Akka.Event;

namespace Akka.Hosting.Logging;

/// <summary>
/// A log event as structured state: the template's arguments by name, who logged, when, on which thread, and the template
/// itself as <c>{OriginalFormat}</c>, as Microsoft.Extensions.Logging's providers expect. The text is made on demand.
/// </summary>
internal sealed class LogEventState : IReadOnlyList<KeyValuePair<string, object?>>
{
    private readonly LogEvent _log;
    private readonly List<KeyValuePair<string, object?>> _properties;

    public LogEventState(LogEvent log)
    {
        _log = log;
        _properties = log.TryGetProperties(out var arguments) ? [.. arguments!] : [];
        Add("ActorPath", log.LogSource);
        Add("Timestamp", log.Timestamp);
        Add("Thread", log.Thread.ManagedThreadId);
        Add("{OriginalFormat}", log.GetTemplate());

        void Add(string name, object? value) => _properties.Add(new KeyValuePair<string, object?>(name, value));
    }

    /// <inheritdoc/>
    public int Count => _properties.Count;

    /// <inheritdoc/>
    public KeyValuePair<string, object?> this[int index] => _properties[index];

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _properties.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public override string ToString()
    {
        try
        {
            return $"[{_log.LogSource}] {_log.Message}";
        }
        catch (FormatException exception)
        {
            // A template at odds with its arguments must not cost the line, nor the logger its life.
            var arguments = string.Join(", ", _log.GetParameters());
            return $"[{_log.LogSource}] {_log.GetTemplate()} with arguments [{arguments}] ({exception.Message})";
        }
    }
}
