namespace Akka.Dispatch;

/// <summary>An actor that implements this asks for a mailbox whose queue has the semantics <typeparamref name="T"/>.</summary>
public interface IRequiresMessageQueue<T>
    where T : ISemantics;

/// <summary>A <see cref="MailboxType"/> that implements this says which queue it makes.</summary>
public interface IProducesMessageQueue<TQueue>
    where TQueue : MessageQueues.IMessageQueue;

/// <summary>What a message queue promises.</summary>
public interface ISemantics;

/// <summary>A queue that never refuses.</summary>
public interface IUnboundedMessageQueueSemantics : ISemantics;

/// <summary>A queue with a capacity.</summary>
public interface IBoundedMessageQueueSemantics : ISemantics
{
    /// <summary>How long a sender may wait for room; zero or negative: not at all.</summary>
    TimeSpan PushTimeOut { get; }
}

/// <summary>A queue with two ends, as stashing needs it.</summary>
public interface IDequeBasedMessageQueueSemantics : ISemantics
{
    /// <summary>Puts a message at the front. Only from within the actor's turn.</summary>
    void EnqueueFirst(Actor.Envelope envelope);
}

/// <summary>A queue with two ends that never refuses.</summary>
public interface IUnboundedDequeBasedMessageQueueSemantics : IDequeBasedMessageQueueSemantics, IUnboundedMessageQueueSemantics;

/// <summary>A queue with two ends and a capacity.</summary>
public interface IBoundedDequeBasedMessageQueueSemantics : IDequeBasedMessageQueueSemantics, IBoundedMessageQueueSemantics;

/// <summary>A <see cref="MailboxType"/> whose queues let a sender wait for room.</summary>
public interface IProducesPushTimeoutSemanticsMailbox
{
    /// <summary>How long.</summary>
    TimeSpan PushTimeout { get; }
}

/// <summary>A queue that many may take from at once.</summary>
public interface IMultipleConsumerSemantics : ISemantics;
