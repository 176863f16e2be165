using System.Diagnostics;

namespace Akka.Actor;

/// <summary>
/// The thread that runs scheduled entries. It starts with the first entry and sleeps until the next one is due, so a
/// system without timers costs no thread, and one with timers far away costs no time.
/// </summary>
/// <remarks>
/// Entries come and go through two inboxes. The thread is woken only for an entry that is due before it would wake
/// anyway, or when many wait to be sorted in; timeouts that are cancelled soon never wake it and mostly never
/// reach the wheel.
/// </remarks>
#pragma warning disable CA1001 // Its events are not disposed: a thread that schedules during the shutdown may still signal them.
internal sealed class TimerLoop
{
    // Entries that wait in an inbox while the thread sleeps are memory that could be free; 4096 of them are 0.5 MB.
    private const int InboxLimit = 4096;

    // A deadline far beyond any machine's lifetime that leaves room to add to it.
    private const long Farthest = long.MaxValue / 4;

    private const int NotStarted = 0;
    private const int Running = 1;
    private const int Stopped = 2;

    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly long _tickLength;
    private readonly TimerWheel _wheel;
    private readonly Action<TimerEntry, Exception> _failed;
    private readonly TimerInbox _added = new(dropsEnded: true);
    private readonly TimerInbox _cancelled = new(dropsEnded: false);
    private readonly Action<TimerEntry> _accept;
    private readonly Action<TimerEntry> _takeOut;
    private readonly List<TimerEntry> _due = [];
    private readonly AutoResetEvent _wake = new(false);
    private readonly ManualResetEventSlim _ended = new(false);
    private readonly string _threadName;
    private Thread? _thread;
    private long _arrivals;
    private int _state;

    // The tick at which the thread wakes by itself; the smallest number while it is awake and looks into the inboxes anyway.
    private long _wakeTick = long.MinValue;

    /// <summary>Makes a loop; its thread starts with the first entry.</summary>
    /// <param name="tick">The time between ticks.</param>
    /// <param name="ticksPerWheel">Slots a level of the wheel.</param>
    /// <param name="threadName">The thread's name.</param>
    /// <param name="failed">Told of every entry whose run threw; must not throw.</param>
    public TimerLoop(TimeSpan tick, int ticksPerWheel, string threadName, Action<TimerEntry, Exception> failed)
    {
        _tickLength = Math.Max(1, ToTimestamp(tick));
        _wheel = new TimerWheel(ticksPerWheel);
        _threadName = threadName;
        _failed = failed;
        _accept = Accept;
        _takeOut = Remove;
    }

    /// <summary>The time since the loop was made.</summary>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_start);

    private long Now => Stopwatch.GetTimestamp() - _start;

    /// <summary>Converts a span to the loop's time, which counts in units of the machine's clock.</summary>
    public static long ToTimestamp(TimeSpan span) =>
        (long)Math.Min(span.Ticks * ((double)Stopwatch.Frequency / TimeSpan.TicksPerSecond), Farthest);

    /// <summary>Runs <paramref name="entry"/> after <paramref name="delay"/>.</summary>
    /// <returns>False if the loop was stopped; the entry will not run.</returns>
    public bool Schedule(TimerEntry entry, TimeSpan delay)
    {
        if (Volatile.Read(ref _state) != Running && !TryStart())
        {
            entry.Cancel();
            return false;
        }

        entry.Deadline = Now + ToTimestamp(delay);
        entry.DueTick = delay <= TimeSpan.Zero ? 0 : TickAtOrAfter(entry.Deadline);
        var waiting = _added.Push(entry);
        WakeFor(entry.DueTick, waiting);

        // A loop that stopped meanwhile has either seen the entry or never will.
        return Volatile.Read(ref _state) != Stopped || !entry.Cancel();
    }

    /// <summary>Takes an entry that was cancelled out of the wheel. Called by the entry.</summary>
    public void TakeOut(TimerEntry entry) => WakeFor(TimerWheel.Never, _cancelled.Push(entry));

    /// <summary>Stops the loop. Nothing that was scheduled runs any more, except entries that somebody waits for: these run now.</summary>
    /// <param name="timeout">How long to wait for the run that is going on.</param>
    /// <returns>False if the loop had not stopped within <paramref name="timeout"/>; it will stop after that run.</returns>
    public bool Stop(TimeSpan timeout)
    {
        if (Interlocked.Exchange(ref _state, Stopped) == NotStarted)
            _ended.Set();
        _wake.Set();

        // The thread itself cannot wait for its own end.
        return Thread.CurrentThread == Volatile.Read(ref _thread) || _ended.Wait(timeout);
    }

    private bool TryStart()
    {
        var state = Interlocked.CompareExchange(ref _state, Running, NotStarted);
        if (state == NotStarted)
        {
            var thread = new Thread(Run) { IsBackground = true, Name = _threadName };
            Volatile.Write(ref _thread, thread);
            thread.UnsafeStart();
        }

        return state != Stopped;
    }

    /// <summary>Wakes the thread if it would sleep too long. Comes after a push, whose barrier orders it before the read here.</summary>
    private void WakeFor(long dueTick, int waiting)
    {
        var wakeTick = Volatile.Read(ref _wakeTick);
        if (wakeTick == long.MinValue || (dueTick >= wakeTick && waiting < InboxLimit))
            return;
        if (Interlocked.CompareExchange(ref _wakeTick, long.MinValue, wakeTick) == wakeTick)
            _wake.Set();
    }

    private void Run()
    {
        while (Volatile.Read(ref _state) == Running)
        {
            Volatile.Write(ref _wakeTick, long.MinValue);
            EmptyInboxes();
            _wheel.Advance(Now / _tickLength, _due);
            RunDue();
            Sleep();
        }

        RunLast();
        _ended.Set();
    }

    private void Sleep()
    {
        // First tell when the thread will wake, then look once more: whoever comes after that sees it and wakes the thread.
        var next = _wheel.NextTick;
        Volatile.Write(ref _wakeTick, next);
        Interlocked.MemoryBarrier();
        EmptyInboxes();
        if (_due.Count > 0 || Volatile.Read(ref _state) != Running)
            return;
        var earlier = _wheel.NextTick;
        if (earlier < next)
        {
            Volatile.Write(ref _wakeTick, earlier);
            next = earlier;
        }

        if (next == TimerWheel.Never)
        {
            _wake.WaitOne();
            return;
        }

        // Saturates for ticks that lie further away than the clock can count.
        var wait = Stopwatch.GetElapsedTime(Now, (long)Math.Min((double)next * _tickLength, Farthest));
        if (wait > TimeSpan.Zero)
            _wake.WaitOne((int)Math.Min(Math.Ceiling(wait.TotalMilliseconds), int.MaxValue));
    }

    private void EmptyInboxes()
    {
        _cancelled.Drain(_takeOut);
        _added.Drain(_accept);
    }

    private void Accept(TimerEntry entry)
    {
        if (!entry.Accept())
            return;
        entry.Sequence = _arrivals++;
        if (entry.DueTick <= _wheel.CurrentTick)
            _due.Add(entry);
        else
            _wheel.Add(entry);
    }

    private void Remove(TimerEntry entry)
    {
        _wheel.Remove(entry);
        entry.Release();
    }

    private void RunDue()
    {
        if (_due.Count > 1)
            _due.Sort(EarlierFirst);

        foreach (var entry in _due)
        {
            if (entry.Interval > 0)
                RunAndRepeat(entry);
            else if (entry.Finish())
                RunOnce(entry);
        }

        _due.Clear();
    }

    private void RunOnce(TimerEntry entry)
    {
        try
        {
            entry.Run();
        }
        catch (Exception failure)
        {
            _failed(entry, failure);
        }

        entry.Release();
    }

    private void RunAndRepeat(TimerEntry entry)
    {
        if (!entry.IsCancelled)
        {
            try
            {
                entry.Run();
            }
            catch (Exception failure)
            {
                _failed(entry, failure);
                entry.Finish();
            }
        }

        if (entry.HasEnded)
        {
            entry.Release();
            return;
        }

        // Deadlines stay on the grid of the first one, so lateness never adds up; those that were missed are left out.
        var missed = Math.Max(0, Now - entry.Deadline) / entry.Interval;
        entry.Deadline += (missed + 1) * entry.Interval;
        entry.DueTick = Math.Max(TickAtOrAfter(entry.Deadline), _wheel.CurrentTick + 1);
        _wheel.Add(entry);
    }

    private void RunLast()
    {
        EmptyInboxes();
        _wheel.Clear(_due);
        _due.Sort(EarlierFirst);
        foreach (var entry in _due)
        {
            if (!entry.Finish())
                continue;
            if (entry.RunsOnStop)
                RunOnce(entry);
            else
                entry.Release();
        }

        _due.Clear();
    }

    private long TickAtOrAfter(long deadline) => (deadline + _tickLength - 1) / _tickLength;

    private static int EarlierFirst(TimerEntry left, TimerEntry right)
    {
        var byDeadline = left.Deadline.CompareTo(right.Deadline);
        return byDeadline != 0 ? byDeadline : left.Sequence.CompareTo(right.Sequence);
    }
}
