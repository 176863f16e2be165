namespace Akka.Dispatch;

/// <summary>
/// Looks every few milliseconds whether something waits on a thread whose turn does not end, and takes it to the pool. Its
/// thread sleeps while nothing is handed over, so an idle process pays nothing.
/// </summary>
internal static class HandOverWatch
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(5);

    // So many looks in a row without a hand-over, and the watch sleeps until the next one.
    private const int IdleLooks = 4;

    private static readonly Lock Gate = new();
    private static readonly List<WeakReference<HandOver>> Threads = [];
    private static readonly AutoResetEvent Wanted = new(false);
    private static bool _isStarted;
    private static int _isLooking;

    /// <summary>Adds a thread's place; called once by each thread.</summary>
    public static HandOver Register(HandOver place)
    {
        lock (Gate)
        {
            Threads.Add(new WeakReference<HandOver>(place));
            if (!_isStarted)
            {
                _isStarted = true;
                new Thread(Watch) { Name = "akka-hand-over-watch", IsBackground = true }.UnsafeStart();
            }
        }
        return place;
    }

    /// <summary>Something was handed over: from now on somebody looks after it.</summary>
    public static void Look()
    {
        if (Volatile.Read(ref _isLooking) == 0 && Interlocked.Exchange(ref _isLooking, 1) == 0)
            Wanted.Set();
    }

    private static void Watch()
    {
        while (true)
        {
            Wanted.WaitOne();
            for (var idle = 0; idle < IdleLooks;)
            {
                Thread.Sleep(Interval);
                idle = LookAtAll() ? 0 : idle + 1;
            }
            Volatile.Write(ref _isLooking, 0);
            Interlocked.MemoryBarrier();
            // What was handed over just before the flag fell found it still up.
            if (AnyWaits())
                Look();
        }
    }

    /// <summary>Takes what has waited since the last look; true where something has moved or waits.</summary>
    private static bool LookAtAll()
    {
        var moved = false;
        foreach (var place in Places())
        {
            var count = place.Count;
            var isNew = place.CountSeen != count;
            place.CountSeen = count;
            moved |= isNew || !place.IsEmpty;
            if (!isNew && place.Take() is { } waiting)
                ThreadPool.UnsafeQueueUserWorkItem(waiting, preferLocal: false);
        }
        return moved;
    }

    private static bool AnyWaits()
    {
        foreach (var place in Places())
        {
            if (!place.IsEmpty)
                return true;
        }
        return false;
    }

    private static List<HandOver> Places()
    {
        lock (Gate)
        {
            var places = new List<HandOver>(Threads.Count);
            Threads.RemoveAll(thread => !thread.TryGetTarget(out _));
            foreach (var thread in Threads)
            {
                if (thread.TryGetTarget(out var place))
                    places.Add(place);
            }
            return places;
        }
    }
}
