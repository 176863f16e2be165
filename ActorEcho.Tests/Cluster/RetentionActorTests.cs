using ActorEcho.Actors.Cluster;
using ActorEcho.Actors.Cluster.Storage;
using ActorEcho.Actors.Settings;
using Akka.TestKit.Xunit2;

namespace ActorEcho.Tests.Cluster;

[Collection(PostgreSqlTests.Name)]
public sealed class RetentionActorTests(PostgreSqlServer server) : TestKit
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

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
            Patience,
            () =>
            {
                Sys.ActorOf(RetentionActor.Props(new ClusterStore(settings)));
                return Task.CompletedTask;
            });
    }

    [PostgreSqlFact]
    public async Task What_takes_too_long_at_once_is_forgotten_in_smaller_portions_and_these_grow_again()
    {
        const int entries = 6000;
        const int tooMany = 4000;
        var settings = new ClusterSettings(PostgreSqlServer.ConnectionString(server.Port))
        {
            Schema = server.NewSchema(),
            Node = "one",
            Lease = TimeSpan.FromMilliseconds(100),
            StoreTimeout = TimeSpan.FromMilliseconds(500),
            RetainMessages = 1,
        };
        await using (await new ClusterStore(settings).OpenAsync("tests"))
        {
            // Only so that there is a schema.
        }

        // A database that takes longer than any call may for more than so many at once.
        await server.QueryAsync($"""
            create table {settings.Schema}.portions (size bigint);
            create table {settings.Schema}.slowness (from_size bigint);
            insert into {settings.Schema}.slowness values ({tooMany});
            create function {settings.Schema}.be_slow() returns trigger language plpgsql as $$
            declare
                v_size bigint;
            begin
                select count(*) into v_size from gone;
                if exists (select from {settings.Schema}.slowness where from_size <= v_size) then
                    perform pg_sleep(60);
                end if;
                insert into {settings.Schema}.portions values (v_size);
                return null;
            end
            $$;
            create trigger slow after delete on {settings.Schema}.entries referencing old table as gone
                for each statement execute function {settings.Schema}.be_slow();
            """);
        await SayAsync();
        Sys.ActorOf(RetentionActor.Props(new ClusterStore(settings)));
        await AwaitConditionAsync(IsTidyAsync, Patience);

        await server.QueryAsync($"update {settings.Schema}.slowness set from_size = null");
        await AwaitConditionAsync(
            async () =>
            {
                await SayAsync();
                await AwaitConditionAsync(IsTidyAsync, Patience);
                return await server.QueryAsync($"select max(size) from {settings.Schema}.portions") is >= (long)tooMany;
            },
            Patience);

        Task<object?> SayAsync() => server.QueryAsync($"""
            insert into {settings.Schema}.entries (sequence, kind, name)
                select last_sequence + place, 2, 'x' from {settings.Schema}.room, generate_series(1, {entries}) as place;
            update {settings.Schema}.room set last_sequence = last_sequence + {entries};
            """);

        async Task<bool> IsTidyAsync() => await server.QueryAsync($"select count(*) from {settings.Schema}.entries") is 1L;
    }
}
