using Akka.Actor;
using Akka.Dispatch;
using Akka.Event;
using Akka.IO.Transport;

namespace Akka.IO;

// How a connection comes to its handler: it is offered, waits to be registered for, and gives up when nobody is in time.
internal abstract partial class TcpConnection : IRunnable
{
    private bool _isRegistered;

    /// <summary>Takes a connection over and offers it to whoever asked for it; closes it when it cannot be watched.</summary>
    protected void Begin(ITransportConnection connection, IActorRef commander)
    {
        _transport = connection;
        _inbound = new InboundFlow(connection, _settings, _pullMode);
        _outbound = new OutboundFlow(connection, _settings, Self);
        var connected = Attach(connection);
        _owner = commander;
        _phase = Phase.AwaitingRegister;
        if (_settings.RegisterTimeout is not null && !ConnectionDispatcher.TryRunAfterBatch(this))
            StartRegisterDeadline();
        Trace("Connected");
        ConnectionDispatcher.TellNow(commander, connected, Self);
    }

    // An actor that fails to begin is not asked to end, so the socket of one is closed here.
    private Tcp.Connected Attach(ITransportConnection connection)
    {
        try
        {
            connection.Attach(this);
            return new Tcp.Connected(connection.RemoteAddress, connection.LocalAddress);
        }
        catch
        {
            connection.Abort();
            throw;
        }
    }

    // Once its loop is through with the events that brought the connection, mostly somebody has registered: a timer is for the others.
    // This is nobody's turn, and whoever is told looks again.
    void IRunnable.Run()
    {
        if (_phase == Phase.AwaitingRegister)
            Self.Tell(RegisterDeadline.Begins, ActorRefs.NoSender);
    }

    private void OnRegister(Tcp.Register register)
    {
        EndDeadline();
        if (!register.Handler.Equals(_owner))
            Context.Unwatch(_owner);
        _owner = Context.Watch(register.Handler);
        _isRegistered = true;
        _keepOpenOnPeerClosed = register.KeepOpenOnPeerClosed;
        _outbound.UseResumeWriting = register.UseResumeWriting;
        _inbound.Lends = register.LendsReceivedMemory;
        _phase = Phase.Open;
        _inbound.Start();
    }

    private void OnRegisterDeadline(RegisterDeadline deadline)
    {
        // It may have been on its way when the handler registered.
        if (_phase != Phase.AwaitingRegister)
            return;
        if (deadline == RegisterDeadline.Begins)
        {
            StartRegisterDeadline();
            return;
        }
        Log.Debug("Configured registration timeout of [{0}] expired, stopping", _settings.RegisterTimeout);
        Context.Stop(Self);
    }

    private void StartRegisterDeadline() =>
        _deadline = Context.System.Scheduler.StartTimer(_settings.RegisterTimeout!.Value, RegisterDeadline.TellExpired, Self);

    private void EndDeadline()
    {
        _deadline?.Cancel();
        _deadline = null;
    }

    /// <summary>How long the handler may take to register. The timer needs nothing but the connection's ref.</summary>
    private sealed class RegisterDeadline : INoSerializationVerificationNeeded, IDeadLetterSuppression
    {
        public static readonly RegisterDeadline Begins = new();

        private static readonly RegisterDeadline Expired = new();

        public static readonly Action<object?> TellExpired = static self => ((IActorRef)self!).Tell(Expired, ActorRefs.NoSender);
    }
}
