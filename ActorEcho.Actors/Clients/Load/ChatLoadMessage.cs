using System.Buffers;
using System.Buffers.Binary;
using ActorEcho.Actors.Chat;

namespace ActorEcho.Actors.Clients.Load;

/// <summary>
/// The text of a chat load's message: which run, which sender, its number and when it was due, all little-endian; then
/// filling. Texts of other runs and people are none of it.
/// </summary>
/// <param name="Sender">The sender's number.</param>
/// <param name="Number">The message's number among the sender's, from 0.</param>
/// <param name="DueAt">When it was to be sent, in ticks of the stopwatch.</param>
internal readonly record struct ChatLoadMessage(int Sender, long Number, long DueAt)
{
    /// <summary>The shortest text: the fields alone.</summary>
    public const int ShortestText = 28;

    /// <summary>The longest text that a server passes on in one frame by default.</summary>
    public const int LongestText = ChatLimits.LongestForEveryClient;

    private const byte Filling = (byte)'.';

    public void Write(Span<byte> text, long run)
    {
        BinaryPrimitives.WriteInt64LittleEndian(text, run);
        BinaryPrimitives.WriteInt32LittleEndian(text[8..], Sender);
        BinaryPrimitives.WriteInt64LittleEndian(text[12..], Number);
        BinaryPrimitives.WriteInt64LittleEndian(text[20..], DueAt);
        text[ShortestText..].Fill(Filling);
    }

    public static bool TryRead(in ReadOnlySequence<byte> text, int textBytes, long run, out ChatLoadMessage message)
    {
        message = default;
        if (text.Length != textBytes) return false;
        Span<byte> copy = stackalloc byte[LongestText];
        text.CopyTo(copy);
        var bytes = copy[..textBytes];
        if (BinaryPrimitives.ReadInt64LittleEndian(bytes) != run) return false;
        if (bytes[ShortestText..].ContainsAnyExcept(Filling)) return false;
        message = new ChatLoadMessage(
            BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[12..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[20..]));
        return true;
    }
}
