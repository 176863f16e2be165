using System.Diagnostics;
using Akka.Actor;
using Akka.Actor.Internal;

namespace Akka.Event;

/// <summary>
/// Logs messages that did not reach a handler, as far as <c>akka.log-dead-letters</c> wants: all of them, or a number of
/// them and then none for <c>akka.log-dead-letters-suspend-duration</c>.
/// </summary>
public class DeadLetterListener : ActorBase
{
    private readonly EventStream _eventStream = Context.System.EventStream;
    private readonly int _maxCount = Context.System.Settings.LogDeadLetters;
    private readonly TimeSpan _suspendDuration = Context.System.Settings.LogDeadLettersSuspendDuration;
    private long _count;
    private long _suspendedAt;

    /// <summary>Starts the actor system's listener. No letter that dies after this call is missed.</summary>
    internal static IActorRef Start(ActorSystemImpl system)
    {
        var listener = system.SystemActorOf<DeadLetterListener>("deadLetterListener");

        // The actor subscribes as well, but starts only when a thread is free.
        Subscribe(system.EventStream, listener);
        return listener;
    }

    /// <summary>Subscribes.</summary>
    protected override void PreStart() => Subscribe(_eventStream, Self);

    /// <summary>Nothing: the subscriptions outlive a restart.</summary>
    protected override void PostRestart(Exception reason) { }

    /// <summary>Nothing: the subscriptions outlive a restart, and there are no children to stop.</summary>
    protected override void PreRestart(Exception reason, object? message) { }

    /// <summary>Unsubscribes.</summary>
    protected override void PostStop() => _eventStream.Unsubscribe(Self);

    /// <inheritdoc/>
    protected override bool Receive(object message)
    {
        if (message is not AllDeadLetters letter)
            return false;
        if (letter.Message is IDeadLetterSuppression)
            return true;
        _count++;
        if (_maxCount == int.MaxValue)
            Log(letter, "");
        else if (_suspendedAt == 0)
            LogUpToMaximum(letter);
        else if (IsResumed)
            Resume(letter);
        return true;
    }

    private static void Subscribe(EventStream eventStream, IActorRef listener)
    {
        eventStream.Subscribe(listener, typeof(DeadLetter));
        eventStream.Subscribe(listener, typeof(Dropped));
        eventStream.Subscribe(listener, typeof(UnhandledMessage));
    }

    private bool IsResumed => _suspendDuration != Timeout.InfiniteTimeSpan && Stopwatch.GetElapsedTime(_suspendedAt) >= _suspendDuration;

    private void LogUpToMaximum(AllDeadLetters letter)
    {
        if (_count < _maxCount)
        {
            Log(letter, "");
            return;
        }

        _suspendedAt = Stopwatch.GetTimestamp();
        Log(letter, _suspendDuration == Timeout.InfiniteTimeSpan
            ? ", no more dead letters will be logged"
            : $", no more dead letters will be logged in next [{_suspendDuration}]");
    }

    private void Resume(AllDeadLetters letter)
    {
        Log(letter, $", of which {_count - _maxCount - 1} were not logged. The counter will be reset now");
        _count = 0;
        _suspendedAt = 0;
    }

    private void Log(AllDeadLetters letter, string consequence)
    {
        var message = letter.Message;
        var wrapper = "";
        while (message is IWrappedMessage wrapped)
        {
            // The dollar sign is no slip of ours: users search their logs for the text as Akka.NET has it.
            if (wrapper.Length == 0)
                wrapper = $" wrapped in [${message.GetType().Name}]";
            message = wrapped.Message;
        }

        var type = message?.GetType();
        var origin = IsReal(letter.Sender) ? $" from {letter.Sender}" : "";
        var fate = letter switch
        {
            Dropped dropped => $"was dropped. {dropped.Reason}. [{_count}] dead letters encountered{consequence}. ",
            UnhandledMessage => $"was unhandled. [{_count}] dead letters encountered{consequence}. ",
            _ => $"was not delivered. [{_count}] dead letters encountered{consequence}. "
                + $"If this is not an expected behavior then {letter.Recipient} may have terminated unexpectedly. ",
        };
        var text = $"Message [{type?.Name ?? "null"}]{wrapper}{origin} to {letter.Recipient} {fate}"
            + "This logging can be turned off or adjusted with configuration settings 'akka.log-dead-letters' "
            + "and 'akka.log-dead-letters-during-shutdown'.";

        // What has no text of its own prints its type, which is said already.
        var content = message?.ToString() ?? "null";
        if (content != (type?.ToString() ?? "null"))
            text += $" Message content: {content}";

        _eventStream.Publish(new Info(letter.Recipient.Path.ToString()!, letter.Recipient.GetType(), text));
    }

    private static bool IsReal(IActorRef? sender) =>
        sender is not null and not Nobody and not DeadLetterActorRef;
}
