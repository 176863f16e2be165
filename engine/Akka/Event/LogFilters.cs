using System.Text.RegularExpressions;

namespace Akka.Event;

/// <summary>Drops events of one source.</summary>
/// <param name="source">The source.</param>
/// <param name="comparison">How sources are compared.</param>
public sealed class ExactMatchLogSourceFilter(string source, StringComparison comparison = StringComparison.OrdinalIgnoreCase) : LogFilterBase
{
    /// <inheritdoc/>
    public override LogFilterType FilterType => LogFilterType.Source;

    /// <inheritdoc/>
    public override LogFilterDecision ShouldKeepMessage(LogEvent content, string? expandedMessage = null)
    {
        ArgumentNullException.ThrowIfNull(content);
        return string.Equals(content.LogSource, source, comparison) ? LogFilterDecision.Drop : LogFilterDecision.Keep;
    }
}

/// <summary>Drops events whose source matches.</summary>
/// <param name="sourceRegex">The expression.</param>
public sealed class RegexLogSourceFilter(Regex sourceRegex) : LogFilterBase
{
    /// <inheritdoc/>
    public override LogFilterType FilterType => LogFilterType.Source;

    /// <inheritdoc/>
    public override LogFilterDecision ShouldKeepMessage(LogEvent content, string? expandedMessage = null)
    {
        ArgumentNullException.ThrowIfNull(content);
        return sourceRegex.IsMatch(content.LogSource) ? LogFilterDecision.Drop : LogFilterDecision.Keep;
    }
}

/// <summary>Drops events whose line matches.</summary>
/// <param name="messageRegex">The expression.</param>
public sealed class RegexLogMessageFilter(Regex messageRegex) : LogFilterBase
{
    /// <inheritdoc/>
    public override LogFilterType FilterType => LogFilterType.Content;

    /// <inheritdoc/>
    public override LogFilterDecision ShouldKeepMessage(LogEvent content, string? expandedMessage = null)
    {
        ArgumentNullException.ThrowIfNull(content);
        return messageRegex.IsMatch(expandedMessage ?? content.ToString()) ? LogFilterDecision.Drop : LogFilterDecision.Keep;
    }
}
