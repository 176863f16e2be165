using Akka.Actor;

namespace Akka.Dispatch.MessageQueues;

/// <summary>
/// A linked queue of many producers and one consumer (after D. Vyukov): a producer pays one exchange and one allocation,
/// the consumer pays neither. Before the queue there are two places where a message costs neither: for the one that wakes an idle
/// actor, and for those that come from the very thread that has the actor's turn.
/// </summary>
public class UnboundedMessageQueue : IMessageQueue, IUnboundedMessageQueueSemantics
{
    private sealed class Node
    {
        public Envelope Envelope;
        public Node? Next;
    }

    // The consumer's side. The node in _head was taken already: only its Next matters. Null before there was a node; the very first
    // one is linked here, and is told from a taken one by holding a message still.
    private Node? _head;

    // The producers' side.
    private Node? _tail;

    // Before the queue; written by whoever has the mailbox to itself, and taken by the consumer.
    private Envelope _first;
    private Envelope _second;

    /// <inheritdoc/>
    public bool HasMessages => HasFirst || HasSecond || !IsQueueEmpty;

    /// <inheritdoc/>
    public int Count
    {
        get
        {
            var count = (HasFirst ? 1 : 0) + (HasSecond ? 1 : 0);
            for (var node = Volatile.Read(ref _head); node is not null; node = Volatile.Read(ref node.Next))
                count += IsTaken(node) ? 0 : 1;
            return count;
        }
    }

    private bool HasFirst => _first.Message is not null;

    private bool HasSecond => _second.Message is not null;

    // A consumer moves the head only on to a node that a producer has made the tail before.
    private bool IsQueueEmpty =>
        Volatile.Read(ref _head) is var head && ReferenceEquals(head, Volatile.Read(ref _tail)) && (head is null || IsTaken(head));

    /// <inheritdoc/>
    public void Enqueue(IActorRef receiver, Envelope envelope)
    {
        var node = new Node { Envelope = envelope };
        if (Interlocked.Exchange(ref _tail, node) is { } last)
            Volatile.Write(ref last.Next, node);
        else
            Volatile.Write(ref _head, node);
    }

    /// <summary>
    /// Puts a message before the queue; false, and the caller enqueues it, where too much waits already. Only for whoever has
    /// the mailbox to itself: nothing is consumed meanwhile, and nobody else calls this.
    /// </summary>
    internal bool TryPutAhead(in Envelope envelope)
    {
        if (HasSecond || !IsQueueEmpty)
            return false;
        if (HasFirst)
            _second = envelope;
        else
            _first = envelope;
        return true;
    }

    /// <inheritdoc/>
    public bool TryDequeue(out Envelope envelope)
    {
        if (HasFirst)
        {
            envelope = _first;
            _first = default;
            return true;
        }

        if (HasSecond)
        {
            envelope = _second;
            _second = default;
            return true;
        }

        if (IsQueueEmpty)
        {
            envelope = default;
            return false;
        }

        if (_head is not { } head || !IsTaken(head))
        {
            var first = AwaitLink(ref _head);
            envelope = first.Envelope;
            first.Envelope = default;
            return true;
        }

        var next = AwaitLink(ref head.Next);
        envelope = next.Envelope;
        next.Envelope = default;
        Volatile.Write(ref _head, next);
        // A taken node that the collector has moved to an older generation would keep alive every node that came after it.
        head.Next = null;
        return true;
    }

    private static bool IsTaken(Node node) => node.Envelope.Message is null;

    // A producer that has swapped the tail may not have linked its node yet: that is two instructions away, unless it was preempted
    // between them, and then yielding lets it finish.
    private static Node AwaitLink(ref Node? link)
    {
        if (Volatile.Read(ref link) is { } linked)
            return linked;
        var spinner = new SpinWait();
        Node? node;
        while ((node = Volatile.Read(ref link)) is null)
            spinner.SpinOnce(sleep1Threshold: -1);
        return node;
    }

    /// <inheritdoc/>
    public virtual void CleanUp(IActorRef owner, IMessageQueue deadletters)
    {
        while (TryDequeue(out var envelope))
            deadletters.Enqueue(owner, envelope);
    }
}
