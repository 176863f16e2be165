using Akka.Actor;
using Akka.Event;

namespace Akka.Pattern;

/// <summary>
/// Starts its child again, after a delay that grows with every restart, when the child fails: the strategy's restarts
/// become stops followed by a later start. It stops when the child stops by itself.
/// </summary>
internal sealed class BackoffOnRestartSupervisor : BackoffSupervisorBase
{
    private readonly TimeSpan _minBackoff;
    private readonly TimeSpan _maxBackoff;
    private readonly double _randomFactor;
    private readonly OneForOneStrategy _strategy;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private bool _restarting;

    public BackoffOnRestartSupervisor(
        Props childProps,
        string childName,
        TimeSpan minBackoff,
        TimeSpan maxBackoff,
        IBackoffReset reset,
        double randomFactor,
        OneForOneStrategy strategy,
        object? replyWhileStopped,
        Func<object, bool>? finalStopMessage)
        : base(childProps, childName, reset, replyWhileStopped, finalStopMessage)
    {
        _minBackoff = minBackoff;
        _maxBackoff = maxBackoff;
        _randomFactor = randomFactor;
        _strategy = strategy;
    }

    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(
        _strategy.MaxNumberOfRetries,
        _strategy.WithinTimeRangeMilliseconds,
        cause => _strategy.Decider.Decide(cause) is var directive && directive == Directive.Restart ? RestartLater() : directive);

    protected override bool Receive(object message)
    {
        if (message is not Terminated terminated || !terminated.ActorRef.Equals(Child))
            // A reminder that was under way when the child failed: the next one comes when the child has stopped.
            return (_restarting && message is BackoffSupervisor.StartChild) || HandleBackoff(message);

        Child = null;
        if (_restarting)
        {
            _restarting = false;
            StartChildAfterBackoff(_minBackoff, _maxBackoff, _randomFactor);
        }
        else
        {
            _log.Debug("Terminating, because child [{0}] terminated itself", terminated.ActorRef);
            Context.Stop(Self);
        }
        return true;
    }

    private Directive RestartLater()
    {
        if (_strategy.WithinTimeRangeMilliseconds > 0 && RestartCountN == 0)
            ScheduleToSelf(TimeSpan.FromMilliseconds((long)_strategy.WithinTimeRangeMilliseconds), new BackoffSupervisor.ResetRestartCount(RestartCountN));

        var restart = RestartCountN + 1;
        if (_strategy.MaxNumberOfRetries >= 0 && restart > _strategy.MaxNumberOfRetries)
        {
            _log.Debug("Terminating on restart #{0} which exceeds max allowed restarts ({1})", restart, _strategy.MaxNumberOfRetries);
            Context.Stop(Self);
        }
        else
        {
            _restarting = true;
        }
        return Directive.Stop;
    }
}
