using System.Text;
using ActorEcho.Actors.Clients.Load;
using ActorEcho.Actors.Protocols.PingPong;
using ActorEcho.Tests.Protocols;

namespace ActorEcho.Tests.Clients.Load;

public class RoundTripPatternTests
{
    private static byte[] Take(RoundTripPattern pattern, long position, int count)
    {
        var bytes = new List<byte>();
        while (bytes.Count < count) bytes.AddRange(pattern.Requests(position + bytes.Count, count - bytes.Count).Span);
        return [.. bytes];
    }

    [Theory]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(100)]
    public void What_ping_pong_answers_is_what_is_expected(int messageBytes)
    {
        var pattern = RoundTripPattern.PingPong(messageBytes);
        var requests = Take(pattern, 0, 500 * messageBytes);

        var answers = new PingPongProtocol().Feed(requests).Bytes;

        Assert.Equal(pattern.Answers(0, requests.Length), answers);
    }

    [Fact]
    public void Lines_of_six_bytes_are_pings_pongs_and_others()
    {
        var lines = Encoding.ASCII.GetString(Take(RoundTripPattern.PingPong(6), 0, 600)).Split("\r\n");

        Assert.Contains("ping", lines);
        Assert.Contains("pong", lines);
        Assert.Contains(lines, line => line.Length == 4 && line is not ("ping" or "pong"));
    }

    [Fact]
    public void The_streams_go_on_over_the_end_of_the_period()
    {
        var pattern = RoundTripPattern.Echo(64);
        var from = pattern.Period - 10;

        Assert.Equal(
            [.. Take(pattern, from, 10), .. Take(pattern, 0, 54)],
            Take(pattern, from + 5L * pattern.Period, 64));
        Assert.Equal(Take(pattern, from, 64), pattern.Answers(from + 5L * pattern.Period, 64));
    }

    [Fact]
    public void A_window_that_is_lost_or_doubled_shows()
    {
        var pattern = RoundTripPattern.Echo(64);
        foreach (var shift in new[] { 1, 64, 64 * 16, 65_536, -64 })
        {
            Assert.NotEqual(Take(pattern, 1_000_000, 64), Take(pattern, 1_000_000 + shift, 64));
        }
    }

    [Fact]
    public void Connections_begin_apart_so_that_a_mix_up_shows()
    {
        var pattern = RoundTripPattern.Echo(64);

        Assert.Equal(100, Enumerable.Range(0, 100).Select(i => Convert.ToHexString(Take(pattern, pattern.StartOf(i), 16))).Distinct().Count());
    }

    [Fact]
    public void Messages_that_cannot_be_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => RoundTripPattern.Echo(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => RoundTripPattern.PingPong(2));
    }
}
