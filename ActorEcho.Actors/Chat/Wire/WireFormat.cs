using System.Buffers.Binary;

namespace ActorEcho.Actors.Chat.Wire;

/// <summary>The sizes that both directions share: opcode, NAME (32 bytes), LEN (unsigned 64-bit little-endian), TEXT.</summary>
internal static class WireFormat
{
    public const int OpcodeSize = 1;
    public const int LengthSize = 8;

    /// <summary>Opcode and NAME: REG and EXIT.</summary>
    public const int NamedSize = OpcodeSize + ChatName.Size;

    /// <summary>Opcode and LEN: the header of MESG and ACK, the whole of ERR.</summary>
    public const int CountedSize = OpcodeSize + LengthSize;

    /// <summary>Opcode, NAME and LEN: the header of PMSG and MSG, the longest there is.</summary>
    public const int NamedCountedSize = OpcodeSize + ChatName.Size + LengthSize;

    /// <summary>The highest limit for a TEXT: with a header it still counts in an <see cref="int"/>.</summary>
    public const int HighestMaxText = 1 << 30;

    /// <summary>The limit itself, when it is within 0 to <see cref="HighestMaxText"/>.</summary>
    public static int CheckMaxText(int maxTextBytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxTextBytes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxTextBytes, HighestMaxText);
        return maxTextBytes;
    }

    /// <summary>The length of a frame that ends in LEN items; before the header is there, the header's.</summary>
    public static int MeasureCounted(
        ReadOnlySpan<byte> start, int headerSize, int itemSize, int maxItems, out FrameFault fault)
    {
        fault = default;
        if (start.Length < headerSize) return headerSize;
        var count = BinaryPrimitives.ReadUInt64LittleEndian(start[(headerSize - LengthSize)..]);
        if (count <= (ulong)maxItems) return headerSize + (int)count * itemSize;
        fault = new FrameFault(FrameFaultKind.TooLong, count, (ulong)maxItems);
        return 0;
    }

    /// <summary>Writes opcode and NAME.</summary>
    public static void WriteNamed(Span<byte> frame, byte opcode, in ChatName name)
    {
        frame[0] = opcode;
        name.Bytes.CopyTo(frame[OpcodeSize..]);
    }

    /// <summary>Writes the LEN that ends a header.</summary>
    public static void WriteLength(Span<byte> frame, int headerSize, ulong length) =>
        BinaryPrimitives.WriteUInt64LittleEndian(frame[(headerSize - LengthSize)..], length);
}
