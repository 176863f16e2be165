using System.Buffers;

namespace ActorEcho.Actors.Chat;

/// <summary>Where a long text is cut.</summary>
internal static class TextSplit
{
    private const int LongestCharacter = 4;

    /// <summary>
    /// The length of the first piece of a text: at most the limit, and shorter by the one to three bytes of a UTF-8
    /// character that would lie across the cut. Bytes that are no UTF-8 are cut at the limit.
    /// </summary>
    public static int FirstPiece(in ReadOnlySequence<byte> text, int limit)
    {
        if (text.Length <= limit) return (int)text.Length;
        Span<byte> around = stackalloc byte[LongestCharacter];
        var start = limit - LongestCharacter + 1;
        text.Slice(start, LongestCharacter).CopyTo(around);
        // The last of the four is the first byte behind the cut.
        for (var i = LongestCharacter - 1; i >= 0; i--)
        {
            if (IsContinuation(around[i])) continue;
            return i + CharacterLength(around[i]) > LongestCharacter - 1 ? start + i : limit;
        }

        return limit;
    }

    private static bool IsContinuation(byte value) => (value & 0b1100_0000) == 0b1000_0000;

    private static int CharacterLength(byte lead) => lead switch
    {
        >= 0b1111_0000 => 4,
        >= 0b1110_0000 => 3,
        >= 0b1100_0000 => 2,
        _ => 1,
    };
}
