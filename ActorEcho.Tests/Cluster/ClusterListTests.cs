using ActorEcho.Actors.Chat;
using ActorEcho.Actors.Cluster;
using ActorEcho.Actors.Cluster.Storage;
using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;

namespace ActorEcho.Tests.Cluster;

/// <summary>Lists of users are made while the room is held: as few of them as there can be.</summary>
[Collection(PostgreSqlTests.Name)]
public sealed class ClusterListTests(PostgreSqlServer server) : ClusterStoreTestBase(server)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [PostgreSqlFact]
    public async Task Many_who_come_and_go_in_one_batch_share_one_list()
    {
        var epoch = await AcquireAsync(Database);
        await CountListsAsync();
        var stored = await WriteAsync(
            epoch, 1,
            [Join("alice", 1, 2), Join("bob", 2, 10), Join("carol", 3, 0), Join("alice", 4, 100), StoreOperation.Leave(ChatName.Parse("carol"), 3, 1)]);
        string[][] lists = [.. stored.Outcomes.Select(static outcome => Names(outcome.Users))];
        Assert.Equal(["bob", "alice"], lists[0]);
        Assert.Equal(["bob", "alice"], lists[1]);
        Assert.Empty(lists[2]);
        Assert.Equal(["bob"], lists[4]);
        Assert.Equal("10", await ListsAsync());
    }

    [PostgreSqlFact]
    public async Task Nobody_is_listed_for_whoever_vanishes()
    {
        using var system = ActorSystem.Create("node", "akka.loglevel = ERROR");
        using var kit = new TestKit(system);
        var registry = system.ActorOf(ClusterRegistryActor.Props(Settings), "chat");
        await ClusterNode.AwaitOpenAsync(registry);
        await CountListsAsync();
        var (alice, bob) = (kit.CreateTestProbe(), kit.CreateTestProbe());
        await RegisterAsync(alice, "alice", 1000);
        await RegisterAsync(bob, "bob", 2000);
        system.Stop(alice.Ref);
        // The message that she has left comes to whoever is still here.
        await bob.FishForMessageAsync(static message => message is ChatMessage, Patience);
        registry.Tell(ChatRequest.Leave.Instance, bob.Ref);
        await bob.FishForMessageAsync(static message => message is ChatNotice.Left, Patience);
        Assert.Equal("1000,2000,2000", await ListsAsync());

        async Task RegisterAsync(TestProbe session, string name, int maxListedUsers)
        {
            registry.Tell(new ChatRequest.Register(ChatName.Parse(name), maxListedUsers), session.Ref);
            await session.FishForMessageAsync(static message => message is ChatNotice.Registered, Patience);
        }
    }

    private static StoreOperation Join(string name, long session, int maxListedUsers) =>
        StoreOperation.Join(ChatName.Parse(name), session, maxListedUsers);

    private static string[] Names(ReadOnlyMemory<ChatName> users) => Array.ConvertAll(users.ToArray(), static user => user.ToString());

    /// <summary>From now on the database takes down how long a list is asked for.</summary>
    private Task<object?> CountListsAsync() => Server.QueryAsync($"""
        create table {Settings.Schema}.lists (id bigserial, count int);
        alter function {Settings.Schema}.list_members(int) rename to list_newest;
        create function {Settings.Schema}.list_members(p_count int) returns bytea[] language plpgsql as $$
        begin
            insert into {Settings.Schema}.lists (count) values (p_count);
            return {Settings.Schema}.list_newest(p_count);
        end
        $$;
        """);

    private Task<object?> ListsAsync() =>
        Server.QueryAsync($"select string_agg(count::text, ',' order by id) from {Settings.Schema}.lists");
}
