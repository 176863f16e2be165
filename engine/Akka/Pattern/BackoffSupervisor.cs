using Akka.Actor;
using Akka.Event;

namespace Akka.Pattern;

/// <summary>
/// Starts its child again, after a delay that grows with every restart, whenever the child has stopped. Messages are
/// passed on to the child; what the child sends to the supervisor is passed on to the supervisor's parent.
/// </summary>
public sealed partial class BackoffSupervisor : BackoffSupervisorBase
{
    private readonly TimeSpan _minBackoff;
    private readonly TimeSpan _maxBackoff;
    private readonly double _randomFactor;
    private readonly SupervisorStrategy _strategy;

    /// <inheritdoc cref="BackoffSupervisor(Akka.Actor.Props, string, TimeSpan, TimeSpan, IBackoffReset, double, Akka.Actor.SupervisorStrategy, object, Func{object, bool})"/>
    public BackoffSupervisor(Props childProps, string childName, TimeSpan minBackoff, TimeSpan maxBackoff, double randomFactor)
        : this(childProps, childName, minBackoff, maxBackoff, new AutoReset(minBackoff), randomFactor, Akka.Actor.SupervisorStrategy.DefaultStrategy)
    {
    }

    /// <summary>Creates the supervisor; <see cref="Props(BackoffOptions)"/> is the usual way.</summary>
    /// <param name="childProps">How the child is made.</param>
    /// <param name="childName">The child's name.</param>
    /// <param name="minBackoff">The delay before the first restart.</param>
    /// <param name="maxBackoff">What the delay grows to.</param>
    /// <param name="reset">When the restarts are forgotten.</param>
    /// <param name="randomFactor">By what part of itself a delay is lengthened at most, at random; 0 to 1.</param>
    /// <param name="strategy">What to do with a failing child; a stopped one is started again.</param>
    /// <param name="replyWhileStopped">The answer to messages that come while the child is stopped, if any.</param>
    /// <param name="finalStopMessage">Says after which messages a stopped child is not started again.</param>
    public BackoffSupervisor(
        Props childProps,
        string childName,
        TimeSpan minBackoff,
        TimeSpan maxBackoff,
        IBackoffReset reset,
        double randomFactor,
        SupervisorStrategy strategy,
        object? replyWhileStopped = null,
        Func<object, bool>? finalStopMessage = null)
        : base(childProps, childName, reset, replyWhileStopped, finalStopMessage)
    {
        _minBackoff = minBackoff;
        _maxBackoff = maxBackoff;
        _randomFactor = randomFactor;
        _strategy = strategy;
    }

    private int MaxRestarts => _strategy is OneForOneStrategy oneForOne ? oneForOne.MaxNumberOfRetries : -1;

    /// <inheritdoc/>
    protected override SupervisorStrategy SupervisorStrategy() => _strategy;

    /// <inheritdoc/>
    protected override bool Receive(object message)
    {
        if (message is not Terminated terminated || !terminated.ActorRef.Equals(Child))
            return HandleBackoff(message);

        Child = null;
        if (FinalStopMessageReceived)
        {
            Context.Stop(Self);
        }
        else if (MaxRestarts >= 0 && RestartCountN >= MaxRestarts)
        {
            Context.GetLogger().Debug("Terminating on restart #{0} which exceeds max allowed restarts ({1})", RestartCountN + 1, MaxRestarts);
            Context.Stop(Self);
        }
        else
        {
            StartChildAfterBackoff(_minBackoff, _maxBackoff, _randomFactor);
        }
        return true;
    }

    /// <summary>The properties of a supervisor that restarts its child on stop or on failure, as <paramref name="options"/> say.</summary>
    /// <param name="options">Made by <see cref="Backoff"/>.</param>
    /// <exception cref="ArgumentException">The options' times or factor are out of range.</exception>
    public static Props Props(BackoffOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.Props;
    }

    /// <inheritdoc cref="PropsWithSupervisorStrategy(Akka.Actor.Props, string, TimeSpan, TimeSpan, double, Akka.Actor.SupervisorStrategy)"/>
    public static Props Props(Props childProps, string childName, TimeSpan minBackoff, TimeSpan maxBackoff, double randomFactor) =>
        PropsWithSupervisorStrategy(childProps, childName, minBackoff, maxBackoff, randomFactor, Akka.Actor.SupervisorStrategy.DefaultStrategy);

    /// <summary>The properties of a supervisor that starts its child again a limited number of times.</summary>
    /// <param name="childProps">How the child is made.</param>
    /// <param name="childName">The child's name.</param>
    /// <param name="minBackoff">The delay before the first restart; above zero.</param>
    /// <param name="maxBackoff">What the delay grows to, doubling every time; not below the minimum.</param>
    /// <param name="randomFactor">By what part of itself a delay is lengthened at most, at random; 0 to 1.</param>
    /// <param name="maxNrOfRetries">How often the child is started again; -1 for no limit.</param>
    /// <exception cref="ArgumentException">A time or the factor is out of range.</exception>
    public static Props Props(Props childProps, string childName, TimeSpan minBackoff, TimeSpan maxBackoff, double randomFactor, int maxNrOfRetries) =>
        PropsWithSupervisorStrategy(
            childProps, childName, minBackoff, maxBackoff, randomFactor,
            new OneForOneStrategy(Akka.Actor.SupervisorStrategy.DefaultDecider).WithMaxNrOfRetries(maxNrOfRetries));

    /// <summary>The properties of a supervisor that starts its child again whenever it has stopped.</summary>
    /// <param name="childProps">How the child is made.</param>
    /// <param name="childName">The child's name.</param>
    /// <param name="minBackoff">The delay before the first restart; above zero.</param>
    /// <param name="maxBackoff">What the delay grows to, doubling every time; not below the minimum.</param>
    /// <param name="randomFactor">By what part of itself a delay is lengthened at most, at random; 0 to 1.</param>
    /// <param name="strategy">What to do with a failing child.</param>
    /// <exception cref="ArgumentException">A time or the factor is out of range.</exception>
    public static Props PropsWithSupervisorStrategy(Props childProps, string childName, TimeSpan minBackoff, TimeSpan maxBackoff, double randomFactor, SupervisorStrategy strategy)
    {
        BackoffLimits.Validate(minBackoff, maxBackoff, randomFactor);
        var reset = new AutoReset(minBackoff);
        return Akka.Actor.Props.Create(() => new BackoffSupervisor(childProps, childName, minBackoff, maxBackoff, reset, randomFactor, strategy, null, null));
    }

    /// <summary>The delay before the restart after <paramref name="restartCount"/> others.</summary>
    internal static TimeSpan CalculateDelay(int restartCount, TimeSpan minBackoff, TimeSpan maxBackoff, double randomFactor) =>
        BackoffLimits.CalculateDelay(restartCount, minBackoff, maxBackoff, randomFactor);
}
