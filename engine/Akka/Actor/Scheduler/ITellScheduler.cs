namespace Akka.Actor;

/// <summary>Sends messages later, once or again and again.</summary>
public interface ITellScheduler
{
    /// <summary>Sends <paramref name="message"/> once.</summary>
    /// <param name="delay">How long to wait; not negative.</param>
    /// <param name="receiver">Who gets the message.</param>
    /// <param name="message">The message.</param>
    /// <param name="sender">Whom the receiver sees as the sender.</param>
    void ScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef? sender);

    /// <summary>Sends <paramref name="message"/> once, unless <paramref name="cancelable"/> is cancelled before.</summary>
    /// <param name="delay">How long to wait; not negative.</param>
    /// <param name="receiver">Who gets the message.</param>
    /// <param name="message">The message.</param>
    /// <param name="sender">Whom the receiver sees as the sender.</param>
    /// <param name="cancelable">Prevents the sending; null if nobody will.</param>
    void ScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable);

    /// <summary>Sends <paramref name="message"/> again and again.</summary>
    /// <param name="initialDelay">How long to wait the first time; not negative.</param>
    /// <param name="interval">The time from one message to the next; positive.</param>
    /// <param name="receiver">Who gets the messages.</param>
    /// <param name="message">The message.</param>
    /// <param name="sender">Whom the receiver sees as the sender.</param>
    void ScheduleTellRepeatedly(TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef? sender);

    /// <summary>Sends <paramref name="message"/> again and again until <paramref name="cancelable"/> is cancelled.</summary>
    /// <param name="initialDelay">How long to wait the first time; not negative.</param>
    /// <param name="interval">The time from one message to the next; positive.</param>
    /// <param name="receiver">Who gets the messages.</param>
    /// <param name="message">The message.</param>
    /// <param name="sender">Whom the receiver sees as the sender.</param>
    /// <param name="cancelable">Ends the sending; null if nobody will.</param>
    void ScheduleTellRepeatedly(TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable);
}
