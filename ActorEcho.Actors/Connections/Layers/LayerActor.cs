using ActorEcho.Actors.Protocols;
using Akka.Actor;
using Akka.Event;
using Akka.IO;

namespace ActorEcho.Actors.Connections;

/// <summary>
/// The actor of a <see cref="ConnectionLayer"/> for one client. Gets ready with the client within a given time, then offers
/// the connection to the listener, and from then on stands between the two sides.
/// </summary>
/// <remarks>
/// Reading is by asking, one read at a time, on both sides (Akka.IO's pull mode), so the layer holds what one read brought
/// and no more. Whoever is above registers to stay on after the client's half-close.
/// </remarks>
internal abstract class LayerActor(LayerSetup setup) : UntypedActor
{
    private ICancelable? _deadline;
    private bool _isOver;
    private bool _hasEnded;

    /// <summary>Whether the connection above may begin; false while the client is still getting ready.</summary>
    protected bool IsOffered { get; private set; }

    protected LayerSetup Setup { get; } = setup;

    /// <summary>Who is above; null before it has registered.</summary>
    protected IActorRef? Above { get; private set; }

    protected ILoggingAdapter Log { get; } = Context.GetLogger();

    /// <summary>What getting ready is called, for the log.</summary>
    protected abstract string Preparation { get; }

    /// <inheritdoc/>
    protected override void PreStart()
    {
        Context.Watch(Setup.Below);
        Setup.Below.Tell(new Tcp.Register(Self, keepOpenOnPeerClosed: true, useResumeWriting: false), Self);
        _deadline = Context.System.Scheduler.ScheduleTellOnceCancelable(Setup.Timeout, Self, DeadlinePassed.Instance, Self);
    }

    /// <inheritdoc/>
    protected override void PostStop()
    {
        _deadline?.Cancel();
        // Cut off, or failed. Who is above may be cut off at the same time and no longer reach through this layer, and a socket
        // that closes would go on to wait.
        if (!_hasEnded) Setup.Socket.Tell(Tcp.Abort.Instance, Self);
    }

    /// <inheritdoc/>
    protected sealed override void OnReceive(object message)
    {
        switch (message)
        {
            case Tcp.Received received:
                OnReceived(received);
                break;
            case Tcp.WriteCommand write:
                OnWrite(write);
                break;
            case Tcp.ResumeReading:
                OnResumeReading();
                break;
            case Tcp.PeerClosed:
                OnPeerClosed();
                break;
            case Tcp.CloseCommand close:
                OnClose(close);
                break;
            case Tcp.Register register when Above is null:
                Above = Context.Watch(register.Handler);
                break;
            case Tcp.ConnectionClosed closed:
                if (!IsOffered) Refuse(closed.IsErrorClosed ? $"the network failed: {closed.Cause}" : "the connection was closed");
                TellEnd(closed);
                End();
                break;
            case Terminated:
                // Above: what it asked for goes on without it. Below: the news of the end has come already, or never will.
                End();
                break;
            case DeadlinePassed when !IsOffered:
                Refuse($"it did not end within {Setup.Timeout.TotalSeconds} s");
                break;
            case IdleCheck:
                // Meant for the connection above; until there is one, getting ready has a deadline of its own.
                break;
            case FinishConnection finish:
                if (!IsOffered) Refuse(finish.Reason);
                break;
            case Tcp.CommandFailed failed:
                Break($"a write failed{failed.CauseString}");
                break;
            default:
                OnOther(message);
                break;
        }
    }

    /// <summary>Bytes from below.</summary>
    protected abstract void OnReceived(Tcp.Received received);

    /// <summary>The client's half is closed below.</summary>
    protected abstract void OnPeerClosed();

    /// <summary>Bytes from above.</summary>
    protected abstract void OnWrite(Tcp.WriteCommand write);

    /// <summary>A read is asked for above.</summary>
    protected abstract void OnResumeReading();

    /// <summary>The end is asked for above.</summary>
    protected abstract void OnClose(Tcp.CloseCommand close);

    /// <summary>Messages of the layer's own.</summary>
    protected virtual void OnOther(object message) => Unhandled(message);

    /// <summary>The client is ready; the connection above can begin.</summary>
    protected void Offer(ConnectionInfo info)
    {
        if (_isOver) return;
        IsOffered = true;
        _deadline?.Cancel();
        Setup.Owner.Tell(new LayerReady(Setup.Socket, info), Self);
    }

    /// <summary>Ends a connection that never began: one line in the log, and no more.</summary>
    /// <param name="reason">Why, in a few words.</param>
    /// <param name="close">Whether what was written before is still sent, such as the word that tells the client why.</param>
    protected void Refuse(string reason, bool close = false)
    {
        if (_isOver) return;
        _isOver = true;
        _deadline?.Cancel();
        Log.Info("{0} ends its connection with {1}: {2} failed: {3}", Setup.Listener, Setup.Info, Preparation, reason);
        Setup.Below.Tell(close ? Tcp.Close.Instance : Tcp.Abort.Instance, Self);
    }

    /// <summary>Ends a connection that can no longer go on.</summary>
    protected void Break(string reason)
    {
        if (!IsOffered)
        {
            Refuse(reason);
            return;
        }

        TellEnd(new Tcp.ErrorClosed(reason));
        Setup.Below.Tell(Tcp.Abort.Instance, Self);
    }

    private void End()
    {
        _hasEnded = true;
        Context.Stop(Self);
    }

    private void TellEnd(Tcp.ConnectionClosed closed)
    {
        if (_isOver) return;
        _isOver = true;
        Above?.Tell(closed, Self);
    }

    private sealed class DeadlinePassed : INoSerializationVerificationNeeded, IDeadLetterSuppression
    {
        public static readonly DeadlinePassed Instance = new();
    }
}
