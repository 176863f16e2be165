using Akka.Actor;

namespace Akka.Dispatch.MessageQueues;

/// <summary>What was put back in front of a queue; touched only in the actor's turn, so it needs no lock.</summary>
internal struct PrependedMessages
{
    private Stack<Envelope>? _messages;

    public readonly int Count => _messages?.Count ?? 0;

    public void Push(Envelope envelope) => (_messages ??= new Stack<Envelope>()).Push(envelope);

    public readonly bool TryPop(out Envelope envelope)
    {
        if (_messages is not null)
            return _messages.TryPop(out envelope);
        envelope = default;
        return false;
    }
}

/// <summary>Gives any queue a second end, as stashing needs it. What is put back does not count against a capacity.</summary>
public class DequeWrapperMessageQueue : IMessageQueue, IDequeBasedMessageQueueSemantics
{
    /// <summary>The queue behind what was put back.</summary>
    protected readonly IMessageQueue MessageQueue;

    private PrependedMessages _prepended;

    /// <summary>Around a queue.</summary>
    public DequeWrapperMessageQueue(IMessageQueue messageQueue) => MessageQueue = messageQueue;

    /// <inheritdoc/>
    public bool HasMessages => _prepended.Count > 0 || MessageQueue.HasMessages;

    /// <inheritdoc/>
    public int Count => _prepended.Count + MessageQueue.Count;

    /// <inheritdoc/>
    public void Enqueue(IActorRef receiver, Envelope envelope) => MessageQueue.Enqueue(receiver, envelope);

    /// <inheritdoc/>
    public void EnqueueFirst(Envelope envelope) => _prepended.Push(envelope);

    /// <inheritdoc/>
    public bool TryDequeue(out Envelope envelope) => _prepended.TryPop(out envelope) || MessageQueue.TryDequeue(out envelope);

    /// <inheritdoc/>
    public void CleanUp(IActorRef owner, IMessageQueue deadletters)
    {
        while (TryDequeue(out var envelope))
            deadletters.Enqueue(owner, envelope);
    }
}

/// <summary>An unbounded queue with two ends.</summary>
public class UnboundedDequeMessageQueue() : DequeWrapperMessageQueue(new UnboundedMessageQueue()), IUnboundedDequeBasedMessageQueueSemantics;

/// <summary>A queue with two ends and a capacity.</summary>
public class BoundedDequeMessageQueue : DequeWrapperMessageQueue, IBoundedDequeBasedMessageQueueSemantics
{
    /// <summary>A queue of the given capacity.</summary>
    /// <param name="boundedCapacity">How many messages may wait; 1 or more.</param>
    /// <param name="pushTimeOut">How long a sender may wait for room; negative: without end.</param>
    public BoundedDequeMessageQueue(int boundedCapacity, TimeSpan pushTimeOut)
        : base(new BoundedMessageQueue(boundedCapacity, pushTimeOut))
    {
    }

    /// <inheritdoc/>
    public TimeSpan PushTimeOut => ((BoundedMessageQueue)MessageQueue).PushTimeOut;
}
