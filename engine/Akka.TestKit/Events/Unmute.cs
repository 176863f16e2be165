using Akka.Actor;
using Akka.TestKit.Internal;

namespace Akka.TestKit.TestEvent;

/// <summary>Published on the event stream: the <see cref="TestEventListener"/> forgets the filters; it ends a <see cref="Mute"/>.</summary>
public sealed class Unmute : INoSerializationVerificationNeeded
{
    /// <summary>Names the filters.</summary>
    /// <param name="filters">The filters.</param>
    public Unmute(params EventFilterBase[] filters) => Filters = filters;

    /// <summary>Names the filters.</summary>
    /// <param name="filters">The filters.</param>
    public Unmute(IReadOnlyCollection<EventFilterBase> filters) => Filters = filters;

    /// <summary>The filters.</summary>
    public IReadOnlyCollection<EventFilterBase> Filters { get; }
}
