using ActorEcho.Actors.Protocols.PingPong;
using FsCheck;
using FsCheck.Fluent;

namespace ActorEcho.Tests.Protocols.PingPong;

public class LineEndsTests
{
    /// <summary>Lengths around those of one vector and of several, LFs rare and frequent, and bytes that differ from LF in one bit.</summary>
    private static readonly Gen<byte[]> Chunks =
        from length in Gen.Choose(0, 200)
        from rarity in Gen.Choose(1, 100)
        from bytes in Gen.ArrayOf(Gen.Frequency((1, Gen.Constant((byte)'\n')), (rarity, Gen.Elements<byte>(0, (byte)'\r', 0x8A, 0x0B))), length)
        select bytes;

    [Fact]
    public void Every_LF_is_found_once_and_in_order() =>
        Prop.ForAll(Chunks.ToArbitrary(), chunk => Found(chunk).SequenceEqual(Expected(chunk))).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(64)]
    [InlineData(95)]
    public void A_chunk_of_nothing_but_LFs_ends_a_line_at_each(int length) =>
        Assert.Equal(Enumerable.Range(0, length), Found([.. Enumerable.Repeat((byte)'\n', length)]));

    [Fact]
    public void An_empty_chunk_has_none() => Assert.Empty(Found([]));

    private static List<int> Found(byte[] chunk)
    {
        var found = new List<int>();
        var ends = new LineEnds(chunk);
        while (ends.TryNext(out var end)) found.Add(end);
        return found;
    }

    private static IEnumerable<int> Expected(byte[] chunk) => Enumerable.Range(0, chunk.Length).Where(i => chunk[i] == '\n');
}
