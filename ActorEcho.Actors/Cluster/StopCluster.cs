namespace ActorEcho.Actors.Cluster;

/// <summary>Tells the registry to store what waits, part from its users and free their names; answered with
/// <see cref="ClusterStopped"/> when that is done, or when the database is away and the names become free with the lease.</summary>
public sealed record StopCluster
{
    private StopCluster()
    {
    }

    /// <summary>The only one.</summary>
    public static StopCluster Instance { get; } = new();
}

/// <summary>The answer to <see cref="StopCluster"/>.</summary>
public sealed record ClusterStopped
{
    internal ClusterStopped()
    {
    }
}
