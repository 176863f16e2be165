using System.Collections.Immutable;

namespace ActorEcho.Actors.Settings;

/// <summary>
/// Everything the server is told by its configuration: read once at start, complete, valid and immutable.
/// </summary>
/// <param name="Listeners">At least one listener; the names differ, and so do the addresses unless the port is 0.</param>
public sealed record ServerSettings(ImmutableArray<ListenerSettings> Listeners)
{
    /// <summary>The least level that is logged. By default info: a line for what changes, none for what goes its usual way.</summary>
    public LogLevelSetting LogLevel { get; init; } = LogLevelSetting.Info;

    /// <summary>
    /// How long clients have, when the server stops, to take what they are owed, 0 to 10 minutes; those that are left are cut
    /// off. By default 5 s, as long as after any other last answer; service managers commonly allow 10 s and more.
    /// </summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>What makes the node's chat part of a cluster's; null, by default, when the node is on its own.</summary>
    public ClusterSettings? Cluster { get; init; }

    /// <summary>Where the node tells how it is; null, by default, when it does not.</summary>
    public HealthSettings? Health { get; init; }
}
