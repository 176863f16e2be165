using System.Diagnostics;
using Akka.IO.Transport.Epoll;

namespace Akka.Tests.IO.Epoll;

public class SpinBudgetSpec
{
    // So long that no pause of the machine looks like the end of it.
    private static readonly TimeSpan Maximum = TimeSpan.FromHours(1);

    private readonly SpinBudget _budget = new(Maximum);

    [Fact]
    public void A_maximum_of_zero_never_spins() =>
        Assert.False(new SpinBudget(TimeSpan.Zero).MaySpin(Stopwatch.GetTimestamp()));

    [Fact]
    public void A_wait_that_has_lasted_for_the_maximum_is_not_prolonged()
    {
        Assert.True(_budget.MaySpin(Stopwatch.GetTimestamp()));
        Assert.False(_budget.MaySpin(Before(Maximum)));
    }

    [Fact]
    public void One_long_wait_does_not_end_the_spinning_but_several_do()
    {
        _budget.Ended(Before(Maximum * 100));
        Assert.True(_budget.MaySpin(Stopwatch.GetTimestamp()));

        for (var i = 0; i < 3; i++)
            _budget.Ended(Before(Maximum * 100));

        Assert.False(_budget.MaySpin(Stopwatch.GetTimestamp()));
    }

    [Fact]
    public void It_spins_again_once_waits_are_short()
    {
        for (var i = 0; i < 20; i++)
            _budget.Ended(Before(Maximum * 100));

        for (var i = 0; i < 20; i++)
            _budget.Ended(Stopwatch.GetTimestamp());

        Assert.True(_budget.MaySpin(Stopwatch.GetTimestamp()));
    }

    [Fact]
    public void It_finds_out_that_waits_are_long_only_because_it_sleeps()
    {
        var asleep = WaitsThatSpin(100, _ => Maximum * 2);
        var spun = WaitsThatSpin(2000, spins => spins ? TimeSpan.Zero : Maximum * 2);

        Assert.False(asleep[^1]);
        Assert.DoesNotContain(false, spun[1000..]);
    }

    [Fact]
    public void Where_waits_are_long_in_any_case_it_tries_few()
    {
        var spun = WaitsThatSpin(5 * 512, _ => Maximum * 2);

        Assert.Equal(4 * 16, spun[512..].Count(spins => spins));
    }

    [Fact]
    public void An_idle_loop_tries_nothing()
    {
        var spun = WaitsThatSpin(2000, _ => Maximum * 100);

        Assert.DoesNotContain(true, spun[100..]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void It_spins_while_few_take_turns(int clients)
    {
        TakeTurns(clients);

        Assert.True(_budget.MaySpin(Stopwatch.GetTimestamp()));
    }

    [Theory]
    [InlineData(8)]
    [InlineData(1000)]
    public void It_does_not_spin_in_a_crowd_until_that_has_gone(int clients)
    {
        TakeTurns(clients);
        Assert.False(_budget.MaySpin(Stopwatch.GetTimestamp()));

        TakeTurns(2);

        Assert.True(_budget.MaySpin(Stopwatch.GetTimestamp()));
    }

    [Fact]
    public void Other_threads_that_wake_the_loop_are_no_part_of_a_crowd()
    {
        for (ulong turn = 0; turn < 100; turn++)
        {
            _budget.EndedBy((1UL << 32) | (turn % 7));
            _budget.EndedBy(EventLoop.WakeToken);
        }

        Assert.True(_budget.MaySpin(Stopwatch.GetTimestamp()));
    }

    private bool[] WaitsThatSpin(int count, Func<bool, TimeSpan> wait)
    {
        var spun = new bool[count];
        for (var i = 0; i < count; i++)
        {
            spun[i] = _budget.MaySpin(Stopwatch.GetTimestamp());
            _budget.Ended(Before(wait(spun[i])));
        }
        return spun;
    }

    private void TakeTurns(int clients)
    {
        const int ManyWaits = 100;
        for (ulong wait = 0; wait < ManyWaits; wait++)
            _budget.EndedBy(((wait + 1) << 32) | (wait % (ulong)clients));
    }

    private static long Before(TimeSpan age) => Stopwatch.GetTimestamp() - (long)(age.TotalSeconds * Stopwatch.Frequency) - 1;
}
