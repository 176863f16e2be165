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

/// <summary>An unbounded queue that also takes messages at its front, as stashing needs it.</summary>
public class UnboundedDequeMessageQueue : IMessageQueue, IUnboundedDequeBasedMessageQueueSemantics
{
    private readonly UnboundedMessageQueue _queue = new();
    private PrependedMessages _prepended;

    /// <inheritdoc/>
    public bool HasMessages => _prepended.Count > 0 || _queue.HasMessages;

    /// <inheritdoc/>
    public int Count => _prepended.Count + _queue.Count;

    /// <inheritdoc/>
    public void Enqueue(IActorRef receiver, Envelope envelope) => _queue.Enqueue(receiver, envelope);

    /// <inheritdoc/>
    public void EnqueueFirst(Envelope envelope) => _prepended.Push(envelope);

    /// <inheritdoc/>
    public bool TryDequeue(out Envelope envelope) => _prepended.TryPop(out envelope) || _queue.TryDequeue(out envelope);

    /// <inheritdoc/>
    public void CleanUp(IActorRef owner, IMessageQueue deadletters)
    {
        while (TryDequeue(out var envelope))
            deadletters.Enqueue(owner, envelope);
    }
}
