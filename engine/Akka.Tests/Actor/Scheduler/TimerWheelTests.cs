using Akka.Actor;

namespace Akka.Tests.Actor.Scheduler;

public class TimerWheelTests
{
    private readonly TimerWheel _wheel = new(64);

    [Fact]
    public void An_empty_wheel_never_has_work() => Assert.Equal(TimerWheel.Never, _wheel.NextTick);

    [Fact]
    public void Slots_are_rounded_up_to_a_power_of_two()
    {
        var wheel = new TimerWheel(100);
        wheel.Add(Entry(127));
        Assert.Equal(127, wheel.NextTick);
    }

    [Fact]
    public void A_wheel_without_slots_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new TimerWheel(0));

    [Fact]
    public void An_entry_that_is_due_already_is_refused()
    {
        _wheel.Advance(5, []);
        Assert.Throws<ArgumentOutOfRangeException>(() => _wheel.Add(Entry(5)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(4_095)]
    [InlineData(4_096)]
    [InlineData(262_144)]
    [InlineData(1L << 35)]
    [InlineData((1L << 42) + 12_345)]
    public void An_entry_is_due_at_its_tick_and_not_before(long tick)
    {
        var entry = Entry(tick);
        _wheel.Add(entry);

        Assert.Empty(AdvanceTo(tick - 1));
        Assert.Equal(tick, _wheel.NextTick);
        Assert.Equal([entry], AdvanceTo(tick));
        Assert.Equal(TimerWheel.Never, _wheel.NextTick);
    }

    [Fact]
    public void An_entry_that_waits_for_many_turns_wakes_the_wheel_only_once_a_level()
    {
        _wheel.Add(Entry(1_000_000));
        var wakeUps = 0;
        var due = new List<TimerEntry>();
        while (due.Count == 0)
        {
            _wheel.Advance(_wheel.NextTick, due);
            wakeUps++;
        }

        Assert.InRange(wakeUps, 1, 4);
    }

    [Fact]
    public void Entries_of_the_same_slot_and_different_turns_do_not_meet()
    {
        var near = Entry(10);
        var far = Entry(10 + 64);
        _wheel.Add(far);
        _wheel.Add(near);

        Assert.Equal([near], AdvanceTo(73));
        Assert.Equal([far], AdvanceTo(74));
    }

    [Fact]
    public void A_removed_entry_is_never_due_and_leaves_nothing_behind()
    {
        var entries = new[] { Entry(7), Entry(7), Entry(7), Entry(700), Entry(70_000) };
        foreach (var entry in entries)
            _wheel.Add(entry);

        foreach (var entry in new[] { entries[1], entries[0], entries[3], entries[4] })
            _wheel.Remove(entry);

        Assert.Equal(1, _wheel.Count);
        Assert.Equal([entries[2]], AdvanceTo(100_000));
        Assert.Equal(TimerWheel.Never, _wheel.NextTick);
    }

    [Fact]
    public void Removing_an_entry_that_is_not_in_the_wheel_does_nothing()
    {
        var entry = Entry(3);
        _wheel.Add(entry);
        AdvanceTo(3);
        _wheel.Remove(entry);
        Assert.Equal(0, _wheel.Count);
    }

    [Fact]
    public void Clearing_gives_all_entries()
    {
        var entries = new[] { Entry(1), Entry(100), Entry(10_000), Entry(1L << 38) };
        foreach (var entry in entries)
            _wheel.Add(entry);

        var cleared = new List<TimerEntry>();
        _wheel.Clear(cleared);

        Assert.Equal(entries, cleared.OrderBy(entry => entry.DueTick));
        Assert.Equal(TimerWheel.Never, _wheel.NextTick);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void It_agrees_with_a_sorted_list_whatever_is_added_removed_and_turned(int seed)
    {
        var random = new Random(seed);
        var model = new List<TimerEntry>();
        var now = 0L;
        for (var step = 0; step < 20_000; step++)
        {
            switch (random.Next(5))
            {
                case < 3:
                    var entry = Entry(now + 1 + (long)Math.Pow(2, random.NextDouble() * 24));
                    _wheel.Add(entry);
                    model.Add(entry);
                    break;
                case 3 when model.Count > 0:
                    var removed = model[random.Next(model.Count)];
                    _wheel.Remove(removed);
                    model.Remove(removed);
                    break;
                default:
                    now += 1 + (long)Math.Pow(2, random.NextDouble() * 14);
                    var expected = model.Where(candidate => candidate.DueTick <= now).ToHashSet();
                    model.RemoveAll(expected.Contains);
                    Assert.Equal(expected, [.. AdvanceTo(now)]);
                    break;
            }

            Assert.Equal(model.Count, _wheel.Count);
        }

        Assert.True(_wheel.NextTick <= model.Min(candidate => candidate.DueTick));
    }

    private List<TimerEntry> AdvanceTo(long tick)
    {
        var due = new List<TimerEntry>();
        _wheel.Advance(tick, due);
        return due;
    }

    private static TestEntry Entry(long dueTick) => new() { DueTick = dueTick };
}
