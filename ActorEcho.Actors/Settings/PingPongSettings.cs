using ActorEcho.Actors.Protocols.PingPong;

namespace ActorEcho.Actors.Settings;

/// <summary>A listener that plays ping-pong. A new instance holds the defaults; this is where they live.</summary>
public sealed record PingPongSettings : ProtocolSettings
{
    /// <summary>The protocol's name in the configuration.</summary>
    public const string ProtocolName = "ping-pong";

    /// <summary>The defaults.</summary>
    public static PingPongSettings Default { get; } = new();

    /// <inheritdoc/>
    public override string Name => ProtocolName;

    /// <summary>
    /// The longest line, in bytes without its end, 1 B to 16 MiB; a longer one is answered with an error and the connection
    /// closes. By default 64 KiB: far above what people type, far below what would hurt.
    /// </summary>
    public int MaxLineBytes { get; init; } = PingPongProtocol.DefaultMaxLineBytes;
}
