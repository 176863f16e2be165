using System.Net.Mime;
using System.Net.Sockets;
using System.Text;
using ActorEcho.Actors.Chat;
using ActorEcho.Actors.Listening;
using ActorEcho.Actors.Settings;
using Akka.Actor;
using Akka.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace ActorEcho.Node.Health;

/// <summary>
/// Tells over HTTP how the node is, in a line for each part of it: <c>/health</c> answers 200 when the node serves its users and
/// 503 when it does not, <c>/health/live</c> answers 200 as long as it answers. Made, and Kestrel loaded, only where the
/// configuration asks for it. It is there before the listeners are bound and until the actors have ended.
/// </summary>
internal sealed class HealthEndpoint(HealthSettings settings, IReadOnlyActorRegistry actors) : IHostedService, IAsyncDisposable
{
    public const string Path = "/health";

    private const string LivePath = Path + "/live";

    // Who asks for a node's health asks briefly and not often; nobody may hold it up by asking.
    private const int MaxConnections = 100;

    // Connections that say nothing, or no more, give their places back soon enough for the next who asks.
    private static readonly TimeSpan MaxSilence = TimeSpan.FromSeconds(5);

    private readonly WebApplication _application = Build(settings, actors);

    /// <summary>Where it is told, with the real port. Known once it has started.</summary>
    public Uri Uri => new($"{Addresses.First()}{Path}");

    private ICollection<string> Addresses =>
        _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;

    /// <exception cref="HealthEndpointException">The address cannot be bound.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _application.StartAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            throw new HealthEndpointException($"health: cannot bind http://{settings.Bind}: {exception.Message}", exception);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => _application.StopAsync(cancellationToken);

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private static WebApplication Build(HealthSettings settings, IReadOnlyActorRegistry actors)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = MaxConnections;
            kestrel.Limits.MaxRequestBodySize = 0;
            kestrel.Limits.KeepAliveTimeout = MaxSilence;
            kestrel.Limits.RequestHeadersTimeout = MaxSilence;
            kestrel.Listen(settings.Bind);
        });
        builder.Services.AddHealthChecks()
            .AddCheck("listeners", new ActorHealthCheck<ListenersHealth>(
                () => Find<ListenersSupervisor>(actors), GetListenersHealth.Instance, static health => health.AreUp, static health => health.Text))
            .AddCheck("chat", new ActorHealthCheck<ChatHealth>(
                () => Find<ChatRegistryActor>(actors), GetChatHealth.Instance, static health => health.IsOpen, static health => health.Text));
        var application = builder.Build();
        application.UseHealthChecks(LivePath, new HealthCheckOptions { Predicate = static _ => false, ResponseWriter = WriteAsync });
        application.UseHealthChecks(Path, new HealthCheckOptions { ResponseWriter = WriteAsync });
        return application;
    }

    private static IActorRef? Find<TActor>(IReadOnlyActorRegistry actors) =>
        actors.TryGet<TActor>(out var actor) ? actor : null;

    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        var text = new StringBuilder();
        text.AppendLine(report.Status == HealthStatus.Healthy ? "healthy" : "unhealthy");
        foreach (var (part, entry) in report.Entries) text.Append(part).Append(": ").AppendLine(entry.Description);
        context.Response.ContentType = MediaTypeNames.Text.Plain;
        return context.Response.WriteAsync(text.ToString(), context.RequestAborted);
    }
}

/// <summary>The node's health cannot be told where the configuration says.</summary>
/// <param name="message">Why, for the node's user.</param>
/// <param name="inner">The cause.</param>
internal sealed class HealthEndpointException(string message, Exception inner) : Exception(message, inner);
