using ActorEcho.Actors.Chat;
using ActorEcho.Actors.Cluster;
using ActorEcho.Actors.Connections;
using ActorEcho.Actors.Listening;
using ActorEcho.Actors.Settings;
using Akka;
using Akka.Actor;
using Akka.Hosting;
using Akka.IO;

namespace ActorEcho.Node;

/// <summary>The server's actors in the node's actor system: <c>/user/chat</c> and <c>/user/listeners</c>.</summary>
internal static class ServerActors
{
    // The phase must outlast what it waits for, or it would be given up just when the last clients are cut off.
    private static readonly TimeSpan PhaseMargin = TimeSpan.FromSeconds(5);

    /// <summary>Starts the server's actors with the system, and stops its listeners before anything else when the system stops.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="settings">The server's settings.</param>
    /// <returns><paramref name="builder"/>.</returns>
    public static AkkaConfigurationBuilder WithServer(this AkkaConfigurationBuilder builder, ServerSettings settings) =>
        builder
            .AddHocon(
                $"akka.coordinated-shutdown.phases.{CoordinatedShutdown.PhaseServiceUnbind}.timeout = {ListenersStop(settings).ToHocon()}",
                HoconAddMode.Append)
            .AddHocon(
                $"akka.coordinated-shutdown.phases.{CoordinatedShutdown.PhaseServiceStop}.timeout = {ClusterStop(settings.Cluster).ToHocon()}",
                HoconAddMode.Append)
            .WithActors((system, registry) => Start(system, registry, settings));

    /// <summary>How long the server's actors may take to stop.</summary>
    /// <param name="settings">The server's settings.</param>
    /// <returns>The time that the phases of their stop have together.</returns>
    public static TimeSpan LongestStop(ServerSettings settings) => ListenersStop(settings) + ClusterStop(settings.Cluster);

    private static void Start(ActorSystem system, IActorRegistry registry, ServerSettings settings)
    {
        var chat = system.ActorOf(
            settings.Cluster is { } cluster ? ClusterRegistryActor.Props(cluster) : ChatRegistryActor.Props(), "chat");
        registry.Register<ChatRegistryActor>(chat);

        var listeners = system.ActorOf(
            ListenersSupervisor.Props(
                settings.Listeners,
                listener => BuiltInProtocols.Host(listener.Protocol, chat),
                Tcp.Manager(system)),
            "listeners");
        registry.Register<ListenersSupervisor>(listeners);

        CoordinatedShutdown.Get(system).AddTask(CoordinatedShutdown.PhaseServiceUnbind, "stop-listeners", async () =>
        {
            await listeners.Ask<ListenersStopped>(new StopListeners(settings.StopTimeout), Timeout.InfiniteTimeSpan);
            return Done.Instance;
        });
        if (settings.Cluster is not null)
        {
            // After the listeners: by then everybody has left, and what they said last is on its way.
            CoordinatedShutdown.Get(system).AddTask(CoordinatedShutdown.PhaseServiceStop, "leave-cluster", async () =>
            {
                await chat.Ask<ClusterStopped>(StopCluster.Instance, Timeout.InfiniteTimeSpan);
                return Done.Instance;
            });
        }
    }

    private static TimeSpan ListenersStop(ServerSettings settings) => settings.StopTimeout + PhaseMargin;

    /// <summary>What the last words to the database may take: storing what waits, and a call that opens a connection first.</summary>
    private static TimeSpan ClusterStop(ClusterSettings? cluster) =>
        cluster is null ? PhaseMargin : cluster.StoreTimeout * 5 + PhaseMargin;
}
