using System.Text;
using ActorEcho.Actors.Protocols.PingPong;
using FsCheck;
using FsCheck.Fluent;

namespace ActorEcho.Tests.Protocols.PingPong;

public class PingPongProtocolTests
{
    private const int Limit = 12;

    /// <summary>Bytes in which line ends, the two words and lines about as long as the limit are frequent.</summary>
    private static readonly Gen<byte[]> Lines =
        Gen.ListOf(Gen.Frequency(
                (4, Gen.Elements("\n", "\r\n", "\r", "\r\r\n")),
                (3, Gen.Elements("ping", "pong")),
                (2, Gen.Elements("", " ", "0123456789", "\0")),
                (1, ArbMap.Default.GeneratorFor<byte>().Select(value => ((char)value).ToString()))))
            .Select(parts => Encoding.Latin1.GetBytes(string.Concat(parts)));

    [Theory]
    [InlineData("ping\n", "pong\r\n")]
    [InlineData("pong\n", "ping\r\n")]
    [InlineData("ping\r\n", "pong\r\n")]
    [InlineData("hello\n", "hello\r\n")]
    [InlineData("Ping\n", "Ping\r\n")]
    [InlineData("pang\n", "pang\r\n")]
    [InlineData("\n", "\r\n")]
    [InlineData("\r\n", "\r\n")]
    [InlineData("ping\r\r\n", "ping\r\r\n")]
    [InlineData("a\rb\n", "a\rb\r\n")]
    [InlineData("ping\nping\r\nx\npo", "pong\r\npong\r\nx\r\n")]
    public void Lines_are_answered(string input, string answer)
    {
        Assert.Equal(answer, new PingPongProtocol().Feed(input).Text);
        Assert.Equal(answer, new PingPongProtocol().Feed(input, 1).Text);
    }

    [Fact]
    public void The_answers_to_one_read_leave_in_one_write()
    {
        var output = new PingPongProtocol().Feed("ping\nping\nhello\n");
        Assert.Equal("pong\r\npong\r\nhello\r\n", Encoding.ASCII.GetString(Assert.Single(output.Writes)));
    }

    [Fact]
    public void An_unfinished_line_at_the_end_of_the_input_is_dropped()
    {
        var protocol = new PingPongProtocol();
        var output = protocol.Feed("ping\npin");
        protocol.InputEnded(output);
        Assert.Equal("pong\r\n", output.Text);
        Assert.True(output.IsClosed);
    }

    [Fact]
    public void A_line_as_long_as_the_limit_is_answered_and_a_longer_one_ends_the_connection()
    {
        var longest = new string('x', Limit);
        Assert.Equal(longest + "\r\n", new PingPongProtocol(Limit).Feed(longest + "\r\n", 5).Text);

        var output = new PingPongProtocol(Limit).Feed("ping\n" + longest + "y\nping\n");
        Assert.Equal("pong\r\nerror: a line is longer than 12 bytes; closing\r\n", output.Text);
        Assert.True(output.IsClosed);
    }

    [Fact]
    public void A_line_above_the_limit_is_refused_before_its_end_comes()
    {
        var output = new PingPongProtocol(Limit).Feed(new string('x', Limit + 1), 1);
        Assert.StartsWith("error: ", output.Text, StringComparison.Ordinal);
        Assert.EndsWith("\r\n", output.Text, StringComparison.Ordinal);
        Assert.True(output.IsClosed);
    }

    [Fact]
    public void Any_fragments_give_the_answers_of_the_whole() =>
        Prop.ForAll(Lines.ToArbitrary(), Fragments.Cuts.ToArbitrary(), (bytes, cuts) =>
        {
            var output = new PingPongProtocol(Limit).Feed(bytes, cuts);
            var (answer, closed) = Expected(Encoding.Latin1.GetString(bytes));
            return output.Text == answer && output.IsClosed == closed;
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void A_limit_out_of_its_range_is_an_error(int limit) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new PingPongProtocol(limit));

    /// <summary>The rules once more, as plainly as they can be said of an input that is all there.</summary>
    private static (string Answer, bool Closed) Expected(string input)
    {
        var answer = new StringBuilder();
        var lines = input.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var finished = i < lines.Length - 1;
            var line = lines[i].EndsWith('\r') ? lines[i][..^1] : lines[i];
            if (line.Length > Limit)
                return (answer.Append($"error: a line is longer than {Limit} bytes; closing\r\n").ToString(), true);
            if (finished) answer.Append(line switch { "ping" => "pong", "pong" => "ping", _ => line }).Append("\r\n");
        }

        return (answer.ToString(), false);
    }
}
