using ActorEcho.Actors.Chat;
using ActorEcho.Actors.Cluster.Storage;
using ActorEcho.Actors.Settings;
using ActorEcho.Tests.Chat.Wire;

namespace ActorEcho.Tests.Cluster;

/// <summary>A schema that nobody else uses, and a connection to it.</summary>
public abstract class ClusterStoreTestBase : IAsyncLifetime
{
    protected ClusterStoreTestBase(PostgreSqlServer server)
    {
        ArgumentNullException.ThrowIfNull(server);
        Server = server;
        Settings = new ClusterSettings(PostgreSqlServer.ConnectionString(server.Port)) { Schema = server.NewSchema(), Node = "one" };
        Database = new ClusterStore(Settings);
    }

    protected PostgreSqlServer Server { get; }

    protected ClusterSettings Settings { get; }

    private protected ClusterStore Database { get; }

    /// <summary>The process that nodes are of here, whatever their names.</summary>
    protected Guid Instance { get; } = Guid.NewGuid();

    private protected ClusterConnection Connection { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (PostgreSqlServer.SkipReason is null) Connection = await Database.OpenAsync("tests");
    }

    public async Task DisposeAsync()
    {
        if (PostgreSqlServer.SkipReason is null) await Connection.DisposeAsync();
    }

    private protected ClusterStore Store(string node) => new(Settings with { Node = node });

    private protected async Task<long> AcquireAsync(ClusterStore store) =>
        ((Acquisition.Granted)await store.AcquireAsync(Connection, Instance, 1)).Epoch;

    private protected Task<StoredBatch> WriteAsync(long epoch, long batch, StoreOperation[] operations) =>
        Database.WriteAsync(Connection, Instance, epoch, batch, 0, sweep: true, Batch(operations));

    private protected static BatchedOperation[] Batch(params StoreOperation[] operations) =>
        Array.ConvertAll(operations, static operation => new BatchedOperation(operation, long.MaxValue));

    private protected async Task<StoreResult> OnlyAsync(long epoch, long batch, StoreOperation operation) =>
        (await WriteAsync(epoch, batch, [operation])).Outcomes.Single().Result;

    private protected static StoreOperation Text(string sender, string text) =>
        StoreOperation.Text(ChatName.Parse(sender), Message(sender, text));

    private protected static ChatMessage Message(string sender, string text) =>
        ChatMessage.Broadcast(ChatName.Parse(sender), Frames.Bytes(text), 255);
}
