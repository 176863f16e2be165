using Akka.Actor;
using Akka.TestKit.Internal;

namespace Akka.TestKit.TestEvent;

/// <summary>Published on the event stream: the <see cref="TestEventListener"/> keeps what the filters take from the log.</summary>
public sealed class Mute : INoSerializationVerificationNeeded
{
    /// <summary>Names the filters.</summary>
    /// <param name="filters">The filters.</param>
    public Mute(params EventFilterBase[] filters) => Filters = filters;

    /// <summary>Names the filters.</summary>
    /// <param name="filters">The filters.</param>
    public Mute(IReadOnlyCollection<EventFilterBase> filters) => Filters = filters;

    /// <summary>The filters.</summary>
    public IReadOnlyCollection<EventFilterBase> Filters { get; }
}
