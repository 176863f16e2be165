using ActorEcho.Actors.Transports;

namespace ActorEcho.Actors.Settings;

/// <summary>One listener: where it listens, what it speaks, how much it allows. Immutable.</summary>
/// <param name="Name">Its name: the key under <c>actor-echo.listeners</c>, fit to name an actor.</param>
/// <param name="Bind">Where it listens.</param>
/// <param name="Protocol">What it speaks.</param>
/// <param name="Limits">How much it allows, whatever it speaks.</param>
public sealed record ListenerSettings(
    string Name, BindAddress Bind, ProtocolSettings Protocol, ListenerLimits Limits);
