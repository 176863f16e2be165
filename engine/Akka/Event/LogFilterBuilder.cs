using System.Text.RegularExpressions;

namespace Akka.Event;

/// <summary>Collects log filters for a <see cref="LogFilterSetup"/>.</summary>
public sealed class LogFilterBuilder
{
    private readonly List<LogFilterBase> _filters = [];

    /// <summary>Adds a filter.</summary>
    public LogFilterBuilder Add(LogFilterBase filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        _filters.Add(filter);
        return this;
    }

    /// <summary>Adds filters.</summary>
    public LogFilterBuilder AddRange(IEnumerable<LogFilterBase> filters)
    {
        _filters.AddRange(filters);
        return this;
    }

    /// <summary>Drops events of one source.</summary>
    public LogFilterBuilder ExcludeSourceExactly(string source, StringComparison comparison = StringComparison.OrdinalIgnoreCase) =>
        Add(new ExactMatchLogSourceFilter(source, comparison));

    /// <summary>Drops events whose source begins so, in any casing.</summary>
    public LogFilterBuilder ExcludeSourceStartingWith(string sourceStart) => ExcludeSourceRegex(AnyCasing($"^{Regex.Escape(sourceStart)}"));

    /// <summary>Drops events whose source ends so, in any casing.</summary>
    public LogFilterBuilder ExcludeSourceEndingWith(string sourceEnd) => ExcludeSourceRegex(AnyCasing($@"{Regex.Escape(sourceEnd)}\z"));

    /// <summary>Drops events whose source contains this, in any casing.</summary>
    public LogFilterBuilder ExcludeSourceContaining(string sourcePart) => ExcludeSourceRegex(AnyCasing(Regex.Escape(sourcePart)));

    /// <summary>Drops events whose source matches.</summary>
    public LogFilterBuilder ExcludeSourceRegex(Regex regex) => Add(new RegexLogSourceFilter(regex));

    /// <summary>Drops events whose line contains this, in any casing.</summary>
    public LogFilterBuilder ExcludeMessageContaining(string messagePart) => ExcludeMessageRegex(AnyCasing(Regex.Escape(messagePart)));

    /// <summary>Drops events whose line matches.</summary>
    public LogFilterBuilder ExcludeMessageRegex(Regex regex) => Add(new RegexLogMessageFilter(regex));

    /// <summary>The setup with the filters added so far.</summary>
    public LogFilterSetup Build() => new([.. _filters]);

    private static Regex AnyCasing(string pattern) =>
        new(pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Compiled);
}
