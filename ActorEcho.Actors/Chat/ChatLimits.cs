using ActorEcho.Actors.Chat.Wire;

namespace ActorEcho.Actors.Chat;

/// <summary>
/// The bounds of a chat session. The defaults suit ProofChat's own client, which reads a length as the sum of its
/// eight bytes and so understands nothing above 255.
/// </summary>
public sealed record ChatLimits
{
    /// <summary>The longest piece a text may be split into by default: what every client can read.</summary>
    public const int LongestForEveryClient = 255;

    /// <summary>The lowest <see cref="MaxFrameTextBytes"/>: room for a private message's mark and a character.</summary>
    public const int LowestMaxFrameText = 16;

    private const int HighestTextLimit = 1 << 30;
    private const int HighestListLimit = 1 << 24;

    /// <summary>The defaults.</summary>
    public static ChatLimits Default { get; } = new();

    /// <summary>
    /// The longest text a client may send, in bytes: 0 to 1 GiB, by default 64 KiB. A longer one is answered with
    /// ERR 4 and the connection closes, since what follows cannot be told from text.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of its range.</exception>
    public int MaxTextBytes
    {
        get;
        init => field = Within(value, 0, HighestTextLimit);
    } = 64 * 1024;

    /// <summary>
    /// The longest text in one MSG frame, in bytes, a private message's mark included: 16 to 1 GiB, by default 255.
    /// A longer text leaves as several frames, cut between UTF-8 characters.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of its range.</exception>
    public int MaxFrameTextBytes
    {
        get;
        init => field = Within(value, LowestMaxFrameText, HighestTextLimit);
    } = LongestForEveryClient;

    /// <summary>
    /// The most users an ACK lists, the newest first: 0 to 16,777,216, by default 255. The frame's count is always the
    /// number of names in it; with more users present the oldest are left out.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of its range.</exception>
    public int MaxListedUsers
    {
        get;
        init => field = Within(value, 0, HighestListLimit);
    } = LongestForEveryClient;

    /// <summary>The most bytes that reach a member at once: the longest text behind others that were gathered, or the longest list.</summary>
    internal long MaxDeliveredBytes
    {
        get
        {
            // A cut between characters leaves up to three bytes of a frame's room; a private text has its mark in every frame.
            const int mark = 5;
            var frames = MaxTextBytes / (MaxFrameTextBytes - mark - 3) + 1;
            var text = MaxTextBytes + (long)frames * (WireFormat.NamedCountedSize + mark);
            var list = WireFormat.CountedSize + (long)MaxListedUsers * ChatName.Size;
            return Math.Max(ChatRoom.MaxGatheredBytes + text, list);
        }
    }

    private static int Within(int value, int lowest, int highest)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, lowest);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, highest);
        return value;
    }
}
