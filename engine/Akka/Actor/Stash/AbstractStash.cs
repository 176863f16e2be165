using Akka.Dispatch;
using Akka.Util;

namespace Akka.Actor.Internal;

/// <summary>The stash of one incarnation of an actor. An unused stash holds no list.</summary>
public abstract class AbstractStash : IStash
{
    private const int NoEnvelope = -1;

    private readonly ActorCell _cell;
    private readonly IDequeBasedMessageQueueSemantics _mailbox;
    private LinkedList<Envelope>? _stashed;
    private int _lastStashedEnvelope = NoEnvelope;
    private int? _capacity;

    /// <summary>Creates the stash of the actor behind <paramref name="context"/>.</summary>
    /// <param name="context">The actor's context.</param>
    /// <exception cref="NotSupportedException">The actor's mailbox cannot take messages at its front.</exception>
    protected AbstractStash(IActorContext context)
    {
        _cell = (ActorCell)context;
        _mailbox = _cell.Mailbox?.MessageQueue as IDequeBasedMessageQueueSemantics
            ?? throw new NotSupportedException(
                $"DequeBasedMailbox required, got: {_cell.Mailbox?.MessageQueue.GetType().Name}. " +
                $"Give {_cell.Self} a mailbox whose mailbox-type is \"Akka.Dispatch.UnboundedDequeBasedMailbox\", " +
                "or let its class implement IWithStash, which asks for one by itself.");
    }

    /// <inheritdoc/>
    public virtual int Capacity => _capacity ??= StashCapacity.Of(_cell);

    /// <inheritdoc/>
    public int Count => _stashed?.Count ?? 0;

    /// <inheritdoc/>
    public bool IsEmpty => Count == 0;

    /// <inheritdoc/>
    public bool NonEmpty => Count > 0;

    /// <inheritdoc/>
    public bool IsFull => Capacity is var capacity and >= 0 && Count >= capacity;

    /// <inheritdoc/>
    public void Stash()
    {
        var message = _cell.CurrentMessage!;
        var sender = _cell.Sender;
        if (_cell.CurrentEnvelopeId == _lastStashedEnvelope)
            throw new IllegalActorStateException($"Can't stash the same message {message} more than once");
        if (IsFull)
            throw new StashOverflowException($"Couldn't enqueue message {message} from {sender} to stash of {_cell.Self}");

        _lastStashedEnvelope = _cell.CurrentEnvelopeId;
        (_stashed ??= new LinkedList<Envelope>()).AddLast(new Envelope(message, sender!));
    }

    /// <inheritdoc/>
    public void Unstash()
    {
        if (_stashed?.First is not { } oldest)
            return;
        _stashed.RemoveFirst();
        ReturnToMailbox(oldest.Value);
    }

    /// <inheritdoc/>
    public void UnstashAll() => UnstashAll(static _ => true);

    /// <inheritdoc/>
    public void UnstashAll(Func<Envelope, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        var stashed = _stashed;
        _stashed = null;
        for (var node = stashed?.Last; node is not null; node = node.Previous)
        {
            if (predicate(node.Value))
                ReturnToMailbox(node.Value);
        }
    }

    // Each Terminated is delivered once and only to an actor that waits for it: one that comes back is waited for again.
    private void ReturnToMailbox(Envelope envelope)
    {
        _mailbox.EnqueueFirst(envelope);
        if (envelope.Message is Terminated terminated)
            _cell.TerminatedQueuedFor(terminated.ActorRef, Option<object>.None);
    }

    /// <inheritdoc/>
    public IEnumerable<Envelope> ClearStash()
    {
        IEnumerable<Envelope> stashed = _stashed ?? Enumerable.Empty<Envelope>();
        _stashed = null;
        return stashed;
    }

    /// <inheritdoc/>
    public void Prepend(IEnumerable<Envelope> envelopes)
    {
        ArgumentNullException.ThrowIfNull(envelopes);
        _stashed ??= new LinkedList<Envelope>();
        LinkedListNode<Envelope>? previous = null;
        foreach (var envelope in envelopes)
            previous = previous is null ? _stashed.AddFirst(envelope) : _stashed.AddAfter(previous, envelope);
    }
}
