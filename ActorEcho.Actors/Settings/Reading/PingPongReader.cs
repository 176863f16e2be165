namespace ActorEcho.Actors.Settings.Reading;

/// <summary>Reads what only ping-pong has.</summary>
internal sealed class PingPongReader : IProtocolReader
{
    private const string MaxLineLength = "max-line-length";

    /// <inheritdoc/>
    public string Name => PingPongSettings.ProtocolName;

    /// <inheritdoc/>
    public IReadOnlyList<string> Keys => [MaxLineLength];

    /// <inheritdoc/>
    public ProtocolSettings Read(SectionReader section, ListenerDefaults defaults) => Read(section, defaults.PingPong);

    /// <inheritdoc/>
    public ListenerDefaults ReadDefaults(SectionReader section, ListenerDefaults builtIn) =>
        builtIn with { PingPong = Read(section, builtIn.PingPong) };

    private static PingPongSettings Read(SectionReader section, PingPongSettings defaults) => new()
    {
        MaxLineBytes = section.Bytes(MaxLineLength, defaults.MaxLineBytes, 1, 16 << 20),
    };
}
