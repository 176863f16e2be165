using Akka.Event;

namespace Akka.Actor;

/// <summary>
/// The timers of one incarnation of an actor. Each start has a generation of its own, and a message whose scheduler or
/// generation is not the current one is discarded: what an earlier incarnation or a replaced timer left in the mailbox
/// never reaches the user's code.
/// </summary>
internal sealed class TimerScheduler(ActorCell cell) : ITimerScheduler
{
    private Dictionary<object, RunningTimer>? _timers;
    private int _generation;

    public IReadOnlyCollection<object> ActiveTimers => _timers is null ? [] : [.. _timers.Keys];

    private bool LogsDebug => cell.System.Settings.DebugTimerScheduler;

    public void StartPeriodicTimer(object key, object msg, TimeSpan interval) =>
        Start(key, msg, interval, interval, ActorRefs.NoSender);

    public void StartPeriodicTimer(object key, object msg, TimeSpan interval, IActorRef sender) =>
        Start(key, msg, interval, interval, sender);

    public void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval) =>
        Start(key, msg, initialDelay, interval, ActorRefs.NoSender);

    public void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval, IActorRef sender) =>
        Start(key, msg, initialDelay, interval, sender);

    public void StartSingleTimer(object key, object msg, TimeSpan timeout) =>
        Start(key, msg, timeout, interval: null, ActorRefs.NoSender);

    public void StartSingleTimer(object key, object msg, TimeSpan timeout, IActorRef sender) =>
        Start(key, msg, timeout, interval: null, sender);

    public bool IsTimerActive(object key) => _timers is not null && _timers.ContainsKey(key);

    public void Cancel(object key)
    {
        if (_timers is not null && _timers.Remove(key, out var timer))
            Cancel(timer);
    }

    public void CancelAll()
    {
        if (_timers is not { Count: > 0 })
            return;
        if (LogsDebug)
            cell.System.Log.Debug("Cancel all timers");
        foreach (var timer in _timers.Values)
            timer.Task.Cancel();
        _timers.Clear();
    }

    /// <summary>Turns a timer's message into the user's message.</summary>
    /// <returns>The user's message, or null when the timer is not the current one and the message must be discarded.</returns>
    public object? Intercept(ITimerMessage message)
    {
        if (!ReferenceEquals(message.Owner, this))
            return Discard(message, "from old restarted instance");
        if (_timers is null || !_timers.TryGetValue(message.Key, out var timer))
            return Discard(message, "that has been removed");
        if (message.Generation != timer.Generation)
            return Discard(message, "from old generation");

        if (!timer.Repeats)
            _timers.Remove(message.Key);
        return timer.Message;
    }

    private void Start(object key, object msg, TimeSpan delay, TimeSpan? interval, IActorRef? sender)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(msg);
        Cancel(key);

        var generation = ++_generation;
        var message = msg is INotInfluenceReceiveTimeout
            ? new UninfluentialTimerMessage(key, generation, this)
            : new TimerMessage(key, generation, this);
        var scheduler = cell.System.Scheduler;
        var task = interval is { } period
            ? scheduler.ScheduleTellRepeatedlyCancelable(delay, period, cell.Self, message, sender!)
            : scheduler.ScheduleTellOnceCancelable(delay, cell.Self, message, sender!);
        (_timers ??= [])[key] = new RunningTimer(key, msg, interval is not null, generation, task);
        if (LogsDebug)
            cell.System.Log.Debug("Start timer [{0}] with generation [{1}]", key, generation);
    }

    private void Cancel(RunningTimer timer)
    {
        if (LogsDebug)
            cell.System.Log.Debug("Cancel timer [{0}] with generation [{1}]", timer.Key, timer.Generation);
        timer.Task.Cancel();
    }

    private object? Discard(ITimerMessage message, string why)
    {
        if (LogsDebug)
            cell.System.Log.Debug("Received timer [{0}] with generation [{1}] {2}, discarding", message.Key, message.Generation, why);
        return null;
    }

    private sealed record RunningTimer(object Key, object Message, bool Repeats, int Generation, ICancelable Task);
}
