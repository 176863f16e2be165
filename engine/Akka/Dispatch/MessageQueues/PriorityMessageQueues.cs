using Akka.Actor;

namespace Akka.Dispatch.MessageQueues;

/// <summary>
/// A queue in which the message with the lowest number comes first; among equals the first come is the first served.
/// What is put back by unstashing comes before all.
/// </summary>
/// <remarks>Priorities are no hot path: a lock keeps it plain.</remarks>
public class UnboundedPriorityMessageQueue : IMessageQueue, IUnboundedDequeBasedMessageQueueSemantics
{
    private readonly Lock _lock = new();
    private readonly PriorityQueue<Envelope, (int Priority, long Order)> _queue;
    private readonly Func<object, int> _priority;
    private long _order;
    private PrependedMessages _prepended;

    /// <summary>An empty queue.</summary>
    /// <param name="priorityGenerator">Gives a message's number; the lowest comes first.</param>
    /// <param name="initialCapacity">For how many messages room is made at the beginning.</param>
    public UnboundedPriorityMessageQueue(Func<object, int> priorityGenerator, int initialCapacity)
    {
        _priority = priorityGenerator;
        _queue = new PriorityQueue<Envelope, (int, long)>(initialCapacity);
    }

    /// <inheritdoc/>
    public bool HasMessages => Count > 0;

    /// <inheritdoc/>
    public int Count
    {
        get
        {
            lock (_lock)
                return _prepended.Count + _queue.Count;
        }
    }

    /// <inheritdoc/>
    public void Enqueue(IActorRef receiver, Envelope envelope)
    {
        lock (_lock)
            _queue.Enqueue(envelope, (_priority(envelope.Message), _order++));
    }

    /// <inheritdoc/>
    public void EnqueueFirst(Envelope envelope)
    {
        lock (_lock)
            _prepended.Push(envelope);
    }

    /// <inheritdoc/>
    public bool TryDequeue(out Envelope envelope)
    {
        lock (_lock)
            return _prepended.TryPop(out envelope) || _queue.TryDequeue(out envelope, out _);
    }

    /// <inheritdoc/>
    public void CleanUp(IActorRef owner, IMessageQueue deadletters)
    {
        while (TryDequeue(out var envelope))
            deadletters.Enqueue(owner, envelope);
    }
}

/// <summary>As <see cref="UnboundedPriorityMessageQueue"/>, whose order among equals is kept here too.</summary>
public class UnboundedStablePriorityMessageQueue(Func<object, int> priorityGenerator, int initialCapacity)
    : UnboundedPriorityMessageQueue(priorityGenerator, initialCapacity);
