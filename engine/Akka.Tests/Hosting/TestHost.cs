using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Akka.Tests.Hosting;

/// <summary>A plain host with an actor system and nothing on the console.</summary>
internal static class TestHost
{
    /// <summary>How long a test waits for what should come at once on an idle machine.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    public static IHost With(
        Action<AkkaConfigurationBuilder> akka, Action<IServiceCollection>? services = null, ILoggerProvider? log = null)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Logging.SetMinimumLevel(LogLevel.Debug);
        if (log is not null)
        {
            builder.Logging.AddProvider(log);
        }

        services?.Invoke(builder.Services);
        builder.Services.AddAkka("hosted", configuration =>
        {
            configuration
                .AddHocon("akka.stdout-loglevel = OFF", HoconAddMode.Append)
                .ConfigureLoggers(loggers => loggers.ClearLoggers());
            akka(configuration);
        });
        return builder.Build();
    }

    /// <summary>A token that ends a wait which would otherwise hang the run.</summary>
    public static CancellationToken Soon() => new CancellationTokenSource(Deadline).Token;

    /// <summary>Waits until the host has begun, or ended, to stop.</summary>
    public static async Task WhenAsync(CancellationToken lifetimeEvent)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetimeEvent.Register(reached.SetResult);
        await reached.Task.WaitAsync(Deadline, CancellationToken.None);
    }
}
