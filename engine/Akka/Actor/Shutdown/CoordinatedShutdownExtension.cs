using Akka.Actor.Internal;
using Akka.Configuration;

namespace Akka.Actor;

/// <summary>Creates an actor system's <see cref="CoordinatedShutdown"/> and ties it to the ends of the system and the process.</summary>
public sealed class CoordinatedShutdownExtension : ExtensionIdProvider<CoordinatedShutdown>
{
    /// <inheritdoc/>
    public override CoordinatedShutdown CreateExtension(ExtendedActorSystem system)
    {
        ArgumentNullException.ThrowIfNull(system);
        var config = system.Settings.Config.GetConfig("akka.coordinated-shutdown");
        var shutdown = new CoordinatedShutdown(system, CoordinatedShutdown.PhasesFromConfig(config));
        var processEnd = config.GetBoolean("run-by-clr-shutdown-hook") ? ProcessEndHook.Install(shutdown) : null;
        AddActorSystemTermination((ActorSystemImpl)system, config, shutdown, processEnd);
        return shutdown;
    }

    private static void AddActorSystemTermination(ActorSystemImpl system, Config config, CoordinatedShutdown shutdown, ProcessEndHook? processEnd)
    {
        var terminates = config.GetBoolean("terminate-actor-system");
        var exits = config.GetBoolean("exit-clr");
        if (!terminates && !exits)
            return;

        shutdown.AddTask(CoordinatedShutdown.PhaseActorSystemTerminate, "terminate-system", async () =>
        {
            if (terminates)
                await EndWithin(system, exits ? shutdown.Timeout(CoordinatedShutdown.PhaseActorSystemTerminate) : Timeout.InfiniteTimeSpan);
            if (exits && (processEnd is null || processEnd.TryDisarm()))
                Environment.Exit(shutdown.ShutdownReason!.ExitCode);
            return Done.Instance;
        });
    }

    // A process that is to exit must not be kept by an actor that does not stop.
    private static async Task EndWithin(ActorSystemImpl system, TimeSpan limit)
    {
        try
        {
            await system.FinalTerminate().WaitAsync(limit).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            system.Log.Warning("The actor system has not terminated within {0}; the process exits nevertheless", limit);
        }
    }
}
