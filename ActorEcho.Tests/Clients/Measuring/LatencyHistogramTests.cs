using System.Numerics;
using ActorEcho.Actors.Clients.Measuring;
using FsCheck;
using FsCheck.Fluent;

namespace ActorEcho.Tests.Clients.Measuring;

public class LatencyHistogramTests
{
    /// <summary>Any magnitude from nothing to an hour, in whole ticks of 100 ns, since results are.</summary>
    private static readonly Gen<long> AnyDuration =
        from magnitude in Gen.Choose(0, 34)
        from share in Gen.Choose(0, 1_000_000)
        select (long)((1L << magnitude) * (share / 1_000_000.0)) * 100;

    private static LatencyHistogram Of(IEnumerable<long> durations)
    {
        var histogram = new LatencyHistogram();
        foreach (var duration in durations) histogram.Record(duration);
        return histogram;
    }

    private static TimeSpan Ticks(long nanoseconds) => TimeSpan.FromTicks(nanoseconds / 100);

    [Fact]
    public void A_percentile_is_the_nearest_rank_rounded_up_by_less_than_one_percent()
    {
        var any = from durations in Gen.NonEmptyListOf(AnyDuration) from hundredths in Gen.Choose(1, 10_000) select (durations, hundredths);
        Prop.ForAll(any.ToArbitrary(), sample =>
        {
            var (durations, hundredths) = sample;
            var sorted = durations.Order().ToArray();
            var exact = sorted[(hundredths * sorted.Length + 9_999) / 10_000 - 1];

            var found = Of(durations).Percentile(hundredths / 100.0).Ticks * 100;

            // A result is a whole tick, so half a tick is lost either way.
            Assert.InRange(found, exact - 50, (long)(exact * 1.01) + 50);
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(99.9, 0)]
    [InlineData(99.91, 1)]
    public void A_percentile_of_a_round_count_is_no_rank_too_high(double percent, int milliseconds)
    {
        var durations = new long[1000];
        durations[^1] = 1_000_000;

        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), Of(durations).Percentile(percent));
    }

    [Theory]
    [InlineData(1_048_600)]
    [InlineData(1_056_700)]
    public void The_mean_lies_within_the_extremes(long nanoseconds) => Assert.Equal(Ticks(nanoseconds), Of([nanoseconds]).Mean);

    [Fact]
    public void Count_extremes_and_octaves_are_exact_and_the_mean_nearly()
    {
        Prop.ForAll(Gen.NonEmptyListOf(AnyDuration).ToArbitrary(), durations =>
        {
            var histogram = Of(durations);

            Assert.Equal(durations.Count, histogram.Count);
            Assert.Equal((Ticks(durations.Min()), Ticks(durations.Max())), (histogram.Min, histogram.Max));
            Assert.InRange(histogram.Mean.Ticks * 100, durations.Average() * 0.99 - 100, durations.Average() * 1.01 + 100);
            var octaves = durations.Select(duration => BitOperations.Log2((ulong)duration | 1)).ToArray();
            Assert.Equal(
                Enumerable.Range(octaves.Min(), octaves.Max() - octaves.Min() + 1).Select(octave => octaves.LongCount(other => other == octave)),
                histogram.Octaves().Select(octave => octave.Count));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Histograms_add_up_to_the_histogram_of_all()
    {
        var any = from first in Gen.ListOf(AnyDuration) from second in Gen.ListOf(AnyDuration) select (first, second);
        Prop.ForAll(any.ToArbitrary(), sample =>
        {
            var sum = Of(sample.first);
            sum.Add(Of(sample.second));
            var all = Of(sample.first.Concat(sample.second));

            Assert.Equal((all.Count, all.Min, all.Max, all.Mean), (sum.Count, sum.Min, sum.Max, sum.Mean));
            Assert.Equal(all.Percentile(90), sum.Percentile(90));
            Assert.Equal(all.Octaves(), sum.Octaves());
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Nothing_recorded_is_zero_all_over()
    {
        var histogram = new LatencyHistogram();

        Assert.Equal(0, histogram.Count);
        Assert.Equal(
            [TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero],
            [histogram.Min, histogram.Max, histogram.Mean, histogram.Percentile(50)]);
        Assert.Empty(histogram.Octaves());
    }

    [Fact]
    public void What_is_longer_than_the_last_bucket_keeps_its_exact_maximum()
    {
        var day = TimeSpan.FromDays(1);

        var histogram = Of([1_000, (long)day.TotalNanoseconds]);

        Assert.Equal((day, day), (histogram.Max, histogram.Percentile(100)));
    }

    [Fact]
    public void A_clock_that_went_back_counts_as_no_time() => Assert.Equal((1, TimeSpan.Zero), (Of([-5]).Count, Of([-5]).Max));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(100.1)]
    public void There_are_no_other_percentiles(double percent) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new LatencyHistogram().Percentile(percent));

    [Fact]
    public async Task Threads_may_record_at_the_same_time()
    {
        const int Each = 50_000;
        var histogram = new LatencyHistogram();

        await Task.WhenAll(Enumerable.Range(1, 4).Select(thread => Task.Run(() =>
        {
            for (var i = 0; i < Each; i++) histogram.Record(thread * 1_000 + i % 100);
        })));

        Assert.Equal(4 * Each, histogram.Count);
        Assert.Equal((TimeSpan.FromTicks(10), TimeSpan.FromTicks(41)), (histogram.Min, histogram.Max));
    }
}
