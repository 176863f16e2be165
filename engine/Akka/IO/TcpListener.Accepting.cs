using Akka.Actor;
using Akka.Event;
using Akka.IO.Transport;

namespace Akka.IO;

// How a listener accepts: so many as are allowed, each with an actor of its own; and what it does when that fails.
internal sealed partial class TcpListener
{
    private readonly AcceptFailures _failures = new();
    private ICancelable? _retry;
    private int _allowed;
    private int _failedOfAllowed;

    private void Accept(int limit)
    {
        _allowed = limit;
        _failedOfAllowed = 0;
        if (!_isUnbound && limit > 0)
            _socket?.Accept(limit);
    }

    private void OnAccepted()
    {
        if (_isUnbound)
            return;
        _allowed--;
        if (_failures.IsShortage)
            Log.Info("Accepting on [{0}] goes on", _socket!.LocalAddress);
        _failures.OnSuccess();
        try
        {
            if (_socket!.TryTake(out var connection))
                StartConnection(connection);
        }
        catch (Exception e)
        {
            _statistics.OnFailed();
            _failedOfAllowed++;
            Log.Warning("An accepted connection was closed because its socket could not be set up: {0}", e.Message);
        }

        AcceptMoreIfAllAreUsed();
    }

    // Nobody hears of a connection that failed before it was offered, and thus nobody asks for another in its stead.
    private void AcceptMoreIfAllAreUsed()
    {
        if (_allowed <= 0)
            Accept(_bind.PullMode ? _failedOfAllowed : _settings.BatchAcceptLimit);
    }

    private void StartConnection(ITransportConnection connection)
    {
        try
        {
            Context.ActorOf(new TcpIncomingConnection.Recipe(_origin, connection));
        }
        catch
        {
            connection.Abort();
            throw;
        }

        _openConnections++;
        _statistics.OnAccepted();
    }

    private void OnAcceptFailed(Exception cause)
    {
        if (_isUnbound)
            return;
        _statistics.OnFailed();
        var isKnownShortage = _failures.IsShortage;
        var pause = _failures.PauseAfter(cause);
        if (pause == TimeSpan.Zero)
        {
            Self.Tell(RetryAccepting.Instance, ActorRefs.NoSender);
        }
        else if (pause is { } delay)
        {
            if (!isKnownShortage)
                Log.Warning("Accepting on [{0}] pauses until it is possible again: {1}", _socket!.LocalAddress, cause.Message);
            _retry?.Cancel();
            _retry = Context.System.Scheduler.ScheduleTellOnceCancelable(delay, Self, RetryAccepting.Instance, ActorRefs.NoSender);
        }
        else
        {
            Log.Error(cause, "Accepting on [{0}] failed for good; the listener stops", _socket!.LocalAddress);
            Unbind();
            // The connections may live long, and this actor with them: its end comes too late for news.
            _bind.Handler.Tell(Tcp.Unbound.Instance, Self);
        }
    }

    private Directive OnConnectionFailed(Exception cause)
    {
        // It could not be watched.
        if (cause is ActorInitializationException)
        {
            _failedOfAllowed++;
            AcceptMoreIfAllAreUsed();
        }
        return Directive.Stop;
    }

    /// <summary>The pause after a failure is over.</summary>
    private sealed class RetryAccepting : INoSerializationVerificationNeeded, IDeadLetterSuppression
    {
        public static readonly RetryAccepting Instance = new();
    }
}
