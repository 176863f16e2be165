using ActorEcho.Actors.Chat;

namespace ActorEcho.Actors.Settings;

/// <summary>A listener that lets its clients chat. A new instance holds the defaults; this is where they live.</summary>
public sealed record ChatSettings : ProtocolSettings
{
    /// <summary>The protocol's name in the configuration.</summary>
    public const string ProtocolName = "chat";

    /// <summary>The defaults.</summary>
    public static ChatSettings Default { get; } = new();

    /// <inheritdoc/>
    public override string Name => ProtocolName;

    /// <summary>
    /// The longest text a client may send, in bytes, 1 B to 16 MiB; a longer one costs the connection. By default 64 KiB:
    /// what ProofChat's client can send whole in one write.
    /// </summary>
    public int MaxTextBytes { get; init; } = ChatLimits.Default.MaxTextBytes;

    /// <summary>
    /// Whether a text above 255 bytes goes out as several messages. By default it does: ProofChat's own clients lose the
    /// connection over a longer one. Switch it off where all clients are known to read 64-bit lengths.
    /// </summary>
    public bool SplitLongTexts { get; init; } = true;

    /// <summary>
    /// The most users that a newcomer is told of, the newest first, 0 to 1,000,000. By default 255: ProofChat's own clients
    /// misread a longer list.
    /// </summary>
    public int MaxListedUsers { get; init; } = ChatLimits.LongestForEveryClient;

    /// <summary>
    /// How many bytes may wait for a member to read them: twice what may reach one at once (216 KiB with the other settings at
    /// their defaults) to 1 GiB. When so many do and more comes, the member is disconnected and nobody else waits. By default 1 MiB: 4,000 messages of full length, minutes of a
    /// lively room.
    /// </summary>
    public int MaxQueuedBytes { get; init; } = 1024 * 1024;

    /// <summary>
    /// How many frames may wait for a member, 16 to 1,000,000; the sibling of <see cref="MaxQueuedBytes"/> for short texts,
    /// whose book-keeping weighs more than their bytes. By default 8,192.
    /// </summary>
    public int MaxQueuedFrames { get; init; } = 8192;

    /// <summary>
    /// The least <see cref="MaxQueuedBytes"/> that costs no member the connection who reads: twice what may reach one at once.
    /// </summary>
    internal int LeastMaxQueuedBytes
    {
        get
        {
            const int kibi = 1024;
            return (int)((2 * ToLimits().MaxDeliveredBytes + kibi - 1) / kibi * kibi);
        }
    }

    /// <summary>What the protocol needs to know of these settings.</summary>
    public ChatLimits ToLimits() => new()
    {
        MaxTextBytes = MaxTextBytes,
        MaxFrameTextBytes = SplitLongTexts
            ? ChatLimits.LongestForEveryClient
            : MaxTextBytes + ChatLimits.LowestMaxFrameText, // room for the mark of a private message
        MaxListedUsers = MaxListedUsers,
    };
}
