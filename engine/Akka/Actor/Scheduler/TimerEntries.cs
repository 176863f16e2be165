using Akka.Dispatch;

namespace Akka.Actor;

/// <summary>A timeout: runs once, and at the latest when the timer loop stops.</summary>
internal sealed class TimeoutEntry(TimerLoop loop, Action<object?> callback, object? state) : TimerEntry(loop)
{
    private object? _state = state;

    public override bool RunsOnStop => true;

    public override void Run() => callback(_state);

    public override void Release() => _state = null;
}

/// <summary>What users schedule: it may repeat and may be bound to a cancelable.</summary>
internal abstract class ScheduledEntry(TimerLoop loop, long interval, ICancelable? cancelable) : TimerEntry(loop)
{
    private CancellationTokenRegistration _registration;

    public override long Interval { get; } = interval;

    /// <summary>Whether the entry's cancelable was cancelled already.</summary>
    public bool IsCancellationRequested => cancelable is { IsCancellationRequested: true };

    /// <summary>Cancels the entry together with its cancelable.</summary>
    public void Bind()
    {
        if (cancelable is null || (cancelable is Cancelable own && own.TryBind(this)))
            return;
        _registration = cancelable.Token.UnsafeRegister(static entry => ((TimerEntry)entry!).Cancel(), this);
    }

    public override void Run()
    {
        // A cancelable of another kind may know of its cancellation before its token does.
        if (!IsCancellationRequested)
            Execute();
    }

    public override void Release()
    {
        // Does not wait for a callback that is running: it may be this very one.
        _registration.Unregister();
        Forget();
    }

    protected abstract void Execute();

    protected abstract void Forget();
}

/// <summary>Sends a message.</summary>
internal sealed class TellEntry(TimerLoop loop, long interval, ICancelable? cancelable, ICanTell receiver, object message, IActorRef? sender)
    : ScheduledEntry(loop, interval, cancelable)
{
    private ICanTell? _receiver = receiver;
    private object? _message = message;
    private IActorRef? _sender = sender;

    public override string ToString() => $"Tell({_receiver}, {_message})";

    protected override void Execute() => _receiver?.Tell(_message!, _sender!);

    protected override void Forget()
    {
        _receiver = null;
        _message = null;
        _sender = null;
    }
}

/// <summary>Runs an action.</summary>
internal sealed class ActionEntry(TimerLoop loop, long interval, ICancelable? cancelable, Action action)
    : ScheduledEntry(loop, interval, cancelable)
{
    private Action? _action = action;

    public override string ToString() => $"Action({_action?.Method})";

    protected override void Execute() => _action?.Invoke();

    protected override void Forget() => _action = null;
}

/// <summary>Runs a runnable.</summary>
internal sealed class RunnableEntry(TimerLoop loop, long interval, ICancelable? cancelable, IRunnable runnable)
    : ScheduledEntry(loop, interval, cancelable)
{
    private IRunnable? _runnable = runnable;

    public override string ToString() => $"Runnable({_runnable})";

    protected override void Execute() => _runnable?.Run();

    protected override void Forget() => _runnable = null;
}
