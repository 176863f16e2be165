using Akka.Util;
using Akka.Util.Internal;

namespace Akka.Tests.Util;

public class AtomicTests
{
    [Fact]
    public void A_counter_counts_every_thread()
    {
        var counter = new AtomicCounter(-1);
        var counterLong = new AtomicCounterLong();
        Parallel.For(0, 10_000, _ =>
        {
            counter.IncrementAndGet();
            counterLong.AddAndGet(2);
        });
        Assert.Equal(9_999, counter.Current);
        Assert.Equal(20_000, counterLong.Current);
    }

    [Fact]
    public void A_counter_tells_the_value_before_or_after()
    {
        var counter = new AtomicCounter(5);
        Assert.Equal(5, counter.GetAndIncrement());
        Assert.Equal(7, counter.IncrementAndGet());
        Assert.Equal(7, counter.GetAndAdd(3));
        Assert.Equal(12, counter.AddAndGet(2));
        Assert.Equal(12, counter.GetAndDecrement());
        Assert.Equal(10, counter.DecrementAndGet());
        Assert.Equal(10, counter.GetAndSet(1));
        Assert.True(counter.CompareAndSet(1, 2));
        Assert.False(counter.CompareAndSet(1, 3));
        Assert.Equal(3, counter.Next());
        counter.Reset();
        Assert.Equal("0", counter.ToString());
    }

    [Fact]
    public void A_boolean_changes_for_one_thread_only()
    {
        var flag = new AtomicBoolean();
        var winners = 0;
        Parallel.For(0, 1_000, _ =>
        {
            if (flag.CompareAndSet(false, true))
                Interlocked.Increment(ref winners);
        });
        Assert.Equal(1, winners);
        Assert.True(flag);
        Assert.True(flag.GetAndSet(false));
        Assert.False(flag.Value);
    }

    [Fact]
    public void A_reference_is_compared_by_identity()
    {
        var first = new string('a', 2);
        var equal = new string('a', 2);
        var reference = new AtomicReference<string>(first);
        Assert.False(reference.CompareAndSet(equal, "b"));
        Assert.True(reference.CompareAndSet(first, "b"));
        Assert.Equal("b", reference.GetAndSet("c"));
        Assert.Equal("c", reference);
        Assert.Equal("c", reference.CompareExchange("x", "y"));
    }

    [Fact]
    public void Swapping_loses_no_update()
    {
        var list = System.Collections.Immutable.ImmutableList<int>.Empty;
        Parallel.For(0, 1_000, i => InterlockedSpin.Swap(ref list, current => current.Add(i)));
        Assert.Equal(Enumerable.Range(0, 1_000), list.Order());
        Assert.Equal(1_000, InterlockedSpin.ConditionallySwap(ref list, current => (false, current, current.Count)));
    }
}
