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
    private const int Visits = 5;

    // Measured: 1,465. The margin is for what is not a connection's own: tables of the listener that grow by doubling, and caches.
    private const long MostBytes = 1_510;

    [TransportFact]
    public async Task An_idle_connection_takes_no_more_of_the_heap_than_it_is_known_to()
    {
        var server = await ServeAsync(EchoSettings.Default, new ListenerLimits { Backlog = Clients });
        // The first clients bring in what is no connection's own.
        using (await ConnectAsync(server, 10))
        {
            // The heap is the whole process's: what others let go of meanwhile is counted too, and so are tables when they grow.
            var visits = new long[Visits];
            for (var visit = 0; visit < Visits; visit++)
                visits[visit] = (await BytesOfConnectedAsync(server) - BytesOfClientsAlone()) / Clients;
            Array.Sort(visits);
            Assert.InRange(visits[Visits / 2], 1, MostBytes);
        }
    }

    /// <summary>Bytes of the heap that the clients and their connections take.</summary>
    private async Task<long> BytesOfConnectedAsync(EndPoint server)
    {
        var present = Served;
        var before = Settled();
        long with;
        using (await ConnectAsync(server, Clients))
            with = Settled();
        await AwaitConditionAsync(() => Task.FromResult(Served == present), TimeSpan.FromSeconds(60));
        return with - before;
    }

    /// <summary>Bytes of the heap that the clients take whom nobody serves.</summary>
    private static long BytesOfClientsAlone()
    {
        using var plain = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        plain.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        plain.Listen(Clients);
        var before = Settled();
        using (Connect(plain.LocalEndPoint!))
            return Settled() - before;
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
