using Akka.Actor;

namespace Akka.Pattern;

/// <summary>
/// What all back-off supervisors share: one child, messages passed on to it and its answers passed on to the parent, and
/// the messages of <see cref="BackoffSupervisor"/>.
/// </summary>
public abstract class BackoffSupervisorBase : ActorBase
{
    internal BackoffSupervisorBase(Props childProps, string childName, IBackoffReset reset, object? replyWhileStopped, Func<object, bool>? finalStopMessage)
    {
        ChildProps = childProps;
        ChildName = childName;
        Reset = reset;
        ReplyWhileStopped = replyWhileStopped;
        FinalStopMessage = finalStopMessage;
    }

    /// <summary>How the child is made.</summary>
    protected Props ChildProps { get; }

    /// <summary>The child's name.</summary>
    protected string ChildName { get; }

    /// <summary>When the restarts are forgotten.</summary>
    protected IBackoffReset Reset { get; }

    /// <summary>The answer to messages that come while the child is stopped, if there is one.</summary>
    protected object? ReplyWhileStopped { get; }

    /// <summary>Says which messages make the child stop for good, if any do.</summary>
    protected Func<object, bool>? FinalStopMessage { get; }

    /// <summary>The child; null while it is stopped.</summary>
    protected IActorRef? Child { get; set; }

    /// <summary>How often the child has been started again since this was last forgotten.</summary>
    protected int RestartCountN { get; set; }

    /// <summary>Whether a message that makes the child stop for good has been passed on.</summary>
    protected bool FinalStopMessageReceived { get; set; }

    /// <inheritdoc/>
    protected override void PreStart()
    {
        StartChild();
        base.PreStart();
    }

    /// <summary>Handles everything but the child's end.</summary>
    /// <param name="message">The message.</param>
    /// <returns>Whether it was handled.</returns>
    protected bool HandleBackoff(object message)
    {
        switch (message)
        {
            case BackoffSupervisor.StartChild:
                StartChild();
                if (Reset is AutoReset auto)
                    ScheduleToSelf(auto.ResetBackoff, new BackoffSupervisor.ResetRestartCount(RestartCountN));
                return true;
            case BackoffSupervisor.Reset when Reset is ManualReset:
                RestartCountN = 0;
                return true;
            case BackoffSupervisor.Reset:
                Unhandled(message);
                return true;
            case BackoffSupervisor.ResetRestartCount reset:
                // Only if it has not been restarted since.
                if (reset.Current == RestartCountN)
                    RestartCountN = 0;
                return true;
            case BackoffSupervisor.GetRestartCount:
                Sender.Tell(new BackoffSupervisor.RestartCount(RestartCountN));
                return true;
            case BackoffSupervisor.GetCurrentChild:
                Sender.Tell(new BackoffSupervisor.CurrentChild(Child));
                return true;
            default:
                PassOn(message);
                return true;
        }
    }

    /// <summary>Has the child started again after a delay that grows with the restarts, and counts this one.</summary>
    internal void StartChildAfterBackoff(TimeSpan minBackoff, TimeSpan maxBackoff, double randomFactor)
    {
        ScheduleToSelf(BackoffLimits.CalculateDelay(RestartCountN, minBackoff, maxBackoff, randomFactor), BackoffSupervisor.StartChild.Instance);
        RestartCountN++;
    }

    internal void ScheduleToSelf(TimeSpan delay, object message) =>
        Context.System.Scheduler.ScheduleTellOnce(delay, Self, message, Self);

    private void StartChild()
    {
        if (Child is null)
            Child = Context.Watch(Context.ActorOf(ChildProps, ChildName));
    }

    private void PassOn(object message)
    {
        if (Child is not null && Child.Equals(Sender))
        {
            // The parent knows the supervisor, not the child that comes and goes.
            Context.Parent.Tell(message, Self);
        }
        else if (Child is not null)
        {
            Child.Forward(message);
            if (FinalStopMessage is not null && FinalStopMessage(message))
                FinalStopMessageReceived = true;
        }
        else
        {
            if (ReplyWhileStopped is not null)
                Sender.Tell(ReplyWhileStopped);
            else
                Context.System.DeadLetters.Forward(message);
            if (FinalStopMessage is not null && FinalStopMessage(message))
                Context.Stop(Self);
        }
    }
}
