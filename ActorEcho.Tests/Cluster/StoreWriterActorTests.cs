using System.Net;
using System.Net.Sockets;
using ActorEcho.Actors.Chat;
using ActorEcho.Actors.Cluster;
using ActorEcho.Actors.Cluster.Storage;
using ActorEcho.Actors.Settings;
using ActorEcho.Tests.Chat.Wire;
using Akka.Actor;
using Akka.Event;
using Akka.TestKit;
using Akka.TestKit.Xunit2;

namespace ActorEcho.Tests.Cluster;

[Collection(PostgreSqlTests.Name)]
public sealed class StoreWriterActorTests(PostgreSqlServer server) : TestKit
{
    private static readonly ChatName Alice = ChatName.Parse("alice");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ClusterSettings _settings = new(PostgreSqlServer.ConnectionString(server.Port)) { Schema = server.NewSchema(), Node = "one" };

    [PostgreSqlFact]
    public async Task Who_leaves_is_first_told_what_was_not_stored()
    {
        var (parent, writer) = await StartAsync();
        await parent.ExpectMsgAsync<TenureBegan>(Patience);

        // The first makes the writer busy, so that the others become one batch.
        ((IInternalActorRef)writer).Suspend();
        Write(Text("in time"), after: TimeSpan.FromMinutes(1));
        Write(Text("late"), after: TimeSpan.FromMilliseconds(-1));
        Write(StoreOperation.Leave(Alice, 1, 10), after: TimeSpan.FromMinutes(1));
        ((IInternalActorRef)writer).Resume();

        var told = new List<EntryKind>();
        while (!told.Contains(EntryKind.Leave))
        {
            switch (await parent.ReceiveOneAsync(Patience))
            {
                case WritesGivenUp given:
                    told.AddRange(given.Writes.Select(static _ => EntryKind.Nothing));
                    break;
                case WritesStored stored:
                    told.AddRange(stored.Writes.Select(static write => write.Write.Operation.Kind));
                    break;
                case null:
                    Assert.Fail("The writer has stored nothing.");
                    break;
            }
        }

        Assert.Contains(EntryKind.Nothing, told);

        void Write(StoreOperation operation, TimeSpan after) =>
            writer.Tell(new PendingWrite(operation, ActorRefs.Nobody, Confirm: false, MonotonicTime.After(after)), parent.Ref);
    }

    [PostgreSqlFact]
    public async Task No_tenure_follows_another_before_its_users_were_told()
    {
        var (parent, writer) = await StartAsync();
        var began = await parent.ExpectMsgAsync<TenureBegan>(Patience);
        await server.QueryAsync($"update {_settings.Schema}.nodes set expires_at = clock_timestamp()");
        await parent.FishForMessageAsync(static message => message is TenureEnded, Patience);
        await parent.ExpectNoMsgAsync(TimeSpan.FromMilliseconds(200));
        writer.Tell(new UsersDismissed(began.Epoch), parent.Ref);
        await parent.ExpectMsgAsync<TenureBegan>(Patience);
    }

    [PostgreSqlFact]
    public async Task While_a_host_does_not_answer_the_database_is_not_asked_a_second_time()
    {
        using var silent = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        silent.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        silent.Listen();
        var hosts = PostgreSqlServer.ConnectionString(server.Port).Replace(
            "Host=127.0.0.1;", $"Host=127.0.0.1:{((IPEndPoint)silent.LocalEndPoint!).Port},127.0.0.1:{server.Port};", StringComparison.Ordinal);
        // A host has a second to answer: many times what a call has.
        await StartAsync(_settings with { ConnectionString = hosts, StoreTimeout = TimeSpan.FromMilliseconds(100) });
        using var first = await silent.AcceptAsync().WaitAsync(Patience);
        var buffer = new byte[1024];
        await first.ReceiveAsync(buffer).WaitAsync(Patience);
        await Task.WhenAny(first.ReceiveAsync(buffer), silent.AcceptAsync()).WaitAsync(Patience);
        Assert.True(first.Poll(0, SelectMode.SelectRead), "A second connection was being opened before the first was given up.");
    }

    [PostgreSqlFact]
    public async Task Who_waits_for_its_own_name_reads_in_the_log_of_no_outage_and_once()
    {
        var store = new ClusterStore(_settings with { Lease = TimeSpan.FromSeconds(1), StoreTimeout = TimeSpan.FromMilliseconds(200) });
        await using var connection = await store.OpenAsync("tests");
        await store.AcquireAsync(connection, Guid.NewGuid(), 1);
        var log = CreateTestProbe();
        Sys.EventStream.Subscribe(log.Ref, typeof(LogEvent));

        var (parent, _) = await StartAsync(store.Settings);
        await parent.FishForMessageAsync(static message => message is TenureBegan, Patience);

        Assert.StartsWith("Chat cannot be stored: another process holds the name", Assert.Single(WhatTheWriterSays(log)), StringComparison.Ordinal);
    }

    [PostgreSqlFact]
    public async Task The_log_hears_of_each_trouble_when_one_follows_another()
    {
        await using var proxy = new DatabaseProxy(server.Port);
        var guest = $"{_settings.Schema}_guest";
        await server.QueryAsync($"create role {guest} login");
        proxy.Cut();
        var log = CreateTestProbe();
        Sys.EventStream.Subscribe(log.Ref, typeof(LogEvent));
        var (parent, _) = await StartAsync(_settings with
        {
            ConnectionString = $"Host=127.0.0.1;Port={proxy.Port};Database=postgres;Username={guest}",
        });
        await ExpectDelayAsync(parent, "the database is away");

        proxy.Restore();

        await ExpectDelayAsync(parent, "the database role lacks");
        Assert.Collection(
            WhatTheWriterSays(log),
            static first => Assert.StartsWith("Chat cannot be stored: the database is away", first, StringComparison.Ordinal),
            static second => Assert.StartsWith("Chat cannot be stored: the database role lacks", second, StringComparison.Ordinal));
    }

    [PostgreSqlFact]
    public async Task A_name_that_is_given_back_is_had_long_before_its_lease_would_have_been_over()
    {
        var store = new ClusterStore(_settings with { Lease = TimeSpan.FromMinutes(1) });
        await using var connection = await store.OpenAsync("tests");
        var other = Guid.NewGuid();
        var before = (Acquisition.Granted)await store.AcquireAsync(connection, other, 1);
        var (parent, _) = await StartAsync(store.Settings);
        await ExpectDelayAsync(parent, "another process holds the name");

        await store.ReleaseAsync(connection, other, before.Epoch);

        await parent.FishForMessageAsync(static message => message is TenureBegan, Patience);
    }

    private static ValueTask<object> ExpectDelayAsync(TestProbe parent, string reason) => parent.FishForMessageAsync(
        message => message is TenureDelayed delayed && delayed.Reason.StartsWith(reason, StringComparison.Ordinal), Patience);

    /// <summary>What the writer has logged so far; it logs before it tells anybody.</summary>
    private static List<string> WhatTheWriterSays(TestProbe log)
    {
        var said = new List<string>();
        while (log.HasMessages)
        {
            if (log.ReceiveOne() is LogEvent entry && entry.LogClass == typeof(StoreWriterActor)) said.Add($"{entry.Message}");
        }

        return said;
    }

    private Task<(TestProbe Parent, IActorRef Writer)> StartAsync() => StartAsync(_settings);

    private async Task<(TestProbe Parent, IActorRef Writer)> StartAsync(ClusterSettings settings)
    {
        var parent = CreateTestProbe();
        var writer = parent.ChildActorOf(
            StoreWriterActor.Props(new ClusterStore(settings), Guid.NewGuid()), "writer", SupervisorStrategy.DefaultStrategy);
        await parent.ExpectMsgAsync<WriterStarted>(Patience);
        writer.Tell(new UsersDismissed(0), parent.Ref);
        return (parent, writer);
    }

    private static StoreOperation Text(string text) => StoreOperation.Text(Alice, ChatMessage.Broadcast(Alice, Frames.Bytes(text), 255));
}
