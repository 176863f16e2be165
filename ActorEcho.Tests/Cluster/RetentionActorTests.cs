using ActorEcho.Actors.Cluster;
using ActorEcho.Actors.Cluster.Storage;
using ActorEcho.Actors.Settings;
using Akka.TestKit.Xunit2;

namespace ActorEcho.Tests.Cluster;

[Collection(PostgreSqlTests.Name)]
public sealed class RetentionActorTests(PostgreSqlServer server) : TestKit
{
    [PostgreSqlFact]
    public async Task That_nothing_can_be_forgotten_is_said_once_it_has_failed_several_times()
    {
        await using var database = new DatabaseProxy(server.Port);
        database.Cut();
        var settings = new ClusterSettings(PostgreSqlServer.ConnectionString(database.Port))
        {
            Schema = server.NewSchema(),
            Node = "one",
            Lease = TimeSpan.FromMilliseconds(100),
        };
        await EventFilter.Warning(contains: "could not be tidied 3 times in a row").ExpectOneAsync(
            TimeSpan.FromSeconds(20),
            () =>
            {
                Sys.ActorOf(RetentionActor.Props(new ClusterStore(settings)));
                return Task.CompletedTask;
            });
    }
}
