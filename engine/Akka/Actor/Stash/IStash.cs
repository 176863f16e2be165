namespace Akka.Actor;

/// <summary>
/// Messages that an actor has put aside to handle later. It belongs to one actor and may be used only while that actor
/// handles a message.
/// </summary>
public interface IStash
{
    /// <summary>How many messages fit; -1 when there is no limit.</summary>
    int Capacity { get; }

    /// <summary>How many messages are stashed.</summary>
    int Count { get; }

    /// <summary>Whether nothing is stashed.</summary>
    bool IsEmpty { get; }

    /// <summary>Whether at least one message is stashed.</summary>
    bool NonEmpty { get; }

    /// <summary>Whether another message would overflow the stash; never true without a limit.</summary>
    bool IsFull { get; }

    /// <summary>Puts the message that is being handled at the end of the stash.</summary>
    /// <exception cref="IllegalActorStateException">This very message has been stashed already.</exception>
    /// <exception cref="StashOverflowException">The stash is full.</exception>
    void Stash();

    /// <summary>Takes the oldest stashed message and puts it at the front of the mailbox. Does nothing when the stash is empty.</summary>
    void Unstash();

    /// <summary>Puts all stashed messages at the front of the mailbox, oldest first, and empties the stash.</summary>
    void UnstashAll();

    /// <summary>
    /// Puts the stashed messages that <paramref name="predicate"/> accepts at the front of the mailbox, oldest first.
    /// The others are dropped: the stash is empty afterwards.
    /// </summary>
    /// <param name="predicate">Says which messages to keep.</param>
    void UnstashAll(Func<Envelope, bool> predicate);

    /// <summary>Empties the stash.</summary>
    /// <returns>What was in it, oldest first.</returns>
    IEnumerable<Envelope> ClearStash();

    /// <summary>Puts messages in front of those that are stashed, in the given order.</summary>
    /// <param name="envelopes">The messages, oldest first.</param>
    void Prepend(IEnumerable<Envelope> envelopes);
}
