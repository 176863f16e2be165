using Akka.Configuration;

namespace Akka.Actor;

// The phases: their names, their configuration and their order.
public sealed partial class CoordinatedShutdown
{
    /// <summary>The first phase; for an application's own tasks.</summary>
    public const string PhaseBeforeServiceUnbind = "before-service-unbind";

    /// <summary>No longer accept new connections and requests.</summary>
    public const string PhaseServiceUnbind = "service-unbind";

    /// <summary>Wait for the requests under way.</summary>
    public const string PhaseServiceRequestsDone = "service-requests-done";

    /// <summary>Close what serves requests.</summary>
    public const string PhaseServiceStop = "service-stop";

    /// <summary>For an application's own tasks after its services have stopped.</summary>
    public const string PhaseBeforeClusterShutdown = "before-cluster-shutdown";

    /// <summary>Hand over shards.</summary>
    public const string PhaseClusterShardingShutdownRegion = "cluster-sharding-shutdown-region";

    /// <summary>Leave the cluster.</summary>
    public const string PhaseClusterLeave = "cluster-leave";

    /// <summary>Hand over singletons.</summary>
    public const string PhaseClusterExiting = "cluster-exiting";

    /// <summary>Wait until the exit is known in the cluster.</summary>
    public const string PhaseClusterExitingDone = "cluster-exiting-done";

    /// <summary>Shut the cluster's node down.</summary>
    public const string PhaseClusterShutdown = "cluster-shutdown";

    /// <summary>For an application's own tasks just before the actor system ends.</summary>
    public const string PhaseBeforeActorSystemTerminate = "before-actor-system-terminate";

    /// <summary>The last phase: the actor system ends.</summary>
    public const string PhaseActorSystemTerminate = "actor-system-terminate";

    /// <summary>Reads the phases under <c>akka.coordinated-shutdown</c>.</summary>
    internal static Dictionary<string, Phase> PhasesFromConfig(Config config)
    {
        var defaultTimeout = config.GetTimeSpan("default-phase-timeout");
        var phases = new Dictionary<string, Phase>();
        var section = config.GetConfig("phases") ?? Config.Empty;
        foreach (var (name, _) in section.Root.GetObject().Items)
        {
            var phase = section.GetConfig($"\"{name}\"") ?? Config.Empty;
            phases.Add(name, new Phase(
                phase.GetStringList("depends-on", []).ToHashSet(),
                phase.GetTimeSpan("timeout", defaultTimeout),
                phase.GetBoolean("recover", true),
                phase.GetBoolean("enabled", true)));
        }
        return phases;
    }

    /// <summary>
    /// Orders the phases so that each comes after all that it depends on, and otherwise by name. A phase that is named
    /// only as a dependency takes its place too.
    /// </summary>
    /// <exception cref="ArgumentException">A phase depends on itself, directly or through others.</exception>
    internal static List<string> TopologicalSort(IReadOnlyDictionary<string, Phase> phases)
    {
        var ordered = new List<string>();
        var done = new HashSet<string>();
        var underWay = new HashSet<string>();
        foreach (var name in phases.Keys.Order(StringComparer.Ordinal))
            Visit(name);
        return ordered;

        void Visit(string name)
        {
            if (done.Contains(name))
                return;
            if (!underWay.Add(name))
            {
                throw new ArgumentException(
                    $"Cycle detected in graph of phases. It must be a DAG. phase [{name}] depends transitively on itself. " +
                    $"All dependencies: [{string.Join("; ", phases.Select(entry => $"{entry.Key}: {entry.Value}"))}]",
                    nameof(phases));
            }
            if (phases.TryGetValue(name, out var phase))
            {
                foreach (var dependency in phase.DependsOn.Order(StringComparer.Ordinal))
                    Visit(dependency);
            }
            done.Add(name);
            ordered.Add(name);
        }
    }
}
