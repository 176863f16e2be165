using ActorEcho.Actors.Cluster;
using ActorEcho.Actors.Settings;
using ActorEcho.Tests.Chat;
using Akka.Actor;

namespace ActorEcho.Tests.Cluster;

/// <summary>The registries of two nodes, to which the sessions are put in turn.</summary>
[Collection(PostgreSqlTests.Name)]
public sealed class ClusterRegistryBehaviourTests(PostgreSqlServer server) : ChatRegistryBehaviour
{
    protected override async Task<IActorRef[]> StartAsync()
    {
        var settings = new ClusterSettings(PostgreSqlServer.ConnectionString(server.Port))
        {
            Schema = server.NewSchema(),
            Lease = TimeSpan.FromMinutes(1),
            StoreTimeout = TimeSpan.FromSeconds(20),
        };
        IActorRef[] registries =
        [
            Sys.ActorOf(ClusterRegistryActor.Props(settings with { Node = "one" }), "chat-one"),
            Sys.ActorOf(ClusterRegistryActor.Props(settings with { Node = "two" }), "chat-two"),
        ];
        foreach (var registry in registries) await ClusterNode.AwaitOpenAsync(registry);
        return registries;
    }
}
