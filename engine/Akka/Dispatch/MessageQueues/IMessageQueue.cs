using Akka.Actor;

namespace Akka.Dispatch.MessageQueues;

/// <summary>
/// Holds an actor's user messages. Any thread enqueues; only the thread that runs the mailbox takes out.
/// </summary>
public interface IMessageQueue
{
    /// <summary>Whether something can be taken out.</summary>
    bool HasMessages { get; }

    /// <summary>How many messages wait; a snapshot while others enqueue.</summary>
    int Count { get; }

    /// <summary>Puts a message at the end.</summary>
    /// <param name="receiver">Whose queue this is.</param>
    /// <param name="envelope">The message.</param>
    void Enqueue(IActorRef receiver, Envelope envelope);

    /// <summary>Takes the first message out.</summary>
    bool TryDequeue(out Envelope envelope);

    /// <summary>Moves what is left to the dead letters.</summary>
    void CleanUp(IActorRef owner, IMessageQueue deadletters);
}
