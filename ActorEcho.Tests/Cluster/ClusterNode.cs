using System.Net;
using ActorEcho.Actors.Chat;
using ActorEcho.Actors.Cluster;
using ActorEcho.Actors.Connections;
using ActorEcho.Actors.Listening;
using ActorEcho.Actors.Settings;
using ActorEcho.Actors.Transports;
using ActorEcho.Tests.Chat.Wire;
using ActorEcho.Tests.EndToEnd;
using ActorEcho.Tests.Transports;
using Akka.Actor;
using Akka.IO;

namespace ActorEcho.Tests.Cluster;

/// <summary>A node of a cluster within the tests' process: an actor system with a chat listener, behind its own way to the database.</summary>
internal sealed class ClusterNode : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly ActorSystem _system;

    private ClusterNode(ActorSystem system, IActorRef registry, EndPoint endPoint, DatabaseProxy database)
    {
        _system = system;
        Registry = registry;
        EndPoint = endPoint;
        Database = database;
    }

    public IActorRef Registry { get; }

    public EndPoint EndPoint { get; }

    public DatabaseProxy Database { get; }

    /// <summary>Starts a node; it may not be open yet.</summary>
    public static Task<ClusterNode> StartAsync(int databasePort, ClusterSettings settings, string? hocon = null)
    {
        var database = new DatabaseProxy(databasePort);
        return StartAsync(database, settings with { ConnectionString = PostgreSqlServer.ConnectionString(database.Port) }, hocon);
    }

    /// <summary>Starts a node that goes to its database by the way its settings name, past the proxy.</summary>
    public static Task<ClusterNode> StartAsync(ClusterSettings settings) => StartAsync(new DatabaseProxy(0), settings, null);

    private static async Task<ClusterNode> StartAsync(DatabaseProxy database, ClusterSettings settings, string? hocon)
    {
        var system = ActorSystem.Create("node", TransportUnderTest.Configuration + (hocon ?? "akka.loglevel = ERROR"));
        var registry = system.ActorOf(ClusterRegistryActor.Props(settings), "chat");
        var listener = new ListenerSettings(
            "chat", new TcpBindAddress("127.0.0.1", 0), ChatSettings.Default, ListenerLimits.Default with { DrainTimeout = TimeSpan.FromSeconds(1) });
        var listeners = system.ActorOf(
            ListenersSupervisor.Props([listener], _ => BuiltInProtocols.Host(ChatSettings.Default, registry), Tcp.Manager(system)), "listeners");
        var bound = await listeners.Ask<ListenersBound>(AwaitListeners.Instance, Deadline);
        return new ClusterNode(system, registry, bound.Listeners[0].Address.EndPoint, database);
    }

    /// <summary>Waits until users can join.</summary>
    public static Task AwaitOpenAsync(IActorRef registry) => AwaitHealthAsync(registry, static health => health.IsOpen);

    public Task AwaitOpenAsync() => AwaitOpenAsync(Registry);

    /// <summary>Waits until the registry says this of itself.</summary>
    public static async Task AwaitHealthAsync(IActorRef registry, Func<ChatHealth, bool> condition)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        while (!condition(await HealthAsync(registry))) await Task.Delay(10, deadline.Token); // Polled: the registry tells nobody.
    }

    public static Task<ChatHealth> HealthAsync(IActorRef registry) =>
        registry.Ask<ChatHealth>(GetChatHealth.Instance, Deadline);

    /// <summary>A client that has the name, and has been told exactly who else is here.</summary>
    public async Task<Client> JoinAsync(string name, params string[] others)
    {
        var client = await Client.ConnectAsync(EndPoint);
        await client.SendAsync(Frames.Register(name));
        await client.ExpectAsync(Frames.Ack([name, .. others]));
        return client;
    }

    /// <summary>Tries until the name is free.</summary>
    public Task<Client> JoinWhenFreeAsync(string name) => JoinWhenFreeAsync(EndPoint, name);

    /// <summary>Tries until the node is open and the name is free.</summary>
    public static async Task<Client> JoinWhenFreeAsync(EndPoint node, string name)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        while (true)
        {
            var client = await Client.ConnectAsync(node);
            await client.SendAsync(Frames.Register(name));
            if ((await client.ReceiveAsync(1))[0] == 0)
            {
                var users = BitConverter.ToInt64(await client.ReceiveAsync(8));
                await client.ReceiveAsync((int)users * ChatName.Size);
                return client;
            }

            client.Dispose();
            await Task.Delay(20, deadline.Token); // Polled: nobody tells strangers that a name is free.
        }
    }

    /// <summary>Stops in order: names are freed.</summary>
    public async Task StopAsync()
    {
        await Registry.Ask<ClusterStopped>(StopCluster.Instance, Deadline);
        await DisposeAsync();
    }

    /// <summary>Dies without a word to the database.</summary>
    public async Task KillAsync()
    {
        Database.Cut();
        await DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _system.Terminate().InTimeAsync("the end of a node's actor system");
        await Database.DisposeAsync();
    }
}
