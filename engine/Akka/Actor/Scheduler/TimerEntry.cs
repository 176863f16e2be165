namespace Akka.Actor;

/// <summary>
/// One scheduled thing. Any thread may make it and cancel it; everything else is done by the timer thread alone.
/// </summary>
/// <remarks>
/// An entry lives in at most one slot of the <see cref="TimerWheel"/> (<see cref="Next"/>, <see cref="Previous"/>) and
/// in at most one <see cref="TimerInbox"/> (<see cref="InboxNext"/>): first in that of new entries, and when it is
/// cancelled after it got into the wheel, in that of entries to take out again.
/// </remarks>
internal abstract class TimerEntry : ITimerHandle
{
    private const int Queued = 0;
    private const int Accepted = 1;
    private const int Cancelled = 2;
    private const int Finished = 3;

    private readonly TimerLoop _loop;
    private int _state;

    protected TimerEntry(TimerLoop loop) => _loop = loop;

    /// <summary>When the entry is due, in the timer loop's time. Set before the entry is queued.</summary>
    public long Deadline;

    /// <summary>The tick at which the entry fires. Set before the entry is queued.</summary>
    public long DueTick;

    /// <summary>Orders entries with the same deadline by their arrival.</summary>
    public long Sequence;

    /// <summary>The next entry in the wheel's slot.</summary>
    public TimerEntry? Next;

    /// <summary>The previous entry in the wheel's slot.</summary>
    public TimerEntry? Previous;

    /// <summary>The slot of the wheel that holds the entry, or <see cref="TimerWheel.NoSlot"/>.</summary>
    public int Slot = TimerWheel.NoSlot;

    /// <summary>The entry that was put into the inbox before this one.</summary>
    public TimerEntry? InboxNext;

    /// <summary>How many entries are in the inbox below and including this one.</summary>
    public int InboxDepth;

    /// <summary>The time from one run to the next in the timer loop's time; 0 for an entry that runs once.</summary>
    public virtual long Interval => 0;

    /// <summary>Whether the entry runs early when the timer loop stops, because somebody waits for it.</summary>
    public virtual bool RunsOnStop => false;

    /// <summary>Whether the entry was cancelled.</summary>
    public bool IsCancelled => Volatile.Read(ref _state) == Cancelled;

    /// <summary>Whether the entry can no longer run.</summary>
    public bool HasEnded => Volatile.Read(ref _state) >= Cancelled;

    /// <inheritdoc/>
    public bool Cancel()
    {
        // Still on its way to the timer thread, which drops it on arrival.
        if (Interlocked.CompareExchange(ref _state, Cancelled, Queued) == Queued)
        {
            Release();
            return true;
        }

        // In the wheel: the timer thread has to take it out.
        if (Interlocked.CompareExchange(ref _state, Cancelled, Accepted) != Accepted)
            return false;
        if (Interval == 0)
            Release();
        _loop.TakeOut(this);
        return true;
    }

    /// <summary>The timer thread takes the entry on.</summary>
    /// <returns>False if it was cancelled before.</returns>
    public bool Accept() => Interlocked.CompareExchange(ref _state, Accepted, Queued) == Queued;

    /// <summary>The entry will not run (again).</summary>
    /// <returns>False if it was cancelled before.</returns>
    public bool Finish() => Interlocked.CompareExchange(ref _state, Finished, Accepted) == Accepted;

    /// <summary>Does what was scheduled.</summary>
    public abstract void Run();

    /// <summary>
    /// Lets go of what was scheduled, so that a cancelled entry keeps nothing alive but itself. Entries that repeat may
    /// be running meanwhile and are released by the timer thread only.
    /// </summary>
    public abstract void Release();
}
