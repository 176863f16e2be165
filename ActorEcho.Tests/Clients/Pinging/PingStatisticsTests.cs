using ActorEcho.Actors.Clients.Pinging;

namespace ActorEcho.Tests.Clients.Pinging;

public class PingStatisticsTests
{
    private static PingStatistics Of(params double?[] milliseconds)
    {
        var statistics = new PingStatistics();
        for (var i = 0; i < milliseconds.Length; i++)
        {
            TimeSpan? roundTrip = milliseconds[i] is { } time ? TimeSpan.FromMilliseconds(time) : null;
            statistics.Add(new PingResult(i + 1, roundTrip, roundTrip is null ? "lost" : null));
        }

        return statistics;
    }

    [Fact]
    public void Losses_count_and_do_not_touch_the_times()
    {
        var statistics = Of(1, null, 3, null);

        Assert.Equal((4, 2, 2, 50.0), (statistics.Transmitted, statistics.Received, statistics.Lost, statistics.LossPercent));
        Assert.Equal(TimeSpan.FromMilliseconds(2), statistics.Average);
    }

    [Fact]
    public void The_deviation_is_the_standard_deviation_as_ping_has_it() =>
        Assert.Equal(TimeSpan.FromMilliseconds(2), Of(2, 4, 4, 4, 5, 5, 7, 9).Deviation);

    [Fact]
    public void Extremes_are_exact()
    {
        var statistics = Of(1.5, 0.25, 9.75);

        Assert.Equal(
            (TimeSpan.FromMilliseconds(0.25), TimeSpan.FromMilliseconds(9.75)), (statistics.RoundTrips.Min, statistics.RoundTrips.Max));
    }

    [Fact]
    public void Nothing_sent_is_nothing_lost()
    {
        var statistics = Of();

        Assert.Equal((0, 0.0, TimeSpan.Zero, TimeSpan.Zero), (statistics.Lost, statistics.LossPercent, statistics.Average, statistics.Deviation));
    }
}
