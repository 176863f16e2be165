using Akka.Actor;

namespace Akka.Pattern;

/// <summary>
/// How a back-off supervisor behaves; made by <see cref="Backoff"/>, used with <see cref="BackoffSupervisor.Props(BackoffOptions)"/>.
/// Immutable: each method returns changed options.
/// </summary>
public abstract class BackoffOptions
{
    /// <summary>Forgets the restarts when the child has run for <paramref name="resetBackoff"/>. The default, with the minimum back-off.</summary>
    /// <param name="resetBackoff">From the minimum to the maximum back-off.</param>
    public abstract BackoffOptions WithAutoReset(TimeSpan resetBackoff);

    /// <summary>Forgets the restarts only on <see cref="BackoffSupervisor.Reset"/>.</summary>
    public abstract BackoffOptions WithManualReset();

    /// <summary>
    /// Sets the strategy for a failing child. With <see cref="Backoff.OnFailure(Props, string, TimeSpan, TimeSpan, double, int)"/>
    /// its restarts become restarts after a back-off; its other directives hold as they are.
    /// </summary>
    /// <param name="supervisorStrategy">The strategy.</param>
    public abstract BackoffOptions WithSupervisorStrategy(OneForOneStrategy supervisorStrategy);

    /// <summary>Stops a failing child, whatever it fails with.</summary>
    public abstract BackoffOptions WithDefaultStoppingStrategy();

    /// <summary>Answers messages that come while the child is stopped; without it they become dead letters.</summary>
    /// <param name="replyWhileStopped">The answer.</param>
    public abstract BackoffOptions WithReplyWhileStopped(object replyWhileStopped);

    /// <summary>Lets the supervisor stop, instead of starting the child again, when the child stops after such a message.</summary>
    /// <param name="isFinalStopMessage">Says which messages these are.</param>
    public abstract BackoffOptions WithFinalStopMessage(Func<object, bool> isFinalStopMessage);

    /// <summary>Limits the restarts; the supervisor stops when another one would be due.</summary>
    /// <param name="maxNrOfRetries">How many; -1 for no limit.</param>
    public abstract BackoffOptions WithMaxNrOfRetries(int maxNrOfRetries);

    /// <summary>The properties of a supervisor with these options.</summary>
    internal abstract Props Props { get; }
}

/// <summary>The options themselves.</summary>
internal sealed class BackoffOptionsImpl : BackoffOptions
{
    private readonly bool _onFailure;
    private readonly Props _childProps;
    private readonly string _childName;
    private readonly TimeSpan _minBackoff;
    private readonly TimeSpan _maxBackoff;
    private readonly double _randomFactor;

    public BackoffOptionsImpl(bool onFailure, Props childProps, string childName, TimeSpan minBackoff, TimeSpan maxBackoff, double randomFactor)
    {
        _onFailure = onFailure;
        _childProps = childProps;
        _childName = childName;
        _minBackoff = minBackoff;
        _maxBackoff = maxBackoff;
        _randomFactor = randomFactor;
    }

    private BackoffOptionsImpl(BackoffOptionsImpl other)
        : this(other._onFailure, other._childProps, other._childName, other._minBackoff, other._maxBackoff, other._randomFactor)
    {
        Reset = other.Reset;
        Strategy = other.Strategy;
        ReplyWhileStopped = other.ReplyWhileStopped;
        FinalStopMessage = other.FinalStopMessage;
    }

    private IBackoffReset? Reset { get; init; }

    private OneForOneStrategy Strategy { get; init; } = new(SupervisorStrategy.DefaultDecider);

    private object? ReplyWhileStopped { get; init; }

    private Func<object, bool>? FinalStopMessage { get; init; }

    internal override Props Props
    {
        get
        {
            BackoffLimits.Validate(_minBackoff, _maxBackoff, _randomFactor);
            var reset = Reset ?? new AutoReset(_minBackoff);
            if (reset is AutoReset auto && (auto.ResetBackoff < _minBackoff || auto.ResetBackoff > _maxBackoff))
                throw new ArgumentException($"WithAutoReset needs a time between minBackoff ({_minBackoff}) and maxBackoff ({_maxBackoff}), got {auto.ResetBackoff}");

            return _onFailure
                ? Akka.Actor.Props.Create(() => new BackoffOnRestartSupervisor(_childProps, _childName, _minBackoff, _maxBackoff, reset, _randomFactor, Strategy, ReplyWhileStopped, FinalStopMessage))
                : Akka.Actor.Props.Create(() => new BackoffSupervisor(_childProps, _childName, _minBackoff, _maxBackoff, reset, _randomFactor, Strategy, ReplyWhileStopped, FinalStopMessage));
        }
    }

    public override BackoffOptions WithAutoReset(TimeSpan resetBackoff) =>
        new BackoffOptionsImpl(this) { Reset = new AutoReset(resetBackoff) };

    public override BackoffOptions WithManualReset() => new BackoffOptionsImpl(this) { Reset = ManualReset.Instance };

    public override BackoffOptions WithSupervisorStrategy(OneForOneStrategy supervisorStrategy)
    {
        ArgumentNullException.ThrowIfNull(supervisorStrategy);
        return new BackoffOptionsImpl(this) { Strategy = supervisorStrategy };
    }

    public override BackoffOptions WithDefaultStoppingStrategy() => new BackoffOptionsImpl(this)
    {
        Strategy = new OneForOneStrategy(Strategy.MaxNumberOfRetries, Strategy.WithinTimeRangeMilliseconds, SupervisorStrategy.StoppingStrategy.Decider),
    };

    public override BackoffOptions WithReplyWhileStopped(object replyWhileStopped) =>
        new BackoffOptionsImpl(this) { ReplyWhileStopped = replyWhileStopped };

    public override BackoffOptions WithFinalStopMessage(Func<object, bool> isFinalStopMessage) =>
        new BackoffOptionsImpl(this) { FinalStopMessage = isFinalStopMessage };

    public override BackoffOptions WithMaxNrOfRetries(int maxNrOfRetries) =>
        new BackoffOptionsImpl(this) { Strategy = Strategy.WithMaxNrOfRetries(maxNrOfRetries) };
}
