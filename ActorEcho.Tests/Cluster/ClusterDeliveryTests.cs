namespace ActorEcho.Tests.Cluster;

/// <summary>What was read from the table on its way to the members.</summary>
[Collection(PostgreSqlTests.Name)]
public sealed class ClusterDeliveryTests(PostgreSqlServer server) : ClusterStoreTestBase(server)
{
    private static readonly string LongText = new('x', 64 * 1024);

    [PostgreSqlFact]
    public async Task Long_texts_that_are_read_together_do_not_cut_a_listener_off()
    {
        await using var node = await ClusterNode.StartAsync(Server.Port, Settings with { Node = "two" });
        await node.AwaitOpenAsync();
        using var bob = await node.JoinAsync("bob");
        var epoch = await AcquireAsync(Database);
        // On the wire they are more than what may wait for a member.
        await WriteAsync(epoch, 1, [.. Enumerable.Repeat(Text("alice", LongText), 16)]);
        for (var i = 0; i < 16; i++) await bob.ExpectAsync(Message("alice", LongText).Bytes.ToArray());
    }
}
