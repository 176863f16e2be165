using System.Net;
using System.Net.Sockets;
using ActorEcho.Actors.Settings;
using Akka.Actor;
using Akka.Tests.IO;

namespace ActorEcho.Tests.EndToEnd;

/// <summary>What a client costs that says nothing. Whoever makes it dearer has to say so here.</summary>
[NeedsEpoll]
[Collection(nameof(Alone))]
public sealed class IdleFootprintTests() : EndToEndTest(Over.OneEventLoop)
{
    private const int Clients = 1_000;

    // Measured: 1,320. The margin is for what is not a connection's own: tables of the listener that grow by doubling, and caches.
    private const long MostBytes = 1_450;

    [TransportFact]
    public async Task An_idle_connection_takes_no_more_of_the_heap_than_it_is_known_to()
    {
        var server = await ServeAsync(EchoSettings.Default, new ListenerLimits { Backlog = Clients });
        // The first clients bring in what is no connection's own.
        using (await ConnectAsync(server, 10))
        {
            using var plain = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            plain.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            plain.Listen(Clients);
            long clientsAlone;
            var before = Settled();
            using (Connect(plain.LocalEndPoint!))
                clientsAlone = Settled() - before;

            before = Settled();
            using (await ConnectAsync(server, Clients))
                Assert.InRange((Settled() - before - clientsAlone) / Clients, 1, MostBytes);
        }
    }

    private static Closing Connect(EndPoint server, int count = Clients) => new([.. Enumerable.Range(0, count).Select(_ =>
    {
        var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        client.Connect(server);
        return client;
    })]);

    /// <summary>Connects clients and waits until each has its connection.</summary>
    private async Task<Closing> ConnectAsync(EndPoint server, int count)
    {
        var present = Served;
        var clients = Connect(server, count);
        await AwaitConditionAsync(() => Task.FromResult(Served == present + count), TimeSpan.FromSeconds(60));
        return clients;
    }

    private int Served => ((LocalActorRef)Listener).Children.Count();

    private static long Settled()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private sealed class Closing(Socket[] clients) : IDisposable
    {
        public void Dispose() => Array.ForEach(clients, client => client.Dispose());
    }
}
