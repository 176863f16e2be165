namespace Akka.Actor;

/// <summary>Receives messages on behalf of code outside of any actor.</summary>
public interface IInboxable : ICanWatch
{
    /// <summary>The reference to which the messages are sent.</summary>
    IActorRef Receiver { get; }

    /// <summary>Takes the oldest message, waiting for at most <c>akka.actor.inbox.default-timeout</c>.</summary>
    /// <inheritdoc cref="Receive(TimeSpan)"/>
    object Receive();

    /// <summary>Takes the oldest message. Blocks the calling thread while there is none; an actor must not call it.</summary>
    /// <param name="timeout">How long to wait.</param>
    /// <exception cref="TimeoutException">No message arrived in time.</exception>
    object Receive(TimeSpan timeout);

    /// <summary>Takes the oldest message, waiting for at most <c>akka.actor.inbox.default-timeout</c>.</summary>
    /// <inheritdoc cref="ReceiveAsync(TimeSpan)"/>
    Task<object> ReceiveAsync();

    /// <summary>Takes the oldest message.</summary>
    /// <param name="timeout">How long to wait; <see cref="Timeout.InfiniteTimeSpan"/> to wait without end, otherwise zero or less not to wait.</param>
    /// <returns>The message; the task fails with <see cref="TimeoutException"/> when none arrived in time.</returns>
    Task<object> ReceiveAsync(TimeSpan timeout);

    /// <summary>Takes the oldest message that <paramref name="predicate"/> accepts, waiting for at most <c>akka.actor.inbox.default-timeout</c>.</summary>
    /// <inheritdoc cref="ReceiveWhere(Predicate{object}, TimeSpan)"/>
    object ReceiveWhere(Predicate<object> predicate);

    /// <summary>Takes the oldest message that <paramref name="predicate"/> accepts and leaves the others. Blocks the calling thread while there is none.</summary>
    /// <param name="predicate">Says which message is wanted. It is called on whatever thread brings a message, and must not call the inbox; what it throws is thrown here.</param>
    /// <param name="timeout">How long to wait.</param>
    /// <exception cref="TimeoutException">No such message arrived in time.</exception>
    object ReceiveWhere(Predicate<object> predicate, TimeSpan timeout);

    /// <summary>Sends a message whose replies come to this inbox.</summary>
    /// <param name="target">Who is told.</param>
    /// <param name="message">The message.</param>
    void Send(IActorRef target, object message);
}
