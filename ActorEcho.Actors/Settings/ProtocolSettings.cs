namespace ActorEcho.Actors.Settings;

/// <summary>What a listener speaks, with that protocol's own settings: one derived type a protocol.</summary>
public abstract record ProtocolSettings
{
    /// <summary>The protocol's name in the configuration: <c>echo</c>, <c>ping-pong</c>, <c>chat</c>.</summary>
    public abstract string Name { get; }
}
