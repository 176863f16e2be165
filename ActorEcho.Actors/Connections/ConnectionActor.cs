using System.Buffers;
using ActorEcho.Actors.Protocols;
using Akka.Actor;
using Akka.Event;
using Akka.IO;

namespace ActorEcho.Actors.Connections;

/// <summary>
/// One client. Hands its bytes to a protocol, writes the protocol's answers, and keeps the limits: what has not been
/// read by the client, how long nothing happens, how long closing takes. Whatever ends it closes its socket, and only
/// its own.
/// </summary>
/// <remarks>
/// Reading is asked for, one read at a time, and not while answers wait in number: a client that sends and never reads
/// is held back by its own full buffers.
/// </remarks>
internal sealed class ConnectionActor : UntypedActor, IProtocolOutput
{
    private readonly ConnectionSetup _setup;
    private readonly IActorRef _socket;
    private readonly ConnectionInfo _client;
    private readonly IProtocol _protocol;
    private readonly bool _onlyPassesInputOn;
    private UnsentWrites _unsent;
    private ICancelable? _timer;
    private string? _closeReason;
    private int _quietChecks;
    private Phase _phase;
    private bool _readAsked;
    private bool _inputEnded;
    private bool _inputPaused;
    private bool _isHeldBack;
    private bool _isOverfull;
    private bool _wasActive;

    public ConnectionActor(ConnectionSetup setup, IActorRef socket, ConnectionInfo client)
    {
        _setup = setup;
        _socket = socket;
        _client = client;
        (_protocol, _onlyPassesInputOn) = CreateProtocol();
        _unsent = setup.NewUnsentWrites();
    }

    // Nobody would register for the socket, and its client would wait until that is overdue.
    private (IProtocol Protocol, bool OnlyPassesInputOn) CreateProtocol()
    {
        try
        {
            var protocol = _setup.Protocol.Create(_client)
                ?? throw new InvalidOperationException($"{nameof(HostedProtocol)}.{nameof(HostedProtocol.Create)} has made no protocol for {_client}.");
            return (protocol, protocol.OnlyPassesInputOn);
        }
        catch
        {
            _socket.Tell(Tcp.Close.Instance, Self);
            LeaveSocket();
            throw;
        }
    }

    private enum Phase : byte
    {
        Open,

        /// <summary>What was written is still sent; what comes in is discarded.</summary>
        Closing,

        /// <summary>Nothing is sent any more; only the news that the socket is closed is awaited.</summary>
        Aborting,
        Over,
    }

    /// <summary>While closing, everything is read, so that the client's own end comes to light.</summary>
    private bool MayRead => !_inputEnded && _phase switch
    {
        Phase.Open => !_inputPaused && !_isHeldBack,
        Phase.Closing => true,
        _ => false,
    };

    void IProtocolOutput.Write(ReadOnlySequence<byte> bytes)
    {
        if (_phase != Phase.Open || _closeReason is not null || bytes.IsEmpty) return;
        _wasActive = true;
        // What waits already counts, and not what comes: one long text costs nobody the connection who has read all before it.
        _isOverfull |= _unsent.Bytes >= _setup.Protocol.MaxQueuedBytes || _unsent.Writes >= _setup.Protocol.MaxQueuedWrites;
        if (!_isOverfull) _socket.Tell(_unsent.Write(bytes), Self);
    }

    void IProtocolOutput.Emit(IProtocolEffect effect)
    {
        if (_setup.Protocol.Counterpart.IsNobody())
        {
            throw new InvalidOperationException(
                $"{_protocol.GetType()} has the effect {effect.GetType()}, but its listener names no counterpart to take it.");
        }

        _setup.Protocol.Counterpart.Tell(effect, Self);
    }

    void IProtocolOutput.PauseInput() => _inputPaused = true;

    void IProtocolOutput.ResumeInput() => _inputPaused = false;

    void IProtocolOutput.Close(string reason) => _closeReason ??= reason;

    /// <inheritdoc/>
    protected override void PreStart()
    {
        _setup.Log.Debug("{0} connected from {1}", Self.Path.Name, _client);
        Context.Watch(_socket);
        var register = new Tcp.Register(Self, keepOpenOnPeerClosed: true, useResumeWriting: false)
        {
            LendsReceivedMemory = _onlyPassesInputOn,
        };
        _socket.Tell(register, Self);
        // The first sweep may come at once, and what it finds must not count.
        _wasActive = true;
        _protocol.Opened(this);
        Settle();
    }

    /// <inheritdoc/>
    protected override void PostStop()
    {
        _timer?.Cancel();
        // Its time is up. An open socket is reset because nobody is left to speak for it; one that closes would go on to wait.
        if (_phase == Phase.Closing) _socket.Tell(Tcp.Abort.Instance, Self);
        if (_phase != Phase.Over) LeaveSocket();
    }

    /// <inheritdoc/>
    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Tcp.Received received:
                OnReceived(received);
                break;
            case WriteAck ack:
                _wasActive = true;
                _unsent.OnAck(ack);
                break;
            case IProtocolNotice notice:
                if (_phase == Phase.Open) _protocol.Notify(notice, this);
                break;
            case Tcp.PeerClosed:
                _inputEnded = true;
                if (_phase == Phase.Open) _protocol.InputEnded(this);
                break;
            case Tcp.ConnectionClosed closed:
                End(closed.IsErrorClosed ? $"the network failed: {closed.Cause}" : "the socket was closed");
                break;
            case Tcp.CommandFailed failed:
                OnWriteFailed(failed);
                break;
            case Terminated:
                End("the socket's actor ended");
                break;
            case FinishConnection finish:
                _closeReason ??= finish.Reason;
                break;
            case IdleCheck:
                OnIdleCheck();
                break;
            case ClosingCheck:
                OnClosingCheck();
                break;
            default:
                Unhandled(message);
                break;
        }

        Settle();
    }

    private void OnReceived(Tcp.Received received)
    {
        _readAsked = false;
        if (_phase != Phase.Open) return;
        _wasActive = true;
        _protocol.Receive(received.Data, this);
    }

    /// <summary>Draws the conclusions from what a message has changed.</summary>
    private void Settle()
    {
        if (_phase == Phase.Open)
        {
            if (_isOverfull) CutOff();
            else if (_closeReason is not null) BeginClosing();
        }

        var weight = _unsent.Weight;
        if (weight >= _setup.HighWater) _isHeldBack = true;
        else if (weight <= _setup.LowWater) _isHeldBack = false;
        if (_readAsked || !MayRead) return;
        _readAsked = true;
        _socket.Tell(Tcp.ResumeReading.Instance, Self);
    }

    private void BeginClosing()
    {
        Leave(Phase.Closing);
        if (_unsent.NeedsFlush) _socket.Tell(_unsent.Flush(), Self);
        _socket.Tell(_setup.Limits.DrainTimeout > TimeSpan.Zero ? Tcp.ConfirmedClose.Instance : Tcp.Close.Instance, Self);
        ScheduleClosingCheck();
    }

    /// <summary>
    /// A client is given the time to take what was written for it, as long as it takes so much that an acknowledgement comes, and
    /// then the time to close.
    /// </summary>
    private void OnClosingCheck()
    {
        if (_phase != Phase.Closing) return;
        if (_wasActive) ScheduleClosingCheck();
        else Abort();
    }

    private void OnIdleCheck()
    {
        if (_phase != Phase.Open) return;
        _quietChecks = _wasActive ? 0 : _quietChecks + 1;
        _wasActive = false;
        if (_quietChecks >= IdleCheck.PerTimeout) _closeReason ??= $"nothing happened for {_setup.Limits.IdleTimeout}";
    }

    private void OnWriteFailed(Tcp.CommandFailed failed)
    {
        if (_phase is Phase.Aborting or Phase.Over) return;
        // What the client was to read has a hole now, so nothing more may follow it.
        _closeReason ??= $"a write failed{failed.CauseString}";
        Abort();
    }

    private void CutOff()
    {
        _closeReason = $"it does not read: {_unsent.Bytes} bytes in {_unsent.Writes} writes wait";
        _setup.Log.Info("{0} from {1} is cut off: {2}", Self.Path.Name, _client, _closeReason);
        Abort();
    }

    private void Abort()
    {
        Leave(Phase.Aborting);
        _socket.Tell(Tcp.Abort.Instance, Self);
    }

    private void End(string reason)
    {
        Leave(Phase.Over);
        _setup.Log.Debug("{0} disconnected: {1}", Self.Path.Name, _closeReason ?? reason);
        Context.Stop(Self);
    }

    private void LeaveSocket() => Context.Parent.Tell(new SocketLeft(_socket), Self);

    /// <summary>Goes on to a later phase; the protocol hears of it when the conversation is thereby over.</summary>
    private void Leave(Phase next)
    {
        var wasOpen = _phase == Phase.Open;
        _phase = next;
        if (wasOpen) _protocol.Ended(this);
    }

    private void ScheduleClosingCheck()
    {
        var delay = _setup.Limits.DrainTimeout > ClosingCheck.Least ? _setup.Limits.DrainTimeout : ClosingCheck.Least;
        _wasActive = false;
        _timer = Context.System.Scheduler.ScheduleTellOnceCancelable(delay, Self, ClosingCheck.Instance, Self);
    }

    /// <summary>Time to see whether closing makes progress.</summary>
    private sealed class ClosingCheck : INoSerializationVerificationNeeded, IDeadLetterSuppression
    {
        /// <summary>Even where nothing waits for the client's close, what was written needs some time to leave.</summary>
        public static readonly TimeSpan Least = TimeSpan.FromSeconds(1);

        public static readonly ClosingCheck Instance = new();
    }
}
