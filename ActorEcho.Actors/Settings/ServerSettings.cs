using System.Collections.Immutable;

namespace ActorEcho.Actors.Settings;

/// <summary>
/// Everything the server is told by its configuration: read once at start, complete, valid and immutable.
/// </summary>
/// <param name="Listeners">At least one listener; the names differ, and so do the addresses unless the port is 0.</param>
/// <param name="LogLevel">The least level that is logged.</param>
public sealed record ServerSettings(ImmutableArray<ListenerSettings> Listeners, LogLevelSetting LogLevel);
