namespace ActorEcho.Actors.Cluster.Storage;

/// <summary>
/// How the setting <c>lease</c> is divided. It promises when the names of a node that was killed are free and the others have
/// heard of it; the database must hence regard the lease as over a little earlier, and the node itself earlier still.
/// </summary>
internal static class LeaseTimes
{
    /// <summary>What the database grants, from the moment of its own clock when it does.</summary>
    public static TimeSpan Granted(TimeSpan lease) => lease * 0.8;

    /// <summary>
    /// When the node parts from its users, from the moment of its monotonic clock when it last asked successfully: a quarter of
    /// the grant before anyone else may have their names.
    /// </summary>
    public static TimeSpan CutOff(TimeSpan lease) => lease * 0.6;

    /// <summary>How often the lease is extended and leases that are over are looked for.</summary>
    public static TimeSpan Beat(TimeSpan lease) => lease / 10;
}
