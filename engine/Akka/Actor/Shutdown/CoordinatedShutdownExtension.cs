using Akka.Configuration;
using Akka.Event;

namespace Akka.Actor;

/// <summary>Creates an actor system's <see cref="CoordinatedShutdown"/> and ties it to the ends of the system and the process.</summary>
public sealed class CoordinatedShutdownExtension : ExtensionIdProvider<CoordinatedShutdown>
{
    /// <inheritdoc/>
    public override CoordinatedShutdown CreateExtension(ExtendedActorSystem system)
    {
        ArgumentNullException.ThrowIfNull(system);
        var config = system.Settings.Config.GetConfig("akka.coordinated-shutdown")
            ?? throw new ConfigurationException("akka.coordinated-shutdown is not configured; lay the configuration over ConfigurationFactory.Default()");
        // Terminate would run the phases, and none of them would terminate anything.
        if (config.GetBoolean("run-by-actor-system-terminate") && !config.GetBoolean("terminate-actor-system"))
        {
            throw config.Refuse(
                "terminate-actor-system",
                "akka.coordinated-shutdown.run-by-actor-system-terminate=on and akka.coordinated-shutdown.terminate-actor-system=off " +
                "is not a supported configuration combination; switch the first off too");
        }

        var shutdown = new CoordinatedShutdown(system, CoordinatedShutdown.PhasesFromConfig(config));
        var processEnd = config.GetBoolean("run-by-clr-shutdown-hook") ? ProcessEndHook.Install(shutdown) : null;
        shutdown.AddTask(
            CoordinatedShutdown.PhaseActorSystemTerminate,
            "terminate-system",
            () => TerminateSystem(shutdown, WithOverrides(config, shutdown.ShutdownReason!), processEnd));
        return shutdown;
    }

    /// <summary>The settings for a shutdown of that reason: what <c>reason-overrides</c> says of it, over the others.</summary>
    internal static Config WithOverrides(Config config, CoordinatedShutdown.Reason reason) =>
        config.GetConfig($"reason-overrides.\"{reason.GetType().FullName}\"").SafeWithFallback(config);

    private static async Task<Done> TerminateSystem(CoordinatedShutdown shutdown, Config config, ProcessEndHook? processEnd)
    {
        var exits = config.GetBoolean("exit-clr");
        if (config.GetBoolean("terminate-actor-system"))
        {
            // A process that is to exit must not be kept by an actor that does not stop.
            var limit = exits ? shutdown.Timeout(CoordinatedShutdown.PhaseActorSystemTerminate) : Timeout.InfiniteTimeSpan;
            await EndWithin(shutdown.System, limit).ConfigureAwait(false);
        }
        if (exits && (processEnd is null || processEnd.TryDisarm()))
            Environment.Exit(shutdown.ShutdownReason!.ExitCode);
        return Done.Instance;
    }

    /// <summary>Ends the actors, and waits for that no longer than the limit.</summary>
    internal static async Task EndWithin(ExtendedActorSystem system, TimeSpan limit)
    {
        try
        {
            await system.FinalTerminate().WaitAsync(limit).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            system.Log.Warning("The actor system has not terminated within {0}; it is not waited for any longer", limit);
        }
    }
}
