namespace ActorEcho.Actors.Cluster;

/// <summary>Asks the registry how it is; answered with <see cref="ClusterHealth"/>.</summary>
public sealed record GetClusterHealth
{
    private GetClusterHealth()
    {
    }

    /// <summary>The only one.</summary>
    public static GetClusterHealth Instance { get; } = new();
}

/// <summary>How this node's part of the cluster is.</summary>
/// <param name="IsOpen">Whether users can join and talk.</param>
/// <param name="Users">How many users this node has.</param>
/// <param name="Text">The same in plain words, with the reason when something is wrong.</param>
public sealed record ClusterHealth(bool IsOpen, int Users, string Text);

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
