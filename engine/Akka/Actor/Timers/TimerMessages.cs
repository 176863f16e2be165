using Akka.Event;

namespace Akka.Actor;

/// <summary>
/// What a timer puts into the mailbox in place of the user's message. It names the timer and its generation, so that the
/// actor can tell a timer that still runs from one that was cancelled after it fired.
/// </summary>
internal interface ITimerMessage : IAutoReceivedMessage, INoSerializationVerificationNeeded
{
    object Key { get; }

    int Generation { get; }

    TimerScheduler Owner { get; }
}

/// <summary>A timer's message that ends the actor's idleness, as any message does.</summary>
internal class TimerMessage(object key, int generation, TimerScheduler owner) : ITimerMessage, IDeadLetterSuppression
{
    public object Key { get; } = key;

    public int Generation { get; } = generation;

    public TimerScheduler Owner { get; } = owner;

    public override string ToString() => $"TimerMsg(key={Key}, generation={Generation}, owner={Owner})";
}

/// <summary>A timer's message whose user's message leaves the actor's receive timeout alone.</summary>
internal sealed class UninfluentialTimerMessage(object key, int generation, TimerScheduler owner)
    : TimerMessage(key, generation, owner), INotInfluenceReceiveTimeout;
