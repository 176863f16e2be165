using System.Text;
using ActorEcho.Actors.Clients.Lines;
using FsCheck;
using FsCheck.Fluent;

namespace ActorEcho.Tests.Clients.Lines;

public class LineReaderTests
{
    private static async Task<List<string>> ReadAsync(byte[] bytes, int[] cuts, int maxLineBytes = LineReader.DefaultMaxLineBytes)
    {
        var reader = new LineReader(new ChoppedStream(bytes, cuts), maxLineBytes);
        var lines = new List<string>();
        while (await reader.ReadAsync() is { } line) lines.Add(Encoding.UTF8.GetString(line.Span));
        return lines;
    }

    [Fact]
    public void Lines_are_the_same_however_the_stream_is_cut()
    {
        var text = Gen.ListOf(Gen.Elements("a", "bc", "\n", "\r\n", "\r", new string('x', 5000))).Select(string.Concat);
        var any = from whole in text from cuts in Gen.NonEmptyListOf(Gen.Choose(1, 6000)) select (whole, cuts);
        Prop.ForAll(any.ToArbitrary(), sample =>
        {
            var expected = sample.whole.Split('\n').ToList();
            if (expected[^1].Length == 0) expected.RemoveAt(expected.Count - 1);

            var lines = ReadAsync(Encoding.UTF8.GetBytes(sample.whole), [.. sample.cuts]).GetAwaiter().GetResult();

            Assert.Equal(expected.Select(line => line.EndsWith('\r') ? line[..^1] : line), lines);
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("12345\n")]
    [InlineData("12345\r\n")]
    [InlineData("12345")]
    public async Task The_longest_line_is_read(string text) =>
        Assert.Equal(["12345"], await ReadAsync(Encoding.UTF8.GetBytes(text), [1], maxLineBytes: 5));

    [Theory]
    [InlineData("123456\n")]
    [InlineData("123456\r\n")]
    [InlineData("123456789")]
    [InlineData("12345x")]
    public async Task A_longer_line_is_refused(string text)
    {
        foreach (var cut in new[] { 1, 100 })
        {
            await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(Encoding.UTF8.GetBytes(text), [cut], maxLineBytes: 5));
        }
    }

    [Fact]
    public async Task An_empty_stream_has_no_line() => Assert.Empty(await ReadAsync([], [1]));

    /// <summary>Gives its bytes in pieces of given sizes, the last size repeated.</summary>
    private sealed class ChoppedStream(byte[] bytes, int[] cuts) : MemoryStream(bytes)
    {
        private int _piece;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var size = cuts[Math.Min(_piece++, cuts.Length - 1)];
            return base.ReadAsync(buffer[..Math.Min(size, buffer.Length)], cancellationToken);
        }
    }
}
