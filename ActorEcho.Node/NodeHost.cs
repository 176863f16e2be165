using ActorEcho.Actors.Listening;
using ActorEcho.Actors.Settings;
using ActorEcho.Node.Health;
using Akka.Actor;
using Akka.Configuration;
using Akka.Hosting;
using Akka.IO;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using AkkaLogLevel = Akka.Event.LogLevel;

namespace ActorEcho.Node;

/// <summary>The node from start to stop: a host, in it an actor system, in that the listeners.</summary>
internal sealed partial class NodeHost(
    ServerConfiguration configuration, TextReader input, TextWriter output, TextWriter errors)
{
    // Beyond what the server's actors are given; the actor system ends in a fraction of a second.
    private static readonly TimeSpan StopMargin = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1);

    private bool _actorsStarted;

    private TimeSpan LongestStop => ServerActors.LongestStop(configuration.Settings) + StopMargin;

    /// <summary>Runs until something stops the node.</summary>
    /// <param name="reload">What asks for certificates to be read again.</param>
    /// <param name="cancellationToken">Stops it, as a signal does.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(CertificateReload reload, CancellationToken cancellationToken)
    {
        using var host = Build();
        var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
        var logger = host.Services.GetRequiredService<ILogger<NodeHost>>();
        await using var stopOnCancel = cancellationToken.Register(lifetime.StopApplication);
        if (!await MakeEngineAsync(host)) return ExitCode.BadConfiguration;
        int code;
        bool stopped;
        try
        {
            code = await ServeAsync(host, lifetime, reload, logger, cancellationToken);
        }
        finally
        {
            stopped = await StopAsync(host);
        }

        if (!stopped) return ExitCode.StopFailed;
        LogStopped(logger);
        return code;
    }

    /// <summary>Starts the host, tells where it listens and waits until it is to stop.</summary>
    private async Task<int> ServeAsync(
        IHost host, IHostApplicationLifetime lifetime, CertificateReload reload, ILogger logger, CancellationToken cancellationToken)
    {
        try
        {
            await host.StartAsync(cancellationToken);
            var listeners = host.Services.GetRequiredService<IReadOnlyActorRegistry>().Get<ListenersSupervisor>();
            reload.Tell(listeners);
            await TellListenersAsync(host, await ListenersHosting.WhenBoundAsync(listeners, lifetime.ApplicationStopping), logger);
            LogStarted(logger, configuration.Settings.Listeners.Length);
            new ConsoleCommands(input, lifetime).Watch();
            await WhenStoppingAsync(lifetime);
            LogStopping(logger);
            return ExitCode.Success;
        }
        catch (Exception exception) when (exception is HealthEndpointException or ListenersException)
        {
            await errors.WriteLineAsync(exception.Message);
            return ExitCode.StartFailed;
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // Stopped while starting: by a signal, or because the actor system could not start and has said why.
            return _actorsStarted ? ExitCode.Success : ExitCode.StartFailed;
        }
    }

    /// <summary>Stops the host; says so where it does not stop in its time.</summary>
    internal async Task<bool> StopAsync(IHost host)
    {
        try
        {
            await host.StopAsync(CancellationToken.None);
            return true;
        }
        catch (OperationCanceledException)
        {
            await TellLastAsync(
                $"the node did not stop within {LongestStop.TotalSeconds} s, {StopMargin.TotalSeconds} s more than its timeouts allow in all; it ends as it is");
            return false;
        }
    }

    // A terminal that is held, or a pipe that nobody reads, must not keep the process from ending.
    private async Task TellLastAsync(string text)
    {
        try
        {
            await Task.Run(() => errors.WriteLine(text)).WaitAsync(LastWords);
        }
        catch (TimeoutException)
        {
            // Nobody reads it.
        }
    }

    /// <summary>Says whether the engine takes its settings; starts nothing that can be noticed from outside.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> CheckAsync()
    {
        using var host = Build();
        if (!await MakeEngineAsync(host)) return ExitCode.BadConfiguration;
        await host.Services.GetRequiredService<ActorSystem>().Terminate();
        return ExitCode.Success;
    }

    /// <summary>Makes the engine before anything starts, so that settings which it refuses are told as what they are.</summary>
    private async Task<bool> MakeEngineAsync(IHost host)
    {
        ActorSystem? system = null;
        try
        {
            system = host.Services.GetRequiredService<ActorSystem>();
            // What it reads only when it is used is read now.
            CoordinatedShutdown.Get(system);
            var tcp = TcpSettings.Create(system);
            system.Dispatchers.Lookup(tcp.ManagementDispatcher);
            system.Dispatchers.Lookup(tcp.ConnectionDispatcher);
            system.Dispatchers.Lookup(Dns.Instance.Get(system).Settings.Dispatcher);
            return true;
        }
        catch (ConfigurationException exception)
        {
            await errors.WriteLineAsync(exception.Message);
            if (system is not null) await system.Terminate();
            return false;
        }
    }

    private IHost Build()
    {
        // Nothing but hocon.conf configures the node: no appsettings.json that happens to lie about, no DOTNET_ variables.
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = LongestStop);
        builder.Services.Configure<ConsoleLifetimeOptions>(static console => console.SuppressStatusMessages = true);
        builder.Logging.AddStandardErrorLog(configuration.Settings.LogLevel);
        // Before the actors, so that it is there while they start and stop; and not even its code is loaded where nobody wants it.
        if (configuration.Settings.Health is { } health) AddHealth(builder.Services, health);
        builder.Services.AddAkka("ActorEcho", akka => akka
            .AddHocon(configuration.Hocon, HoconAddMode.Append)
            .AddHocon($"akka.stdout-logger-class = {StandardErrorLogger.ConfiguredName}", HoconAddMode.Append)
            .AddHocon($"akka.log-dead-letters = {DeadLetters(configuration.Settings.LogLevel)}", HoconAddMode.Append)
            .ConfigureLoggers(loggers =>
            {
                loggers.LogLevel = AkkaLevel(configuration.Settings.LogLevel);
                loggers.ClearLoggers();
                loggers.AddLoggerFactory();
            })
            .WithServer(configuration.Settings)
            .AddStartup((_, _) => _actorsStarted = true));
        return builder.Build();
    }

    private static void AddHealth(IServiceCollection services, HealthSettings settings) => services
        .AddSingleton(provider => new HealthEndpoint(settings, provider.GetRequiredService<IReadOnlyActorRegistry>()))
        .AddHostedService(static provider => provider.GetRequiredService<HealthEndpoint>());

    private static string HealthUri(IHost host) => host.Services.GetRequiredService<HealthEndpoint>().Uri.ToString();

    private async Task TellListenersAsync(IHost host, ListenersBound bound, ILogger logger)
    {
        try
        {
            await output.WriteAsync(ListenerTable.Of(bound.Listeners, configuration.Settings.Health is null ? null : HealthUri(host)));
            await output.FlushAsync(CancellationToken.None);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Closed, or a full disk: no reason not to serve, and the log tells the addresses too.
            LogNoOutput(logger, exception.Message);
        }
    }

    private static async Task WhenStoppingAsync(IHostApplicationLifetime lifetime)
    {
        var stopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStopping.Register(stopping.SetResult);
        await stopping.Task;
    }

    // Clients vanish at any moment, and what was under way to them is lost, as it must be: news for whoever looks for a fault.
    private static string DeadLetters(LogLevelSetting level) => level == LogLevelSetting.Debug ? "on" : "off";

    private static AkkaLogLevel AkkaLevel(LogLevelSetting level) => level switch
    {
        LogLevelSetting.Debug => AkkaLogLevel.DebugLevel,
        LogLevelSetting.Info => AkkaLogLevel.InfoLevel,
        LogLevelSetting.Warning => AkkaLogLevel.WarningLevel,
        _ => AkkaLogLevel.ErrorLevel,
    };

    [LoggerMessage(1, LogLevel.Information, "Started with {Count} listener(s)")]
    private static partial void LogStarted(ILogger logger, int count);

    [LoggerMessage(2, LogLevel.Information, "Stopping")]
    private static partial void LogStopping(ILogger logger);

    [LoggerMessage(3, LogLevel.Information, "Stopped")]
    private static partial void LogStopped(ILogger logger);

    [LoggerMessage(4, LogLevel.Warning, "Standard output cannot be written, so it does not say where the node listens: {Reason}")]
    private static partial void LogNoOutput(ILogger logger, string reason);
}
