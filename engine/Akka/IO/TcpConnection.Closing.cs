using System.Net.Sockets;
using Akka.Actor;
using Akka.Event;

namespace Akka.IO;

// How a connection ends: by its handler's command, by the peer, by an error, or with its actor.
internal abstract partial class TcpConnection
{
    private bool _keepOpenOnPeerClosed;
    private bool _peerHasClosed;
    private bool _isOrphaned;
    private Tcp.ConnectionClosed _closedEvent = Tcp.Aborted.Instance;
    private HashSet<IActorRef>? _closeCommanders;

    protected override void PostStop()
    {
        EndDeadline();
        if (_phase == Phase.Connecting)
            return;
        if (_phase != Phase.Over)
            _transport.Abort();
        _outbound.Fail(DroppedWriteException.ConnectionEnded);
        Trace(_closedEvent.ToString()!);
        if (_isRegistered && !_isOrphaned)
            ConnectionDispatcher.TellNow(_owner, _closedEvent, Self);
        if (_closeCommanders is null)
            return;
        foreach (var commander in _closeCommanders)
            commander.Tell(_closedEvent, Self);
    }

    private void OnClose(Tcp.CloseCommand close)
    {
        if (_phase == Phase.AwaitingRegister)
            EndDeadline();
        // The handler hears of the end in any case, and mostly it is the one who closes.
        if (!_isRegistered || !Sender.Equals(_owner))
            (_closeCommanders ??= []).Add(Sender);
        switch (_phase)
        {
            case var _ when close is Tcp.Abort:
                Finish(Tcp.Aborted.Instance);
                break;
            case Phase.AwaitingRegister or Phase.Open:
                Drain(close.Event);
                break;
            case Phase.Draining when close is Tcp.Close && _closedEvent.IsConfirmed:
                _closedEvent = Tcp.Closed.Instance;
                break;
            case Phase.AwaitingPeer when close is Tcp.Close:
                Finish(Tcp.Closed.Instance);
                break;
        }
    }

    private void Drain(Tcp.ConnectionClosed closedEvent)
    {
        _closedEvent = closedEvent;
        _phase = Phase.Draining;
        AfterFlush(_outbound.Flush());
    }

    private void OnEndOfStream()
    {
        _peerHasClosed = true;
        _inbound.End();
        switch (_phase)
        {
            case Phase.Open when _keepOpenOnPeerClosed:
                ConnectionDispatcher.TellNow(_owner, Tcp.PeerClosed.Instance, Self);
                break;
            case Phase.Open:
                Drain(Tcp.PeerClosed.Instance);
                break;
            case Phase.AwaitingPeer:
                Finish(_closedEvent);
                break;
        }
    }

    private void OnDrained()
    {
        // Where the peer's end has come already, closing says all that is left to say.
        if (!_closedEvent.IsConfirmed || _peerHasClosed || !_transport.ShutdownSend())
        {
            Finish(_closedEvent);
            return;
        }

        _phase = Phase.AwaitingPeer;
        if (!_isRegistered)
            BecomeOrphaned();
    }

    private void OnOwnerTerminated()
    {
        if (_phase is Phase.Draining or Phase.AwaitingPeer)
            BecomeOrphaned();
        else
            Context.Stop(Self);
    }

    // The close was asked for and goes on; but with nobody left who could lose patience, it gets a time limit.
    private void BecomeOrphaned()
    {
        if (_isOrphaned)
            return;
        _isOrphaned = true;
        _deadline = Context.System.Scheduler.StartTimer(_settings.OrphanedCloseTimeout, CloseDeadlineExpired.TellTo, Self);
        if (!_peerHasClosed)
        {
            _inbound.Start();
            _inbound.Resume();
            Read();
        }
    }

    private void Fail(SocketError error) => Finish(new Tcp.ErrorClosed(new SocketException((int)error).Message));

    private void Finish(Tcp.ConnectionClosed closedEvent)
    {
        _inbound.End();
        _closedEvent = closedEvent;
        _phase = Phase.Over;
        if (closedEvent.IsAborted || closedEvent.IsErrorClosed)
            _transport.Abort();
        else
            _transport.Close();
        Context.Stop(Self);
    }

    /// <summary>The close did not end in time. The timer needs nothing but the connection's ref.</summary>
    private sealed class CloseDeadlineExpired : INoSerializationVerificationNeeded, IDeadLetterSuppression
    {
        private static readonly CloseDeadlineExpired Instance = new();

        public static readonly Action<object?> TellTo = static self => ((IActorRef)self!).Tell(Instance, ActorRefs.NoSender);
    }
}
