using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Akka.Actor;
using Akka.Configuration;
using Akka.Event;

namespace Akka.Dispatch.MessageQueues;

/// <summary>
/// A queue with a capacity. A sender that finds it full waits for at most the push timeout; then its message becomes a dead
/// letter.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A mailbox has no end at which to dispose it, and without waiters the collection holds nothing but memory.")]
public class BoundedMessageQueue : IMessageQueue, IBoundedMessageQueueSemantics
{
    private readonly BlockingCollection<Envelope> _queue;

    /// <summary>A queue of the given capacity.</summary>
    /// <param name="boundedCapacity">How many messages may wait; 1 or more.</param>
    /// <param name="pushTimeOut">How long a sender may wait for room; negative: without end.</param>
    public BoundedMessageQueue(int boundedCapacity, TimeSpan pushTimeOut)
    {
        PushTimeOut = pushTimeOut;
        _queue = new BlockingCollection<Envelope>(boundedCapacity);
    }

    /// <summary>A queue as a mailbox's section of the configuration describes it.</summary>
    public BoundedMessageQueue(Config config)
    {
        (var capacity, PushTimeOut) = BoundedMailboxSettings.Read(config);
        _queue = new BlockingCollection<Envelope>(capacity);
    }

    /// <inheritdoc/>
    public TimeSpan PushTimeOut { get; set; }

    /// <inheritdoc/>
    public bool HasMessages => _queue.Count > 0;

    /// <inheritdoc/>
    public int Count => _queue.Count;

    /// <inheritdoc/>
    public void Enqueue(IActorRef receiver, Envelope envelope)
    {
        var wait = PushTimeOut < TimeSpan.Zero ? Timeout.InfiniteTimeSpan : PushTimeOut;
        if (!_queue.TryAdd(envelope, wait))
            BoundedOverflow.TurnAway(receiver, envelope);
    }

    /// <inheritdoc/>
    public bool TryDequeue(out Envelope envelope) => _queue.TryTake(out envelope);

    /// <inheritdoc/>
    public void CleanUp(IActorRef owner, IMessageQueue deadletters)
    {
        while (TryDequeue(out var envelope))
            deadletters.Enqueue(owner, envelope);
    }
}

/// <summary>What becomes of a message that a full queue did not take in time.</summary>
internal static class BoundedOverflow
{
    public static void TurnAway(IActorRef receiver, Envelope envelope)
    {
        if (envelope.Message is ReceiveTimeoutTick tick && receiver is LocalActorRef actor)
            actor.Cell.RepeatReceiveTimeout(tick);
        else if (receiver is IInternalActorRef { Provider.DeadLetters: { } deadLetters })
            deadLetters.Tell(new DeadLetter(envelope.Message, envelope.Sender ?? deadLetters, receiver), envelope.Sender);
    }
}
