using Akka.Actor;

namespace Akka.TestKit.Internal;

/// <summary>What is to happen when, on a clock that only its owner moves. Adding is safe from any thread.</summary>
internal sealed class VirtualAgenda
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<Entry, (TimeSpan Due, long Number)> _entries = new();
    private TimeSpan _now;
    private long _added;

    public TimeSpan Now
    {
        get
        {
            lock (_gate)
                return _now;
        }
    }

    /// <summary>Adds an action, once or, with an interval, again and again. A delay beyond the clock's range ends with it.</summary>
    public void Add(TimeSpan delay, TimeSpan? interval, Action action, ICancelable? cancelable)
    {
        ArgumentNullException.ThrowIfNull(action);
        lock (_gate)
            Enqueue(new Entry(action, interval, cancelable), delay < TimeSpan.MaxValue - _now ? _now + delay : TimeSpan.MaxValue);
    }

    /// <summary>
    /// Moves the clock, and yields what is due on the way with the clock at its time. What the caller adds while it enumerates
    /// is yielded, too, where it is due in time.
    /// </summary>
    public IEnumerable<Action> AdvanceTo(TimeSpan target)
    {
        while (TakeDue(target) is { } action)
            yield return action;
    }

    private Action? TakeDue(TimeSpan target)
    {
        lock (_gate)
        {
            while (_entries.TryPeek(out var entry, out var time) && time.Due <= target)
            {
                _entries.Dequeue();
                if (entry.Cancelable is { IsCancellationRequested: true })
                    continue;
                _now = time.Due > _now ? time.Due : _now;
                if (entry.Interval is { } interval)
                    Enqueue(entry, time.Due + interval);
                return entry.Action;
            }
            _now = target > _now ? target : _now;
            return null;
        }
    }

    private void Enqueue(Entry entry, TimeSpan due) => _entries.Enqueue(entry, (due, _added++));

    private readonly record struct Entry(Action Action, TimeSpan? Interval, ICancelable? Cancelable);
}
