using ActorEcho.Actors.Chat;
using ActorEcho.Actors.Settings;
using ActorEcho.Tests.Chat.Wire;

namespace ActorEcho.Tests.Cluster;

/// <summary>A node that can write to the database, but not read what is said.</summary>
[Collection(PostgreSqlTests.Name)]
public sealed class ClusterReaderTests(PostgreSqlServer server) : IAsyncLifetime
{
    private const string Reader = "reader";

    private readonly ClusterSettings _settings = new(string.Empty)
    {
        Schema = server.NewSchema(),
        Lease = TimeSpan.FromSeconds(3),
        StoreTimeout = TimeSpan.FromSeconds(1),
    };

    private ClusterNode _one = null!;
    private ClusterNode _two = null!;

    public async Task InitializeAsync()
    {
        if (PostgreSqlServer.SkipReason is not null) return;
        _one = await StartAsync("one", _settings);
        // One that reads is not in question, however busy the machine.
        _two = await StartAsync("two", _settings with { Lease = TimeSpan.FromMinutes(1), StoreTimeout = TimeSpan.FromSeconds(20) });
    }

    public async Task DisposeAsync()
    {
        if (PostgreSqlServer.SkipReason is not null) return;
        await _one.DisposeAsync();
        await _two.DisposeAsync();
    }

    [PostgreSqlFact]
    public async Task Its_users_hear_all_of_it_when_it_can_read_again_and_meanwhile_it_says_that_they_do_not()
    {
        await _one.DisposeAsync();
        _one = await StartAsync("one", _settings with { Lease = TimeSpan.FromSeconds(20) });
        using var alice = await _one.JoinAsync("alice");
        using var bob = await _two.JoinAsync("bob", "alice");
        await alice.ExpectAsync(Frames.Message("SERVER", "bob has joined"));

        _one.Database.Cut(Reader);
        await bob.SendAsync(Frames.Say("1"), Frames.Whisper("alice", "2"));
        await ClusterNode.AwaitHealthAsync(_one.Registry, static health => !health.IsOpen && health.Text.Contains("hear nothing", StringComparison.Ordinal));
        await bob.SendAsync(Frames.Say("3"));
        _one.Database.Restore();

        await alice.ExpectAsync(Frames.Message("bob", "1"));
        await alice.ExpectAsync(Frames.Message("bob", "[PM] 2"));
        await alice.ExpectAsync(Frames.Message("bob", "3"));
        await _one.AwaitOpenAsync();
    }

    [PostgreSqlFact]
    public async Task It_parts_from_its_users_after_a_while_and_lets_nobody_in_before_it_can_read()
    {
        using var alice = await _one.JoinAsync("alice");
        using var bob = await _two.JoinAsync("bob", "alice");

        _one.Database.Cut(Reader);
        await bob.SendAsync(Frames.Say("in vain"));
        await alice.AwaitEndAsync();
        await bob.ExpectAsync(Frames.Message("SERVER", "alice has left"));

        // The next tenure has begun, and the database can be written.
        await ClusterNode.AwaitHealthAsync(_one.Registry, static health => health.Text.Contains("not be read", StringComparison.Ordinal));
        using var carol = await EndToEnd.Client.ConnectAsync(_one.EndPoint);
        await carol.SendAsync(Frames.Register("carol"));
        await carol.ExpectAsync(Frames.Error(ChatError.NotStored));

        _one.Database.Restore();
        await _one.AwaitOpenAsync();
        await carol.SendAsync(Frames.Register("carol"));
        await carol.ExpectAsync(Frames.Ack("carol", "bob"));
    }

    private Task<ClusterNode> StartAsync(string name, ClusterSettings settings) => StartOpenAsync(settings with { Node = name });

    private async Task<ClusterNode> StartOpenAsync(ClusterSettings settings)
    {
        var node = await ClusterNode.StartAsync(server.Port, settings);
        await node.AwaitOpenAsync();
        return node;
    }
}
