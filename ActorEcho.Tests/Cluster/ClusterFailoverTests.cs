using ActorEcho.Actors.Chat;
using ActorEcho.Actors.Settings;
using ActorEcho.Tests.Chat.Wire;

namespace ActorEcho.Tests.Cluster;

/// <summary>A primary that dies and a synchronous standby that takes over, with nodes that know both.</summary>
[Collection(PostgreSqlTests.Name)]
public sealed class ClusterFailoverTests : IAsyncLifetime
{
    private const int Texts = 40;

    private readonly PostgreSqlServer _primary = new();
    private readonly List<ClusterNode> _nodes = [];
    private PostgreSqlServer? _standby;

    public async Task InitializeAsync()
    {
        if (PostgreSqlServer.SkipReason is not null) return;
        await _primary.InitializeAsync();
        _standby = await _primary.StartStandbyAsync();
    }

    public async Task DisposeAsync()
    {
        foreach (var node in _nodes) await node.DisposeAsync();
        if (_standby is not null) await _standby.DisposeAsync();
        await _primary.DisposeAsync();
    }

    [PostgreSqlFact]
    public async Task Users_stay_and_hear_all_in_one_order_when_a_standby_takes_over()
    {
        var one = await StartAsync("one", TimeSpan.FromSeconds(120));
        var two = await StartAsync("two", TimeSpan.FromSeconds(120));
        using var alice = await one.JoinAsync("alice");
        using var bob = await two.JoinAsync("bob", "alice");
        await alice.ExpectAsync(Frames.Message("SERVER", "bob has joined"));
        for (var i = 0; i < Texts; i++)
        {
            // Some of it is under way when the primary dies, some waits until the standby has taken over.
            if (i == Texts / 2) await _primary.KillAsync();
            await alice.SendAsync(Frames.Say($"a{i}"));
            await bob.SendAsync(Frames.Say($"b{i}"));
        }

        await _standby!.PromoteAsync();
        for (var i = 0; i < Texts; i++)
        {
            await bob.ExpectAsync(Frames.Message("alice", $"a{i}"));
            await alice.ExpectAsync(Frames.Message("bob", $"b{i}"));
        }

        // The names are held as before, and new users come and go.
        using var another = await EndToEnd.Client.ConnectAsync(two.EndPoint);
        await another.SendAsync(Frames.Register("alice"));
        await another.ExpectAsync(Frames.Error(ChatError.NameTaken));
        using var carol = await two.JoinAsync("carol", "bob", "alice");
        await alice.ExpectAsync(Frames.Message("SERVER", "carol has joined"));
        await bob.ExpectAsync(Frames.Message("SERVER", "carol has joined"));
        await carol.SendAsync(Frames.Whisper("alice", "all is well"));
        await alice.ExpectAsync(Frames.Message("carol", "[PM] all is well"));
    }

    [PostgreSqlFact]
    public async Task A_node_that_died_with_the_primary_is_missed_and_one_that_lives_parts_from_its_users_only_in_time()
    {
        var lease = TimeSpan.FromSeconds(5);
        var one = await StartAsync("one", lease);
        var two = await StartAsync("two", lease);
        using var alice = await one.JoinAsync("alice");
        using var bob = await two.JoinAsync("bob", "alice");
        await _primary.KillAsync();
        await one.DisposeAsync();
        // Nobody can extend a lease any more: the node that lives closes by its own clock, whatever the standby's says.
        await bob.AwaitEndAsync();
        await _standby!.PromoteAsync();
        using var again = await two.JoinWhenFreeAsync("bob");
        using var other = await two.JoinWhenFreeAsync("alice");
    }

    [PostgreSqlFact]
    public async Task A_node_whose_reader_is_left_on_a_primary_that_nobody_fenced_off_hears_again_from_the_new_one()
    {
        // The writer notices, as no commit ends any more; the reader's connection is sound, and wakes nobody.
        var hosts = (_standby!.Port, _primary.Port);
        var (lease, storeTimeout) = (TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(2));
        var one = await StartAsync("one", lease, storeTimeout, hosts);
        var two = await StartAsync("two", lease, storeTimeout, hosts);
        using var alice = await one.JoinAsync("alice");
        await _standby.PromoteAsync();
        using var bob = await two.JoinWhenFreeAsync("bob");
        await bob.SendAsync(Frames.Whisper("alice", "from the new one"));

        var expected = Frames.Message("bob", "[PM] from the new one");
        byte[] heard;
        do
        {
            // That bob has joined, as often as it took.
            var head = await alice.ReceiveAsync(1 + ChatName.Size + sizeof(ulong));
            heard = [.. head, .. await alice.ReceiveAsync((int)BitConverter.ToUInt64(head, 1 + ChatName.Size))];
        }
        while (!heard.SequenceEqual(expected));
    }

    private Task<ClusterNode> StartAsync(string name, TimeSpan lease) =>
        StartAsync(name, lease, lease / 2.5, (_primary.Port, _standby!.Port));

    private async Task<ClusterNode> StartAsync(string name, TimeSpan lease, TimeSpan storeTimeout, (int First, int Second) hosts)
    {
        var node = await ClusterNode.StartAsync(new ClusterSettings(
            $"Host=127.0.0.1:{hosts.First},127.0.0.1:{hosts.Second};Target Session Attributes=read-write;Database=postgres;Username=actorecho")
        {
            Node = name,
            Lease = lease,
            StoreTimeout = storeTimeout,
        });
        _nodes.Add(node);
        await node.AwaitOpenAsync();
        return node;
    }
}
