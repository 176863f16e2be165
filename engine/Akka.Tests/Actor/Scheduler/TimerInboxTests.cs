using Akka.Actor;

namespace Akka.Tests.Actor.Scheduler;

public class TimerInboxTests
{
    private readonly TimerInbox _inbox = new(dropsEnded: true);

    [Fact]
    public void Entries_come_out_in_the_order_in_which_they_were_put_in()
    {
        TestEntry[] entries = [new(), new(), new()];

        Assert.Equal([1, 2, 3], entries.Select(_inbox.Push));

        Assert.Equal(entries, Drained());
        Assert.Empty(Drained());
    }

    [Fact]
    public void Timeouts_that_are_cancelled_before_the_next_begins_never_add_up()
    {
        for (var i = 0; i < 100; i++)
        {
            var entry = new TestEntry();
            Assert.Equal(1, _inbox.Push(entry));
            entry.Cancel();
        }
    }

    [Fact]
    public void What_has_ended_stays_below_what_has_not_and_leaves_with_it()
    {
        TestEntry first = new(), ended = new(), waiting = new(), next = new(), last = new();
        _inbox.Push(first);
        _inbox.Push(ended);
        _inbox.Push(waiting);
        ended.Cancel();

        Assert.Equal(4, _inbox.Push(next));
        next.Cancel();
        waiting.Cancel();

        Assert.Equal(2, _inbox.Push(last));
        Assert.Equal([first, last], Drained());
    }

    [Fact]
    public void An_inbox_of_entries_that_have_ended_keeps_them_all()
    {
        var inbox = new TimerInbox(dropsEnded: false);
        TestEntry[] entries = [new(), new()];
        foreach (var entry in entries)
        {
            entry.Cancel();
            inbox.Push(entry);
        }

        Assert.Equal(entries, Drained(inbox));
    }

    [Fact]
    public async Task Entries_of_many_threads_all_come_out_but_those_that_were_cancelled()
    {
        const int threads = 4, each = 20_000;
        var kept = new HashSet<TimerEntry>();
        var taken = new List<TimerEntry>();
        var putIn = Task.WhenAll(Enumerable.Range(0, threads).Select(thread => Task.Run(() =>
        {
            for (var i = 0; i < each; i++)
            {
                var entry = new TestEntry();
                _inbox.Push(entry);
                if ((i + thread) % 3 != 0)
                {
                    entry.Cancel();
                    continue;
                }
                lock (kept)
                    kept.Add(entry);
            }
        })));
        while (!putIn.IsCompleted)
            _inbox.Drain(taken.Add);
        await putIn;
        _inbox.Drain(taken.Add);

        // Some were taken before they were cancelled.
        taken.RemoveAll(static entry => entry.IsCancelled);
        Assert.Equal(kept.Count, taken.Count);
        Assert.All(taken, entry => Assert.Contains(entry, kept));
    }

    private List<TimerEntry> Drained() => Drained(_inbox);

    private static List<TimerEntry> Drained(TimerInbox inbox)
    {
        var drained = new List<TimerEntry>();
        inbox.Drain(drained.Add);
        return drained;
    }
}
