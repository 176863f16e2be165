using Akka.Actor.Setup;

namespace Akka.Event;

/// <summary>The log filters of an actor system, given at its creation.</summary>
/// <param name="filters">The filters.</param>
public sealed class LogFilterSetup(LogFilterBase[] filters) : Setup
{
    /// <summary>The filters.</summary>
    public LogFilterBase[] Filters { get; } = filters;

    /// <summary>Makes what loggers ask.</summary>
    public LogFilterEvaluator CreateEvaluator() => new(Filters);
}
