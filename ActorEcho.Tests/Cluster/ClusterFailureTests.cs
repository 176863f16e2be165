using ActorEcho.Actors.Chat;
using ActorEcho.Actors.Settings;
using ActorEcho.Tests.Chat.Wire;

namespace ActorEcho.Tests.Cluster;

/// <summary>Nodes in one process, real sockets, and what befalls them.</summary>
[Collection(PostgreSqlTests.Name)]
public sealed class ClusterFailureTests(PostgreSqlServer server) : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ClusterSettings _settings = new(string.Empty)
    {
        Schema = server.NewSchema(),
        Lease = TimeSpan.FromSeconds(3),
        StoreTimeout = TimeSpan.FromSeconds(1),
    };

    private readonly List<ClusterNode> _nodes = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var node in _nodes) await node.DisposeAsync();
    }

    [PostgreSqlFact]
    public async Task Clients_cannot_tell_on_which_node_they_are()
    {
        var one = await StartAsync("one");
        var two = await StartAsync("two");
        using var alice = await one.JoinAsync("alice");
        using var bob = await two.JoinAsync("bob", "alice");
        await alice.ExpectAsync(Frames.Message("SERVER", "bob has joined"));
        await alice.SendAsync(Frames.Say("hello"));
        await bob.ExpectAsync(Frames.Message("alice", "hello"));
        await bob.SendAsync(Frames.Whisper("alice", "psst"));
        await alice.ExpectAsync(Frames.Message("bob", "[PM] psst"));
        await alice.SendAsync(Frames.Exit("alice"));
        await alice.ExpectAsync(Frames.Ack("bob"));
        await bob.ExpectAsync(Frames.Message("SERVER", "alice has left"));
    }

    [PostgreSqlFact]
    public async Task A_newcomer_is_shown_the_last_texts_where_that_is_wanted()
    {
        var one = await StartAsync("one", _settings with { ReplayOnJoin = 2 });
        var two = await StartAsync("two", _settings with { ReplayOnJoin = 2 });
        using var alice = await one.JoinAsync("alice");
        await alice.SendAsync(Frames.Say("1"), Frames.Say("2"), Frames.Say("3"), Frames.Whisper("alice", "all stored"));
        await alice.ExpectAsync(Frames.Message("alice", "[PM] all stored"));
        using var bob = await two.JoinAsync("bob", "alice");
        await bob.ExpectAsync(Frames.Message("alice", "2"));
        await bob.ExpectAsync(Frames.Message("alice", "3"));
        await alice.SendAsync(Frames.Say("4"));
        await bob.ExpectAsync(Frames.Message("alice", "4"));
    }

    [PostgreSqlFact]
    public async Task A_newcomer_is_shown_no_more_than_it_can_be_expected_to_take()
    {
        var one = await StartAsync("one", _settings with { ReplayOnJoin = 20, Lease = TimeSpan.FromSeconds(30), StoreTimeout = TimeSpan.FromSeconds(10) });
        using var alice = await one.JoinAsync("alice");
        var texts = Enumerable.Range(0, 20).Select(static i => new string((char)('a' + i), 64 * 1024)).ToArray();
        foreach (var text in texts) await alice.SendAsync(Frames.Say(text));
        await alice.SendAsync(Frames.Whisper("alice", "all stored"));
        await alice.ExpectAsync(Frames.Message("alice", "[PM] all stored"));
        using var bob = await one.JoinAsync("bob", "alice");
        foreach (var text in texts[^3..]) // 256 KiB with what each of their frames has beside text.
            await bob.ExpectAsync(ChatMessage.Broadcast(ChatName.Parse("alice"), Frames.Bytes(text), ChatLimits.LongestForEveryClient).Bytes.ToArray());
        await alice.SendAsync(Frames.Say("after"));
        await bob.ExpectAsync(Frames.Message("alice", "after"));
    }

    [PostgreSqlFact]
    public async Task A_node_that_stops_in_order_frees_its_names_at_once()
    {
        var one = await StartAsync("one");
        var two = await StartAsync("two");
        using var alice = await one.JoinAsync("alice");
        using var bob = await two.JoinAsync("bob", "alice");
        await one.StopAsync();
        await bob.ExpectAsync(Frames.Message("SERVER", "alice has left"));
        using var again = await two.JoinAsync("alice", "bob");
    }

    [PostgreSqlFact]
    public async Task The_names_of_a_node_that_was_killed_become_free_and_their_leaving_is_told_once()
    {
        var one = await StartAsync("one");
        var two = await StartAsync("two");
        var three = await StartAsync("three");
        using var alice = await one.JoinAsync("alice");
        using var bob = await two.JoinAsync("bob", "alice");
        using var carol = await three.JoinAsync("carol", "bob", "alice");
        await bob.ExpectAsync(Frames.Message("SERVER", "carol has joined"));
        await one.KillAsync();
        await bob.ExpectAsync(Frames.Message("SERVER", "alice has left"));
        await carol.ExpectAsync(Frames.Message("SERVER", "alice has left"));
        using var again = await two.JoinAsync("alice", "carol", "bob");
        await carol.ExpectAsync(Frames.Message("SERVER", "alice has joined"));
        await bob.ExpectAsync(Frames.Message("SERVER", "alice has joined"));
    }

    [PostgreSqlFact]
    public async Task A_node_without_its_database_parts_from_its_users_before_another_gets_their_names_and_takes_them_back_later()
    {
        // A fifth of the lease lies between the two, for everything that this process and its database are busy with besides.
        var settings = _settings with { Lease = TimeSpan.FromSeconds(10) };
        var one = await StartAsync("one", settings);
        var two = await StartAsync("two", settings);
        using var alice = await one.JoinAsync("alice");
        one.Database.Freeze();
        var free = two.JoinWhenFreeAsync("alice");
        await alice.AwaitEndAsync();
        Assert.False(free.IsCompleted, "Somebody else had the name before its user was disconnected.");
        using var another = await free;
        another.Dispose();
        one.Database.Restore();
        await one.AwaitOpenAsync();
        using var again = await one.JoinWhenFreeAsync("alice");
    }

    [PostgreSqlFact]
    public async Task What_cannot_be_stored_in_time_is_answered_while_the_lease_lasts_and_after_it()
    {
        var one = await StartAsync("one", _settings with { Lease = TimeSpan.FromSeconds(15), StoreTimeout = TimeSpan.FromSeconds(2) });
        using var alice = await one.JoinAsync("alice");
        using var bob = await one.JoinAsync("bob", "alice");
        await alice.ExpectAsync(Frames.Message("SERVER", "bob has joined"));
        one.Database.Freeze(toServer: true, toNode: false);
        await alice.SendAsync(Frames.Say("lost"), Frames.Whisper("bob", "lost"));
        await alice.ExpectAsync(Frames.Error(ChatError.NotStored));
        await alice.ExpectAsync(Frames.Error(ChatError.NotStored));
        await alice.AwaitEndAsync();
        using var stranger = await EndToEnd.Client.ConnectAsync(one.EndPoint);
        await stranger.SendAsync(Frames.Register("carol"));
        await stranger.ExpectAsync(Frames.Error(ChatError.NotStored));
        one.Database.Restore();
        await one.AwaitOpenAsync();
    }

    [PostgreSqlFact]
    public async Task What_was_answered_with_an_error_is_not_stored_when_the_database_hears_of_it_later()
    {
        var settings = _settings with { Lease = TimeSpan.FromSeconds(30) };
        var one = await StartAsync("one", settings);
        var two = await StartAsync("two", settings);
        using var alice = await one.JoinAsync("alice");
        using var bob = await two.JoinAsync("bob", "alice");
        await alice.ExpectAsync(Frames.Message("SERVER", "bob has joined"));
        one.Database.Freeze(toServer: true, toNode: false);
        await alice.SendAsync(Frames.Say("late"), Frames.Whisper("bob", "late"));
        await alice.ExpectAsync(Frames.Error(ChatError.NotStored));
        await alice.ExpectAsync(Frames.Error(ChatError.NotStored));
        one.Database.Restore();
        await one.AwaitOpenAsync();
        await alice.SendAsync(Frames.Say("next"));
        await bob.ExpectAsync(Frames.Message("alice", "next"));
    }

    [PostgreSqlFact]
    public async Task A_message_whose_answer_was_lost_is_asked_about_before_its_sender_is_answered()
    {
        var settings = _settings with { Lease = TimeSpan.FromSeconds(30), StoreTimeout = TimeSpan.FromSeconds(4) };
        var one = await StartAsync("one", settings);
        var two = await StartAsync("two", settings);
        using var alice = await one.JoinAsync("alice");
        using var bob = await two.JoinAsync("bob", "alice");
        await alice.ExpectAsync(Frames.Message("SERVER", "bob has joined"));
        var askedAgain = one.Database.LoseAnswersTo("kept"u8.ToArray());
        await alice.SendAsync(Frames.Say("kept"));
        await bob.ExpectAsync(Frames.Message("alice", "kept"));
        await askedAgain.WaitAsync(Patience);
        await alice.SendAsync(Frames.Whisper("alice", "after"), Frames.Say("after"));
        await alice.ExpectAsync(Frames.Message("alice", "[PM] after"));
        await bob.ExpectAsync(Frames.Message("alice", "after"));
    }

    [PostgreSqlFact]
    public async Task Users_stay_and_nothing_is_lost_or_doubled_when_the_database_restarts()
    {
        var settings = _settings with { Lease = TimeSpan.FromSeconds(30), StoreTimeout = TimeSpan.FromSeconds(10) };
        var one = await StartAsync("one", settings);
        var two = await StartAsync("two", settings);
        using var alice = await one.JoinAsync("alice");
        using var bob = await two.JoinAsync("bob", "alice");
        for (var i = 0; i < 20; i++)
        {
            await alice.SendAsync(Frames.Say($"{i}"));
            if (i == 10) await server.RestartAsync();
        }

        await alice.SendAsync(Frames.Say("after"));
        for (var i = 0; i < 20; i++) await bob.ExpectAsync(Frames.Message("alice", $"{i}"));
        await bob.ExpectAsync(Frames.Message("alice", "after"));
    }

    [PostgreSqlFact]
    public async Task Two_nodes_that_want_one_name_at_the_same_moment_give_it_to_one_user()
    {
        var one = await StartAsync("one");
        var two = await StartAsync("two");
        var clients = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => EndToEnd.Client.ConnectAsync((i % 2 == 0 ? one : two).EndPoint)));
        var answers = await Task.WhenAll(clients.Select(async client =>
        {
            await client.SendAsync(Frames.Register("alice"));
            return (await client.ReceiveAsync(1))[0];
        }));
        foreach (var client in clients) client.Dispose();
        Assert.Equal(1, answers.Count(static opcode => opcode == 0));
    }

    [PostgreSqlFact]
    public async Task A_second_node_of_the_same_name_waits_and_says_so()
    {
        var one = await StartAsync("one");
        var second = await ClusterNode.StartAsync(server.Port, _settings with { Node = "one" });
        _nodes.Add(second);
        using var alice = await one.JoinAsync("alice");
        await ClusterNode.AwaitHealthAsync(
            second.Registry,
            static health => health.Text.Contains("another process holds the name of node one", StringComparison.Ordinal));
        await one.StopAsync();
        await second.AwaitOpenAsync();
    }

    private Task<ClusterNode> StartAsync(string name) => StartAsync(name, _settings);

    private async Task<ClusterNode> StartAsync(string name, ClusterSettings settings)
    {
        var node = await ClusterNode.StartAsync(server.Port, settings with { Node = name });
        _nodes.Add(node);
        await node.AwaitOpenAsync();
        return node;
    }
}
