using Akka.Actor;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Akka.Hosting;

/// <summary>
/// Ties the lives of host and actor system together: the system starts with the host, the host's stop runs
/// <see cref="Actor.CoordinatedShutdown"/>, and a system that terminates by itself stops the host.
/// </summary>
public class AkkaHostedService : IHostedService
{
    private const int StartFailed = 1;

    /// <summary>The system; null until <see cref="StartAsync"/>.</summary>
    protected ActorSystem? ActorSystem;

    /// <summary>The system's shutdown, fetched at start since a terminated system gives none away; null until <see cref="StartAsync"/>.</summary>
    protected CoordinatedShutdown? CoordinatedShutdown;

    /// <summary>Describes the system.</summary>
    protected readonly AkkaConfigurationBuilder ConfigurationBuilder;

    /// <summary>The host's services.</summary>
    protected readonly IServiceProvider ServiceProvider;

    /// <summary>The host's life, if there is a host.</summary>
    protected readonly IHostApplicationLifetime? HostApplicationLifetime;

    /// <summary>Where failures to start are told.</summary>
    protected readonly ILogger<AkkaHostedService> Logger;

    /// <summary>Creates the service; the container does that.</summary>
    /// <param name="configurationBuilder">Describes the system.</param>
    /// <param name="serviceProvider">The host's services.</param>
    /// <param name="logger">Where failures to start are told.</param>
    /// <param name="applicationLifetime">The host's life, if there is a host.</param>
    public AkkaHostedService(
        AkkaConfigurationBuilder configurationBuilder,
        IServiceProvider serviceProvider,
        ILogger<AkkaHostedService> logger,
        IHostApplicationLifetime? applicationLifetime)
    {
        ConfigurationBuilder = configurationBuilder;
        ServiceProvider = serviceProvider;
        Logger = logger;
        HostApplicationLifetime = applicationLifetime;
    }

    /// <summary>
    /// Makes the system, starts its actors and runs its startup tasks. A failure is logged as critical, told on standard
    /// error whatever the log settings, and stops the host; it is not thrown. The process's exit code is then 1, unless its main
    /// program returns another.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait for actor starters.</param>
    /// <returns>A task that ends when everything has started, or could not.</returns>
    public virtual async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            ActorSystem = ServiceProvider.GetRequiredService<ActorSystem>();
            CoordinatedShutdown = CoordinatedShutdown.Get(ActorSystem);
            _ = StopHostAfterAsync(ActorSystem.WhenTerminated);
            await ConfigurationBuilder.StartAsync(ActorSystem).WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception)
        {
            Logger.LogCritical(exception, "Unable to start AkkaHostedService - shutting down application");
            await Console.Error.WriteLineAsync(
                $"Unable to start AkkaHostedService due to [{exception}] - shutting down application");
            // A main program that returns no code of its own would else end as if all had gone well.
            Environment.ExitCode = StartFailed;
            HostApplicationLifetime?.StopApplication();
        }
    }

    /// <summary>Runs the coordinated shutdown to its end; does nothing when the system never started or is gone.</summary>
    /// <param name="cancellationToken">Ends the wait, not the shutdown.</param>
    /// <returns>A task that ends with the shutdown.</returns>
    public virtual async Task StopAsync(CancellationToken cancellationToken)
    {
        if (ActorSystem is null || CoordinatedShutdown is null || ActorSystem.WhenTerminated.IsCompleted)
        {
            return;
        }

        await CoordinatedShutdown.Run(CoordinatedShutdown.ClrExitReason.Instance).WaitAsync(cancellationToken);
    }

    private async Task StopHostAfterAsync(Task terminated)
    {
        try
        {
            await terminated;
        }
        catch (Exception exception)
        {
            Logger.LogError(exception, "The actor system ended with an error");
        }

        HostApplicationLifetime?.StopApplication();
    }
}
