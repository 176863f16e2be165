using ActorEcho.Actors.Chat;
using ActorEcho.Actors.Cluster;
using ActorEcho.Actors.Connections;
using ActorEcho.Actors.Listening;
using ActorEcho.Actors.Settings;
using Akka;
using Akka.Actor;
using Akka.Hosting;

namespace ActorEcho.Node;

/// <summary>The server's actors in the node's actor system: <c>/user/chat</c> and <c>/user/listeners</c>.</summary>
internal static class ServerActors
{
    // Beyond what the phase waits for.
    private static readonly TimeSpan PhaseMargin = TimeSpan.FromSeconds(5);

    /// <summary>Starts the server's actors with the system, and stops its listeners before anything else when the system stops.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="settings">The server's settings.</param>
    /// <returns><paramref name="builder"/>.</returns>
    public static AkkaConfigurationBuilder WithServer(this AkkaConfigurationBuilder builder, ServerSettings settings) =>
        builder
            .AddHocon(
                $"akka.coordinated-shutdown.phases.{CoordinatedShutdown.PhaseServiceStop}.timeout = {ClusterStop(settings.Cluster).ToHocon()}",
                HoconAddMode.Append)
            .WithActors((system, registry) => StartChat(system, registry, settings.Cluster))
            .WithListeners(
                settings.Listeners,
                static (listener, registry) => BuiltInProtocols.Host(listener.Protocol, registry.Get<ChatRegistryActor>()),
                settings.StopTimeout);

    /// <summary>How long the server's actors may take to stop.</summary>
    /// <param name="settings">The server's settings.</param>
    /// <returns>The time that the phases of their stop have together.</returns>
    public static TimeSpan LongestStop(ServerSettings settings) => ListenersHosting.LongestStop(settings.StopTimeout) + ClusterStop(settings.Cluster);

    private static void StartChat(ActorSystem system, IActorRegistry registry, ClusterSettings? cluster)
    {
        var chat = system.ActorOf(cluster is null ? ChatRegistryActor.Props() : ClusterRegistryActor.Props(cluster), "chat");
        registry.Register<ChatRegistryActor>(chat);
        if (cluster is null) return;
        // After the listeners: by then everybody has left, and what they said last is on its way.
        CoordinatedShutdown.Get(system).AddTask(CoordinatedShutdown.PhaseServiceStop, "leave-cluster", async () =>
        {
            await chat.Ask<ClusterStopped>(StopCluster.Instance, Timeout.InfiniteTimeSpan);
            return Done.Instance;
        });
    }

    /// <summary>What the last words to the database may take: storing what waits, and a call that opens a connection first.</summary>
    private static TimeSpan ClusterStop(ClusterSettings? cluster) =>
        cluster is null ? PhaseMargin : cluster.StoreTimeout * 5 + PhaseMargin;
}
