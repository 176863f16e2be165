namespace ActorEcho.Actors.Settings.Reading;

/// <summary>Reads what only chat has.</summary>
internal sealed class ChatReader : IProtocolReader
{
    private const string MaxTextLength = "max-text-length";
    private const string SplitLongTexts = "split-long-texts";
    private const string MaxListedUsers = "max-listed-users";
    private const string MaxQueuedBytes = "max-queued";
    private const string MaxQueuedFrames = "max-queued-frames";

    /// <inheritdoc/>
    public string Name => ChatSettings.ProtocolName;

    /// <inheritdoc/>
    public IReadOnlyList<string> Keys => [MaxTextLength, SplitLongTexts, MaxListedUsers, MaxQueuedBytes, MaxQueuedFrames];

    /// <inheritdoc/>
    public ProtocolSettings Read(SectionReader section, ListenerDefaults defaults)
    {
        var settings = Read(section, defaults.Chat);
        if (settings.MaxQueuedBytes >= settings.LeastMaxQueuedBytes) return settings;
        // Most likely one of these was changed, and the others were not thought of.
        var key = Array.Find([MaxQueuedBytes, MaxTextLength, MaxListedUsers], section.Has) ?? MaxQueuedBytes;
        section.Reject(
            key,
            $"{MaxQueuedBytes} is {ByteSizeText.Of(settings.MaxQueuedBytes)}, too little for the longest text and the list of users; "
            + $"allowed: {ByteSizeText.Of(settings.LeastMaxQueuedBytes)} or more, or a lower {MaxTextLength} or {MaxListedUsers}");
        return settings;
    }

    /// <inheritdoc/>
    public ListenerDefaults ReadDefaults(SectionReader section, ListenerDefaults builtIn) =>
        builtIn with { Chat = Read(section, builtIn.Chat) };

    private static ChatSettings Read(SectionReader section, ChatSettings defaults) => new()
    {
        MaxTextBytes = section.Bytes(MaxTextLength, defaults.MaxTextBytes, 1, 16 << 20),
        SplitLongTexts = section.Switch(SplitLongTexts, defaults.SplitLongTexts),
        MaxListedUsers = section.WholeNumber(MaxListedUsers, defaults.MaxListedUsers, 0, 1_000_000),
        MaxQueuedBytes = section.Bytes(MaxQueuedBytes, defaults.MaxQueuedBytes, 64 << 10, 1 << 30),
        MaxQueuedFrames = section.WholeNumber(MaxQueuedFrames, defaults.MaxQueuedFrames, 16, 1_000_000),
    };
}
