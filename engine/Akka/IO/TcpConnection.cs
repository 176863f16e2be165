using System.Net.Sockets;
using Akka.Actor;
using Akka.Dispatch;
using Akka.Event;
using Akka.IO.Transport;
using Akka.IO.Transport.Epoll;

namespace Akka.IO;

/// <summary>
/// The actor of one connection. It owns the socket: however the actor ends, the socket is closed before anybody
/// hears of it.
/// </summary>
internal abstract partial class TcpConnection : ActorBase, IConnectionEvents, IFlushesAtEndOfTurn, ITakesMidTurn,
    IRequiresMessageQueue<IUnboundedMessageQueueSemantics>
{
    // After so many reads other messages get their turn, so that a fast sender cannot keep its own handler's
    // commands waiting.
    private const int MaxReadsPerMessage = 8;

    private readonly TcpSettings _settings;
    private readonly bool _pullMode;
    private Phase _phase = Phase.Connecting;
    private ITransportConnection _transport = null!;
    private InboundFlow _inbound;
    private OutboundFlow _outbound;
    private IActorRef _owner = ActorRefs.Nobody;
    private ILoggingAdapter? _log;

    // One at a time: first for the handler to register, and at the end for a close that nobody is left to lose patience with.
    private ITimerHandle? _deadline;

    protected TcpConnection(TcpSettings settings, bool pullMode)
    {
        _settings = settings;
        _pullMode = pullMode;
    }

    private enum Phase
    {
        Connecting,
        AwaitingRegister,
        Open,

        /// <summary>A close was asked for; what is queued is still written.</summary>
        Draining,

        /// <summary>Our half is closed; the peer's is awaited.</summary>
        AwaitingPeer,
        Over,
    }

    private bool FlushesAtEndOfTurn => _phase is Phase.AwaitingRegister or Phase.Open;

    protected ILoggingAdapter Log => _log ??= Context.GetLogger();

    protected override bool Receive(object message)
    {
        if (_phase is Phase.Connecting or Phase.Over)
            return false;

        switch (message)
        {
            case ConnectionSignals.Readable:
                _inbound.OnReadable();
                Read();
                return true;
            case Tcp.WriteCommand write:
                OnWrite(write);
                return true;
            case ContinueReading:
                Read();
                return true;
            case ConnectionSignals.Sent sent:
                AfterFlush(_outbound.OnSent(sent.Error));
                return true;
            case Tcp.ResumeReading:
                _inbound.Resume();
                Read();
                return true;
            case Tcp.SuspendReading:
                _inbound.Suspend();
                return true;
            case Tcp.ResumeWriting:
                _outbound.Resume(Sender);
                return true;
            case Tcp.CloseCommand close:
                OnClose(close);
                return true;
            case Tcp.Register register when _phase == Phase.AwaitingRegister:
                OnRegister(register);
                return true;
            case Terminated terminated when terminated.ActorRef.Equals(_owner):
                OnOwnerTerminated();
                return true;
            case ListenerSignals.HandlerEnded:
                if (!_isRegistered)
                    OnOwnerTerminated();
                return true;
            case RegisterDeadline deadline:
                OnRegisterDeadline(deadline);
                return true;
            case CloseDeadlineExpired:
                Log.Debug("Closing did not end within [{0}] of the handler's end, aborting", _settings.OrphanedCloseTimeout);
                Finish(Tcp.Aborted.Instance);
                return true;
            default:
                return false;
        }
    }

    // What one turn wrote leaves in one send, however many messages asked for it.
    void IFlushesAtEndOfTurn.FlushAtEndOfTurn()
    {
        if (FlushesAtEndOfTurn && _outbound.HasUnsent && _outbound.Flush() is var status and (FlushStatus.Interrupted or FlushStatus.Failed))
            OnCutShort(status);
    }

    private void OnCutShort(FlushStatus status)
    {
        if (status == FlushStatus.Interrupted)
            TellAfterOthers(ConnectionSignals.Sent.Succeeded);
        else
            ((IConnectionEvents)this).Sent(_outbound.Error);
    }

    // What a handler mostly says about bytes it was just given. The loop of reads goes on by itself, and what is queued leaves at the end of
    // the turn; a full batch has to leave at once, which is for the connection's own context to do.
    bool ITakesMidTurn.TryTakeMidTurn(object message, IActorRef? sender)
    {
        if (_phase != Phase.Open)
            return false;
        if (message is Tcp.ResumeReading)
        {
            _inbound.Resume();
            return true;
        }

        if (message is not Tcp.Write write || sender is null || _outbound.HasFullBatch)
            return false;
        Queue(write, sender);
        return true;
    }

    // The transport's threads call these; all that they touch is the ref.
    void IConnectionEvents.Readable() => ConnectionDispatcher.TellNow(Self, ConnectionSignals.Readable.Instance, ActorRefs.NoSender);

    bool IConnectionEvents.TryJoinRound(EventLoop loop) => ConnectionDispatcher.TryJoinRound(Self, loop);

    ArraySegment<byte> IConnectionEvents.PeekUnsent() => FlushesAtEndOfTurn ? _outbound.PeekUnsent() : default;

    void IConnectionEvents.SentAhead(int count, SocketError error) => _outbound.SentAhead(count, error);

    void IConnectionEvents.Sent(SocketError error) =>
        Self.Tell(error == SocketError.Success ? ConnectionSignals.Sent.Succeeded : new ConnectionSignals.Sent(error), ActorRefs.NoSender);

    private void Read()
    {
        for (var reads = 0; _inbound.MayRead; reads++)
        {
            if (reads == MaxReadsPerMessage)
            {
                TellAfterOthers(ContinueReading.Instance);
                return;
            }

            // Of a peer that takes nothing, a handler's limit of what it writes would bound the bytes and not the memory that holds them.
            var result = _inbound.Read(mayLend: !_outbound.IsHeldUp);
            switch (result.Status)
            {
                case ReceiveStatus.Data:
                    Deliver(result.Data!);
                    break;
                case ReceiveStatus.EndOfStream:
                    OnEndOfStream();
                    break;
                case ReceiveStatus.Failed:
                    Fail(result.Error);
                    break;
            }
        }
    }

    private void Deliver(Tcp.Received received)
    {
        // Nobody is left to hear it, and the end of the stream is behind it.
        if (_isOrphaned)
            _inbound.Resume();
        else
            ConnectionDispatcher.TellNow(_owner, received, Self, takesMeanwhile: true);
    }

    private void OnWrite(Tcp.WriteCommand write)
    {
        if (_phase is not (Phase.AwaitingRegister or Phase.Open))
            Refuse(write, Sender, DroppedWriteException.ConnectionIsClosing);
        else if (Queue(write, Sender) && _outbound.HasFullBatch)
            AfterFlush(_outbound.Flush());
    }

    private bool Queue(Tcp.WriteCommand write, IActorRef sender)
    {
        if (_outbound.Offer(write, sender) is not { } refusal)
            return true;
        Refuse(write, sender, refusal);
        return false;
    }

    private void Refuse(Tcp.WriteCommand write, IActorRef sender, DroppedWriteException why) =>
        sender.Tell(write.FailureMessage.WithCause(why), Self);

    private void AfterFlush(FlushStatus status)
    {
        if (status == FlushStatus.Failed)
            Fail(_outbound.Error);
        else if (status == FlushStatus.Interrupted)
            TellAfterOthers(ConnectionSignals.Sent.Succeeded);
        else if (status == FlushStatus.Drained && _phase == Phase.Draining)
            OnDrained();
    }

    // On a loop in another turn, once it has looked at its other sockets; what is told at once would belong to this turn.
    private void TellAfterOthers(object message)
    {
        var later = new Later(Self, message);
        if (!ConnectionDispatcher.TryRunAfterBatch(later))
            later.Run();
    }

    private void Trace(string what)
    {
        if (_settings.TraceLogging)
            Log.Debug("[{0}] {1}", _transport.RemoteAddress, what);
    }

    /// <summary>What the connection tells itself later.</summary>
    private sealed class Later(IActorRef self, object message) : IRunnable
    {
        public void Run() => self.Tell(message, ActorRefs.NoSender);
    }

    /// <summary>Reading goes on after others had their turn.</summary>
    private sealed class ContinueReading : INoSerializationVerificationNeeded, IDeadLetterSuppression
    {
        public static readonly ContinueReading Instance = new();
    }
}
