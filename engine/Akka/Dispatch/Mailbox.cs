using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Akka.Actor;
using Akka.Dispatch.MessageQueues;
using Akka.Dispatch.SysMsg;

namespace Akka.Dispatch;

/// <summary>
/// An actor's inbox and its turn: at most one thread runs it at a time, system messages go first, and after
/// <c>throughput</c> user messages others get their turn.
/// </summary>
/// <remarks>
/// The whole state is one word: closed, scheduled, and how often the mailbox is suspended. Whoever wins the change from
/// "idle" to "scheduled" hands the mailbox to its dispatcher; the run ends by giving "scheduled" back and looking once more
/// whether something came in meanwhile, so that nothing is forgotten and nobody polls.
/// </remarks>
public class Mailbox : IRunnable, IThreadPoolWorkItem
{
    private const int Open = 0;
    private const int Closed = 1;
    private const int Scheduled = 2;
    private const int SuspendUnit = 4;
    private const int SuspendMask = ~3;

    private int _status = Open;
    private SystemMessageStack _systemMessages;
    private ActorCell? _actor;

    /// <summary>A mailbox around a queue.</summary>
    public Mailbox(IMessageQueue messageQueue) => MessageQueue = messageQueue;

    /// <summary>The user messages.</summary>
    public IMessageQueue MessageQueue { get; }

    /// <summary>Where it runs.</summary>
    public MessageDispatcher Dispatcher => _actor!.Dispatcher;

    /// <summary>Whether user messages wait.</summary>
    internal bool HasMessages => MessageQueue.HasMessages;

    /// <summary>How many user messages wait.</summary>
    internal int NumberOfMessages => MessageQueue.Count;

    internal bool HasSystemMessages => _systemMessages.HasMessages;

    internal bool IsClosed => (Volatile.Read(ref _status) & Closed) != 0;

    internal bool IsSuspended => (Volatile.Read(ref _status) & SuspendMask) != 0;

    private bool MayProcess => (Volatile.Read(ref _status) & (SuspendMask | Closed)) == 0;

    internal bool IsScheduled => (Volatile.Read(ref _status) & Scheduled) != 0;

    internal int SuspendCount => Volatile.Read(ref _status) / SuspendUnit;

    internal ActorCell? Actor => _actor;

    // Where the message that wakes the actor need not be queued; null where the order of messages is the queue's own business.
    private UnboundedMessageQueue? PlainQueue =>
        MessageQueue.GetType() == typeof(UnboundedMessageQueue) ? Unsafe.As<UnboundedMessageQueue>(MessageQueue) : null;

    /// <summary>The event loop that ran it last, where it runs on event loops.</summary>
    internal IO.Transport.Epoll.EventLoop? LastLoop { get; set; }

    /// <summary>Says whose mailbox it is; once, before anything is put in.</summary>
    public virtual void SetActor(ActorCell actorCell) => _actor = actorCell;

    /// <summary>Puts a user message in; the caller schedules the mailbox.</summary>
    internal virtual void Enqueue(IActorRef receiver, Envelope envelope)
    {
        MessageQueue.Enqueue(receiver, envelope);
        // The actor may have ended between the moment the sender read its mailbox and now; then nobody else will empty it.
        if (IsClosed)
            CleanUpUserMessages();
    }

    /// <summary>
    /// Puts a user message into an idle mailbox and schedules it at once; true for the caller who has to have it run. Whoever
    /// schedules a mailbox has it to itself until it is run.
    /// </summary>
    internal bool TryWake(in Envelope envelope)
    {
        if (!TryTake(out var queue))
            return false;
        if (!queue.TryPutAhead(envelope))
            queue.Enqueue(_actor!.Self, envelope);
        return true;
    }

    /// <summary>Schedules an idle mailbox; true for the caller who has to have it run.</summary>
    internal bool TryTake() => TryTake(out _);

    // Looked at before it is exchanged: a mailbox that is busy costs its senders no fight for the word.
    private bool TryTake([NotNullWhen(true)] out UnboundedMessageQueue? queue)
    {
        queue = PlainQueue;
        return queue is not null && Volatile.Read(ref _status) == Open
            && Interlocked.CompareExchange(ref _status, Scheduled, Open) == Open;
    }

    /// <summary>
    /// Puts a user message in on the thread that has this mailbox's turn, in the middle of it: it is taken before the turn ends, and
    /// need not be queued. False where something waits already.
    /// </summary>
    internal bool TryPutWithinTurn(in Envelope envelope) => PlainQueue is { } queue && queue.TryPutAhead(envelope);

    /// <summary>Puts a system message in; the caller schedules the mailbox.</summary>
    internal virtual void SystemEnqueue(IActorRef receiver, SystemMessage message)
    {
        if (!_systemMessages.TryPush(message))
            _actor?.SystemImpl.Mailboxes.DeadLetterMailbox.SystemEnqueue(receiver, message);
    }

    /// <summary>Whether there is a reason to run.</summary>
    internal bool CanBeScheduledForExecution(bool hasMessageHint, bool hasSystemMessageHint)
    {
        var status = Volatile.Read(ref _status);
        if ((status & Closed) != 0)
            return false;
        if ((status & SuspendMask) != 0)
            return hasSystemMessageHint || HasSystemMessages;
        return hasMessageHint || hasSystemMessageHint || HasSystemMessages || HasMessages;
    }

    /// <summary>True for the one caller that turned an idle mailbox into a scheduled one.</summary>
    internal bool SetAsScheduled()
    {
        while (true)
        {
            var status = Volatile.Read(ref _status);
            if ((status & (Closed | Scheduled)) != 0)
                return false;
            if (Interlocked.CompareExchange(ref _status, status | Scheduled, status) == status)
                return true;
        }
    }

    internal void SetAsIdle() => Interlocked.And(ref _status, ~Scheduled);

    internal void Suspend()
    {
        while (true)
        {
            var status = Volatile.Read(ref _status);
            if ((status & Closed) != 0 || Interlocked.CompareExchange(ref _status, status + SuspendUnit, status) == status)
                return;
        }
    }

    /// <summary>Takes one suspension back; true when none is left.</summary>
    internal bool Resume()
    {
        while (true)
        {
            var status = Volatile.Read(ref _status);
            if ((status & Closed) != 0)
                return false;
            var next = (status & SuspendMask) == 0 ? status : status - SuspendUnit;
            if (Interlocked.CompareExchange(ref _status, next, status) == status)
                return (next & SuspendMask) == 0;
        }
    }

    internal void BecomeClosed() => Interlocked.Or(ref _status, Closed);

    // On a thread of the pool: what the turn wakes may follow on the same thread.
    void IThreadPoolWorkItem.Execute() => HandOver.Run(this);

    /// <summary>One turn: all system messages, then user messages up to the dispatcher's throughput.</summary>
    public void Run() => RunWith(TurnStack.OfThisThread, default);

    /// <summary>
    /// One turn that begins with a message at hand, if there is one. For whoever got the mailbox from <see cref="TryTake()"/>.
    /// </summary>
    /// <param name="turns">The calling thread's.</param>
    /// <param name="atHand">The message, or none.</param>
    internal void RunWith(TurnStack turns, in Envelope atHand)
    {
        try
        {
            BeginTurn(turns, atHand);
        }
        finally
        {
            EndTurn();
        }
    }

    /// <summary>
    /// A turn but for its end: what it has gathered is not carried out yet, and the mailbox stays scheduled until <see cref="EndTurn"/>.
    /// </summary>
    internal void BeginTurn(TurnStack turns, in Envelope atHand)
    {
        var actor = _actor!;
        turns.Begin(actor, this);
        try
        {
            if (!_systemMessages.IsOpenAndEmpty)
                ProcessAllSystemMessages();
            ProcessMailbox(actor, atHand);
        }
        finally
        {
            turns.End();
        }
    }

    /// <summary>Ends what <see cref="BeginTurn"/> began.</summary>
    internal void EndTurn()
    {
        var actor = _actor!;
        if (actor.FlushesAtEndOfTurn && !IsClosed)
            actor.EndOfTurn();
        SetAsIdle();
        actor.Dispatcher.RegisterForExecution(this, hasMessageHint: false, hasSystemMessageHint: false);
    }

    private void ProcessMailbox(ActorCell actor, Envelope next)
    {
        var dispatcher = actor.Dispatcher;
        var left = Math.Max(dispatcher.Throughput, 1);
        var deadlineTicks = dispatcher.ThroughputDeadlineTicks;
        var start = deadlineTicks > 0 ? Stopwatch.GetTimestamp() : 0;

        if (next.Message is not null && (!MayProcess || HasMessages))
        {
            Enqueue(actor.Self, next);
            next = default;
        }

        while (MayProcess && (next.Message is not null || MessageQueue.TryDequeue(out next)))
        {
            actor.Invoke(next);
            next = default;
            if (!_systemMessages.IsOpenAndEmpty)
                ProcessAllSystemMessages();
            if (--left == 0 || (deadlineTicks > 0 && Stopwatch.GetTimestamp() - start >= deadlineTicks))
                return;
        }
    }

    internal void ProcessAllSystemMessages()
    {
        var message = _systemMessages.Take(out var isNew);
        if (isNew)
        {
            _actor!.SystemInvoke(Create.Instance);
            message ??= _systemMessages.Take(out _);
        }
        while (message is not null && !IsClosed)
        {
            var current = message;
            message = message.Next;
            current.Next = null;
            _actor!.SystemInvoke(current);
            // What came in while that one was handled goes behind those taken already.
            message ??= _systemMessages.Take(out _);
        }

        // The actor has ended: the rest is for the dead letters.
        while (message is not null)
        {
            var current = message;
            message = message.Next;
            current.Next = null;
            _actor!.SystemImpl.Mailboxes.DeadLetterMailbox.SystemEnqueue(_actor.Self, current);
        }
    }

    /// <summary>Moves everything to the dead letters; the mailbox is closed already.</summary>
    public virtual void CleanUp()
    {
        if (_actor is null)
            return;
        var deadLetters = _actor.SystemImpl.Mailboxes.DeadLetterMailbox;
        var message = _systemMessages.Close();
        while (message is not null)
        {
            var current = message;
            message = message.Next;
            current.Next = null;
            deadLetters.SystemEnqueue(_actor.Self, current);
        }
        CleanUpUserMessages();
    }

    // Several late senders may find the mailbox closed at once, and the queue knows only one consumer.
    private void CleanUpUserMessages()
    {
        if (!HasMessages)
            return;
        lock (MessageQueue)
            MessageQueue.CleanUp(_actor!.Self, _actor.SystemImpl.Mailboxes.DeadLetterMailbox.MessageQueue);
    }
}
