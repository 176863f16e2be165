using System.Diagnostics;

namespace Akka.IO.Transport.Epoll;

// How a loop waits: it looks again for a while, sleeps, and is woken.
internal sealed partial class EventLoop
{
    private readonly SpinBudget _spin;
    private readonly Lock _waking = new();
    private int _asleep;
    private bool _hasEnded;

    private bool HasWork => !_local.IsEmpty || !_afterBatch.IsEmpty || !_inbox.IsEmpty;

    private int Poll()
    {
        if (HasWork)
            return Wait(0);

        var started = Stopwatch.GetTimestamp();
        while (_spin.MaySpin(started))
        {
            var ready = Wait(0);
            if (ready != 0 || !_inbox.IsEmpty)
            {
                WaitEnded(started, ready);
                return ready;
            }
        }

        Volatile.Write(ref _asleep, 1);
        Interlocked.MemoryBarrier();
        var count = _inbox.IsEmpty && !_stopping ? Wait(-1) : Wait(0);
        Volatile.Write(ref _asleep, 0);
        WaitEnded(started, count);
        DrainWake(count);
        return count;
    }

    private void WaitEnded(long started, int count)
    {
        _spin.Ended(started);
        if (count > 0)
            _spin.EndedBy(_events[0].Token);
    }

    private unsafe int Wait(int timeout)
    {
        var count = Libc.EpollWait(_epoll, _events.Memory, EventBuffer.Capacity, timeout);
        // An interruption is no event.
        return count == -Errno.Interrupted ? 0 : count >= 0 ? count : throw Errno.ToException(-count);
    }

    // Edge-triggered, so the counter need not be read for the next wake to be seen; but it must not fill up.
    private unsafe void DrainWake(int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (_events[i].Token != WakeToken)
                continue;
            ulong wakes;
            _ = Libc.Read(_wake, &wakes, sizeof(ulong));
            return;
        }
    }

    private unsafe void Wake()
    {
        lock (_waking)
        {
            // The number may be that of somebody else's file by now.
            if (_hasEnded)
                return;
            ulong one = 1;
            // The only failure is a counter that is full, and then the loop is being woken anyway.
            _ = Libc.Write(_wake, &one, sizeof(ulong));
        }
    }

    private void CloseWake()
    {
        lock (_waking)
        {
            _hasEnded = true;
            Libc.Close(_wake);
        }
    }
}
