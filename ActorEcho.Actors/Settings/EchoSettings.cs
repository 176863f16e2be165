using ActorEcho.Actors.Protocols.Echo;

namespace ActorEcho.Actors.Settings;

/// <summary>A listener that echoes. A new instance holds the defaults; this is where they live.</summary>
public sealed record EchoSettings : ProtocolSettings
{
    /// <summary>The protocol's name in the configuration.</summary>
    public const string ProtocolName = "echo";

    /// <summary>The defaults.</summary>
    public static EchoSettings Default { get; } = new();

    /// <inheritdoc/>
    public override string Name => ProtocolName;

    /// <summary>Whether a connection lasts. By default it does, as RFC 862 has it.</summary>
    public EchoMode Mode { get; init; } = EchoMode.Stream;
}
