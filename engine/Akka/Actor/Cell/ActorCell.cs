using System.Globalization;
using Akka.Actor.Internal;
using Akka.Dispatch;
using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Actor;

/// <summary>
/// The engine's side of one actor: it holds the mailbox and the current instance, runs the instance's turns, and keeps its
/// place in the tree. The parts of it are files: turns here; behaviours, children, death watch, failures, life cycle, the
/// receive timeout and the engine's own messages beside it.
/// </summary>
/// <remarks>Only sending is safe from other threads; all else happens in the actor's own turn.</remarks>
public partial class ActorCell : IUntypedActorContext, ICell
{
    /// <summary>The uid of a path that means any incarnation.</summary>
    public const int UndefinedUid = 0;

    private readonly ActorSystemImpl _system;
    private readonly IInternalActorRef _self;
    private Props _props;
    private Mailbox? _mailbox;
    private ActorBase? _actor;
    private IFlushesAtEndOfTurn? _flushing;
    private Envelope _currentEnvelope;
    private int _currentEnvelopeId;

    /// <summary>A cell without a mailbox yet; <see cref="Init"/> gives it one.</summary>
    public ActorCell(ActorSystemImpl system, IInternalActorRef self, Props props, MessageDispatcher dispatcher, IInternalActorRef parent)
    {
        _system = system;
        _self = self;
        _props = props;
        Dispatcher = dispatcher;
        Parent = parent;
    }

    /// <summary>The cell whose turn it is on this thread, or null.</summary>
    internal static ActorCell? Current => InternalCurrentActorCellKeeper.Current;

    /// <inheritdoc/>
    public IActorRef Self => _self;

    /// <inheritdoc/>
    public ActorSystem System => _system;

    /// <inheritdoc/>
    public ActorSystemImpl SystemImpl => _system;

    /// <inheritdoc/>
    public Props Props => _props;

    /// <inheritdoc cref="IActorContext.Parent"/>
    public IInternalActorRef Parent { get; }

    IActorRef IActorContext.Parent => Parent;

    /// <inheritdoc/>
    public MessageDispatcher Dispatcher { get; }

    /// <inheritdoc/>
    public bool IsLocal => true;

    /// <summary>The actor's instance, or null before it came to life and after it ended.</summary>
    internal ActorBase? Actor => _actor;

    /// <summary>The mailbox; the dead letters' once the actor has ended.</summary>
    public Mailbox Mailbox => Volatile.Read(ref _mailbox)!;

    /// <inheritdoc/>
    public bool HasMessages => Mailbox.HasMessages;

    /// <inheritdoc/>
    public int NumberOfMessages => Mailbox.NumberOfMessages;

    /// <inheritdoc/>
    public bool IsTerminated => Mailbox.IsClosed;

    /// <summary>The message that is being processed, or null.</summary>
    public object? CurrentMessage => _currentEnvelope.Message;

    /// <summary>Counts the messages that the actor got, so that two deliveries of one object can be told apart.</summary>
    public int CurrentEnvelopeId => _currentEnvelopeId;

    internal Envelope CurrentEnvelope => _currentEnvelope;

    /// <inheritdoc/>
    public IActorRef Sender => _currentEnvelope.Sender ?? _system.DeadLetters;

    /// <summary>Runs the actor's asynchronous handlers.</summary>
    public virtual ActorTaskScheduler TaskScheduler => Kept.AsyncHandlers ??= new ActorTaskScheduler(this);

    /// <summary>The actor whose turn it is on this thread, or null.</summary>
    public static IActorRef? GetCurrentSelfOrNoSender() => Current?._self;

    /// <summary>The sender of the message that is being processed on this thread, or null.</summary>
    public static IActorRef? GetCurrentSenderOrNoSender() => Current?._currentEnvelope.Sender;

    /// <summary>Makes the mailbox and puts the order to come to life into it.</summary>
    public void Init(MailboxType mailboxType)
    {
        var mailbox = CreateMailbox(mailboxType);
        mailbox.SetActor(this);
        mailbox.SystemEnqueue(_self, Dispatch.SysMsg.Create.Instance);
        _mailbox = mailbox;
    }

    /// <summary>Makes the mailbox.</summary>
    private protected virtual Mailbox CreateMailbox(MailboxType mailboxType) => new(mailboxType.Create(_self, _system));

    internal Mailbox SwapMailbox(Mailbox mailbox) => Interlocked.Exchange(ref _mailbox, mailbox)!;

    /// <inheritdoc/>
    public virtual void Start() => Dispatcher.Attach(this);

    /// <summary>Delivers a user message.</summary>
    public virtual void SendMessage(Envelope message) => Dispatcher.Dispatch(this, message);

    /// <inheritdoc/>
    public virtual void SendMessage(IActorRef sender, object message) => SendMessage(new Envelope(message, sender));

    /// <inheritdoc/>
    public virtual void SendSystemMessage(ISystemMessage systemMessage) => Dispatcher.SystemDispatch(this, (SystemMessage)systemMessage);

    /// <inheritdoc/>
    public void Suspend() => SendSystemMessage(new Suspend());

    /// <inheritdoc/>
    public void Resume(Exception? causedByFailure) => SendSystemMessage(new Resume(causedByFailure));

    /// <inheritdoc/>
    public void Restart(Exception cause) => SendSystemMessage(new Recreate(cause));

    /// <inheritdoc/>
    public void Stop() => SendSystemMessage(new Terminate());

    /// <summary>Runs an action as if in the actor's turn.</summary>
    public void UseThreadContext(Action action)
    {
        var previous = InternalCurrentActorCellKeeper.Current;
        InternalCurrentActorCellKeeper.Current = this;
        try
        {
            action();
        }
        finally
        {
            InternalCurrentActorCellKeeper.Current = previous;
        }
    }

    /// <summary>Processes one user message.</summary>
    public void Invoke(Envelope envelope)
    {
        _currentEnvelope = envelope;
        unchecked
        {
            _currentEnvelopeId++;
        }
        try
        {
            if (envelope.Message is IAutoReceivedMessage)
                AutoReceiveMessage(envelope);
            else
                ReceiveMessage(envelope.Message);
            // A failed message stays the current one until its supervisor has decided: PreRestart gets it.
            _currentEnvelope = default;
        }
        catch (Exception cause)
        {
            HandleInvokeFailure(cause);
        }
        if (_seldom?.ReceiveTimeout is not null)
            NoteActivity(envelope.Message);
    }

    /// <summary>Processes one message and lets what the actor throws pass to the caller.</summary>
    public void ReceiveMessageForTest(Envelope envelope)
    {
        UseThreadContext(() =>
        {
            _currentEnvelope = envelope;
            try
            {
                if (envelope.Message is IAutoReceivedMessage)
                    AutoReceiveMessage(envelope);
                else
                    ReceiveMessage(envelope.Message);
            }
            finally
            {
                _currentEnvelope = default;
            }
        });
    }

    /// <summary>Hands a message to the actor.</summary>
    protected virtual void ReceiveMessage(object message)
    {
        var actor = _actor!;
        if (_isPlain && _behaviour is null)
        {
            actor.ReceiveByDefault(message);
            return;
        }

        var handled = actor.AroundReceive(_behaviour ?? actor.DefaultBehaviour(), message);
        if (LogsReceive)
            Publish(new Debug(Path, ActorType, $"received {(handled ? "handled" : "unhandled")} message {message} from {Sender.Path}"));
    }

    private bool LogsReceive => _system.Settings.AddLoggingReceive && Has(ActorTraits.LogsReceive);

    /// <summary>Handles a message that the engine answers itself.</summary>
    protected virtual void AutoReceiveMessage(Envelope envelope)
    {
        var message = envelope.Message;
        if (_system.Settings.DebugAutoReceive && message is not ReceiveTimeoutTick)
            Publish(new Debug(Path, ActorType, $"received AutoReceiveMessage {message}"));

        switch (message)
        {
            case ITimerMessage timer:
                ReceiveTimerMessage(timer);
                break;
            case Terminated terminated:
                ReceivedTerminated(terminated);
                break;
            case Kill:
                throw new ActorKilledException("Kill");
            case IntentionalRestart:
                throw new IntentionalActorRestartException();
            case PoisonPill:
                Stop();
                break;
            case ActorSelectionMessage selection:
                SelectionDelivery.Deliver(_self, envelope.Sender, selection);
                break;
            case Identify identify:
                Sender.Tell(new ActorIdentity(identify.MessageId, _self), _self);
                break;
            case ReceiveTimeoutTick tick:
                ReceiveTimeoutTicked(tick);
                break;
            default:
                ReceiveMessage(message);
                break;
        }
    }

    private void ReceiveTimerMessage(ITimerMessage timer)
    {
        if ((_actor as IWithTimers)?.Timers is not TimerScheduler timers || timers.Intercept(timer) is not { } message)
            return;
        // From here on the user's message is the current one: it is what a stash puts aside and what PreRestart is given.
        _currentEnvelope = new Envelope(message, _currentEnvelope.Sender);
        if (message is IAutoReceivedMessage)
            AutoReceiveMessage(_currentEnvelope);
        else
            ReceiveMessage(message);
    }

    /// <summary>Whether the end of a turn means anything to the actor.</summary>
    internal bool FlushesAtEndOfTurn => _flushing is not null;

    /// <summary>Called at the end of a turn in which messages may have been processed; it is the actor's turn, but not its context.</summary>
    internal void EndOfTurn()
    {
        try
        {
            _flushing!.FlushAtEndOfTurn();
        }
        catch (Exception cause)
        {
            HandleInvokeFailure(cause);
        }
    }

    internal static (string Name, long Uid) SplitNameAndUid(string name)
    {
        var hash = name.IndexOf('#', StringComparison.Ordinal);
        return hash < 0
            ? (name, UndefinedUid)
            : (name[..hash], long.Parse(name.AsSpan(hash + 1), NumberStyles.Integer, CultureInfo.InvariantCulture));
    }

    private string Path => _self.Path.ToString();

    private Type ActorType => _actor?.GetType() ?? GetType();

    private void Publish(LogEvent log) => _system.EventStream.Publish(log);
}
