using ActorEcho.Actors.Protocols.Echo;

namespace ActorEcho.Actors.Settings.Reading;

/// <summary>Reads what only echo has.</summary>
internal sealed class EchoReader : IProtocolReader
{
    private const string Mode = "mode";

    /// <inheritdoc/>
    public string Name => EchoSettings.ProtocolName;

    /// <inheritdoc/>
    public IReadOnlyList<string> Keys => [Mode];

    /// <inheritdoc/>
    public ProtocolSettings Read(SectionReader section, ListenerDefaults defaults) => Read(section, defaults.Echo);

    /// <inheritdoc/>
    public ListenerDefaults ReadDefaults(SectionReader section, ListenerDefaults builtIn) =>
        builtIn with { Echo = Read(section, builtIn.Echo) };

    private static EchoSettings Read(SectionReader section, EchoSettings defaults) => new()
    {
        Mode = section.Choice(Mode, defaults.Mode, ("stream", EchoMode.Stream), ("once", EchoMode.Once)),
    };
}
