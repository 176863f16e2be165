using System.Runtime.InteropServices;

namespace Akka.Actor;

/// <summary>
/// Hands entries from any thread to the timer thread without locks: stacks that are pushed by one compare-and-swap and
/// taken whole by one exchange. Threads spread over several stacks, so that they rarely meet.
/// </summary>
/// <param name="dropsEnded">
/// Whether entries that have ended are left out as soon as they lie on top. Most timeouts are cancelled soon after they were made; so
/// they are memory for no longer than they are timeouts, and the timer thread need not be woken to take them out.
/// </param>
internal sealed class TimerInbox(bool dropsEnded)
{
    private readonly Stripe[] _stripes = new Stripe[System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Min(Environment.ProcessorCount, 32))];

    /// <summary>Puts in <paramref name="entry"/>. A full memory barrier.</summary>
    /// <returns>How many entries wait in the same stack.</returns>
    public int Push(TimerEntry entry)
    {
        // By thread and not by processor: entries of one thread stay in their order.
        ref var head = ref _stripes[Environment.CurrentManagedThreadId & (_stripes.Length - 1)].Head;
        var top = Volatile.Read(ref head);
        while (true)
        {
            var below = Waiting(top);
            entry.InboxNext = below;
            entry.InboxDepth = below is null ? 1 : below.InboxDepth + 1;
            var seen = Interlocked.CompareExchange(ref head, entry, top);
            if (ReferenceEquals(seen, top))
                return entry.InboxDepth;
            top = seen;
        }
    }

    // What lies below an entry changes only once the stack was taken whole, and then it is no longer the top: an entry comes in once.
    private TimerEntry? Waiting(TimerEntry? entry)
    {
        while (dropsEnded && entry is { HasEnded: true })
            entry = entry.InboxNext;
        return entry;
    }

    /// <summary>Takes out all entries and gives them to <paramref name="take"/>, in the order in which each thread put them in.</summary>
    /// <returns>How many there were.</returns>
    public int Drain(Action<TimerEntry> take)
    {
        var count = 0;
        for (var i = 0; i < _stripes.Length; i++)
        {
            if (Volatile.Read(ref _stripes[i].Head) is null)
                continue;
            var entry = Reverse(Interlocked.Exchange(ref _stripes[i].Head, null));
            while (entry is not null)
            {
                // Unlinked first: as soon as the entry is taken it may be cancelled, and thus put into another inbox.
                var next = entry.InboxNext;
                entry.InboxNext = null;
                take(entry);
                entry = next;
                count++;
            }
        }

        return count;
    }

    private static TimerEntry? Reverse(TimerEntry? entry)
    {
        TimerEntry? reversed = null;
        while (entry is not null)
        {
            var next = entry.InboxNext;
            entry.InboxNext = reversed;
            reversed = entry;
            entry = next;
        }

        return reversed;
    }

    /// <summary>Two cache lines each, because processors fetch lines in pairs.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 128)]
    private struct Stripe
    {
        public TimerEntry? Head;
    }
}
