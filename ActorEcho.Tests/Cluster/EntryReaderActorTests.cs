using ActorEcho.Actors.Cluster;
using ActorEcho.Actors.Cluster.Storage;
using ActorEcho.Actors.Settings;
using Akka.TestKit.Xunit2;

namespace ActorEcho.Tests.Cluster;

[Collection(PostgreSqlTests.Name)]
public sealed class EntryReaderActorTests(PostgreSqlServer server) : TestKit
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [PostgreSqlFact]
    public async Task What_was_stored_is_read_though_its_notification_was_lost()
    {
        var settings = new ClusterSettings(PostgreSqlServer.ConnectionString(server.Port))
        {
            Schema = server.NewSchema(),
            Node = "one",
            Lease = TimeSpan.FromSeconds(1),
        };
        var reader = Sys.ActorOf(EntryReaderActor.Props(new ClusterStore(settings), TestActor));
        await ExpectMsgAsync<ReaderReady>(Patience);
        reader.Tell(new ReadFrom(1, 0, AtOnce: false), TestActor);
        Assert.Empty((await ExpectMsgAsync<EntriesRead>(Patience)).Entries);
        await server.QueryAsync(
            $"insert into {settings.Schema}.entries (sequence, kind, name) values (1, 1, decode(rpad('61', 64, '0'), 'hex'))");
        reader.Tell(new ReadFrom(1, 0, AtOnce: false), TestActor);
        Assert.Single((await ExpectMsgAsync<EntriesRead>(Patience)).Entries);
    }
}
