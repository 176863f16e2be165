namespace Akka.Actor;

/// <summary>
/// Starts and cancels an actor's named timers. A message of a timer that was cancelled or replaced is never handled,
/// even if it was in the mailbox already. It belongs to one actor and may be used only by that actor's code.
/// </summary>
public interface ITimerScheduler
{
    /// <summary>The keys of the timers that are running.</summary>
    IReadOnlyCollection<object> ActiveTimers { get; }

    /// <summary>Sends <paramref name="msg"/> to the actor every <paramref name="interval"/>, first after one interval.</summary>
    /// <inheritdoc cref="StartPeriodicTimer(object, object, TimeSpan, TimeSpan, IActorRef)"/>
    void StartPeriodicTimer(object key, object msg, TimeSpan interval);

    /// <summary>Sends <paramref name="msg"/> to the actor every <paramref name="interval"/>, first after one interval.</summary>
    /// <inheritdoc cref="StartPeriodicTimer(object, object, TimeSpan, TimeSpan, IActorRef)"/>
    void StartPeriodicTimer(object key, object msg, TimeSpan interval, IActorRef sender);

    /// <summary>Sends <paramref name="msg"/> to the actor after <paramref name="initialDelay"/> and then every <paramref name="interval"/>.</summary>
    /// <inheritdoc cref="StartPeriodicTimer(object, object, TimeSpan, TimeSpan, IActorRef)"/>
    void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval);

    /// <summary>Sends <paramref name="msg"/> to the actor after <paramref name="initialDelay"/> and then every <paramref name="interval"/>.</summary>
    /// <param name="key">Names the timer. A running timer with an equal key is cancelled first.</param>
    /// <param name="msg">The message.</param>
    /// <param name="initialDelay">Until the first message.</param>
    /// <param name="interval">Between two messages; above zero.</param>
    /// <param name="sender">Who the message is said to come from; nobody when left out.</param>
    void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval, IActorRef sender);

    /// <summary>Sends <paramref name="msg"/> to the actor once, after <paramref name="timeout"/>.</summary>
    /// <inheritdoc cref="StartSingleTimer(object, object, TimeSpan, IActorRef)"/>
    void StartSingleTimer(object key, object msg, TimeSpan timeout);

    /// <summary>Sends <paramref name="msg"/> to the actor once, after <paramref name="timeout"/>.</summary>
    /// <param name="key">Names the timer. A running timer with an equal key is cancelled first.</param>
    /// <param name="msg">The message.</param>
    /// <param name="timeout">Until the message.</param>
    /// <param name="sender">Who the message is said to come from; nobody when left out.</param>
    void StartSingleTimer(object key, object msg, TimeSpan timeout, IActorRef sender);

    /// <summary>Whether a timer of that key is running.</summary>
    /// <param name="key">The timer's key.</param>
    bool IsTimerActive(object key);

    /// <summary>Cancels the timer of that key, if there is one.</summary>
    /// <param name="key">The timer's key.</param>
    void Cancel(object key);

    /// <summary>Cancels all timers.</summary>
    void CancelAll();
}
