namespace Akka.Event;

/// <summary>Asks all filters about an event. Loggers call it before they print.</summary>
public class LogFilterEvaluator
{
    /// <summary>Lets everything pass.</summary>
    public static readonly LogFilterEvaluator NoFilters = new([]);

    private readonly LogFilterBase[] _sourceFilters;
    private readonly LogFilterBase[] _contentFilters;

    /// <summary>Makes an evaluator.</summary>
    /// <param name="filters">The filters; one that says <see cref="LogFilterDecision.Drop"/> is enough to drop an event.</param>
    public LogFilterEvaluator(LogFilterBase[] filters)
    {
        ArgumentNullException.ThrowIfNull(filters);
        _sourceFilters = Array.FindAll(filters, filter => filter.FilterType == LogFilterType.Source);
        _contentFilters = Array.FindAll(filters, filter => filter.FilterType == LogFilterType.Content);
    }

    /// <summary>Whether no filter looks at texts, so that those of dropped events need not be made.</summary>
    public bool EvaluatesLogSourcesOnly => _contentFilters.Length == 0;

    /// <summary>Whether an event is logged.</summary>
    /// <param name="evt">The event.</param>
    /// <param name="expandedLogMessage">The line to print, or an empty text for an event that is dropped.</param>
    public virtual bool ShouldTryKeepMessage(LogEvent evt, out string expandedLogMessage)
    {
        ArgumentNullException.ThrowIfNull(evt);
        expandedLogMessage = "";
        foreach (var filter in _sourceFilters)
        {
            if (filter.ShouldKeepMessage(evt) == LogFilterDecision.Drop)
                return false;
        }

        var line = LineOf(evt);
        foreach (var filter in _contentFilters)
        {
            if (filter.ShouldKeepMessage(evt, line) == LogFilterDecision.Drop)
                return false;
        }

        expandedLogMessage = line;
        return true;
    }

    private static string LineOf(LogEvent evt)
    {
        try
        {
            return evt.ToString();
        }
        catch (FormatException failure)
        {
            // A wrong format in one log call must not silence it: its parts say what was meant and where to look.
            var parts = evt.Message is LogMessage message ? message.Unformatted() : "";
            return $"Received a malformed formatted message. Log level: [{evt.LogLevel()}], Template: [{parts}], Source: [{evt.LogSource}]{Environment.NewLine}{failure}";
        }
    }
}
