using Akka.Actor;
using Akka.Event;

namespace ActorEcho.Actors.Connections;

/// <summary>
/// Time to see whether anything happened: the listener tells all its connections at once, so that none needs a timer while it
/// is idle. Activity costs no more than a flag.
/// </summary>
internal sealed class IdleCheck : INoSerializationVerificationNeeded, IDeadLetterSuppression
{
    /// <summary>How often it is looked at: a connection is closed after the timeout, or up to a quarter later.</summary>
    public const int PerTimeout = 4;

    /// <summary>The one instance that is needed.</summary>
    public static readonly IdleCheck Instance = new();
}
