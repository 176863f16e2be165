using System.Net.Sockets;
using Akka.Actor;
using Akka.Dispatch;
using Akka.IO;
using Xunit.Abstractions;

namespace Akka.Tests.IO;

/// <summary>Many clients at once, each with its own data, cuts and pace, against every way a handler can hold back.</summary>
public abstract class TcpSoakSpec(ITestOutputHelper output, string config) : TcpSpec(output, config)
{
    private const int Clients = 24;
    private const int BytesPerClient = 400_000;

    private enum Pace
    {
        /// <summary>The handler echoes as it receives.</summary>
        Free,

        /// <summary>The handler suspends reading until what it has written is acknowledged.</summary>
        Suspending,

        /// <summary>The handler asks for the next bytes when the last are written.</summary>
        Pulling,
    }

    [TransportFact]
    public Task A_handler_that_echoes_at_once_loses_nothing() =>
        ExchangeWithAllAsync(Pace.Free, Dispatchers.DefaultDispatcherId);

    [TransportFact]
    public Task A_handler_beside_its_socket_that_echoes_at_once_loses_nothing() =>
        ExchangeWithAllAsync(Pace.Free, "akka.io.connection-dispatcher");

    [TransportFact]
    public Task A_handler_that_suspends_reading_loses_nothing() =>
        ExchangeWithAllAsync(Pace.Suspending, Dispatchers.DefaultDispatcherId);

    [TransportFact]
    public Task A_handler_beside_its_socket_that_suspends_reading_loses_nothing() =>
        ExchangeWithAllAsync(Pace.Suspending, "akka.io.connection-dispatcher");

    [TransportFact]
    public Task A_handler_that_pulls_loses_nothing() =>
        ExchangeWithAllAsync(Pace.Pulling, Dispatchers.DefaultDispatcherId);

    [TransportFact]
    public Task A_handler_beside_its_socket_that_pulls_loses_nothing() =>
        ExchangeWithAllAsync(Pace.Pulling, "akka.io.connection-dispatcher");

    private async Task ExchangeWithAllAsync(Pace pace, string dispatcher)
    {
        var server = await BindEchoAsync(pace, dispatcher);

        await Task.WhenAll(Enumerable.Range(0, Clients).Select(seed => ExchangeAsync(server, seed)));

        await AwaitConditionAsync(() => Driver.Transport.Counters.Connections == 0, Patience);
    }

    private async Task<Server> BindEchoAsync(Pace pace, string dispatcher)
    {
        var server = await BindAsync(pullMode: pace == Pace.Pulling);
        if (pace == Pace.Pulling)
            server.Listener.Tell(new Tcp.ResumeAccepting(Clients));
        server.Probe.SetAutoPilot(new TestKit.DelegateAutoPilot((sender, message) =>
        {
            if (message is Tcp.Connected)
                Sys.ActorOf(Props.Create(() => new Echo(sender, pace)).WithDispatcher(dispatcher));
            return TestKit.AutoPilot.KeepRunning;
        }));
        return server;
    }

    private async Task ExchangeAsync(Server server, int seed)
    {
        var client = await ConnectClientAsync(server.Address);
        var sent = RandomBytes(BytesPerClient, seed);
        var sending = Task.Run(async () =>
        {
            var cuts = new Random(seed);
            for (var i = 0; i < sent.Length;)
            {
                var size = Math.Min(cuts.Next(1, cuts.Next(2, 50_000)), sent.Length - i);
                i += await client.SendAsync(sent.AsMemory(i, size), SocketFlags.None);
            }

            client.Shutdown(SocketShutdown.Send);
        });

        Assert.Equal(sent, await ReadToEndAsync(client));
        await sending;
        client.Dispose();
    }

    private sealed class Echo : UntypedActor
    {
        private readonly IActorRef _connection;
        private readonly Pace _pace;

        public Echo(IActorRef connection, Pace pace)
        {
            _connection = connection;
            _pace = pace;
        }

        protected override void PreStart()
        {
            _connection.Tell(new Tcp.Register(Self, keepOpenOnPeerClosed: true), Self);
            if (_pace == Pace.Pulling)
                _connection.Tell(Tcp.ResumeReading.Instance, Self);
        }

        protected override void OnReceive(object message)
        {
            switch (message)
            {
                case Tcp.Received received:
                    if (_pace == Pace.Suspending)
                        _connection.Tell(Tcp.SuspendReading.Instance, Self);
                    _connection.Tell(Tcp.Write.Create(received.Data, new Ack(0)), Self);
                    break;
                case Ack when _pace != Pace.Free:
                    _connection.Tell(Tcp.ResumeReading.Instance, Self);
                    break;
                case Tcp.PeerClosed:
                    _connection.Tell(Tcp.Close.Instance, Self);
                    break;
                case Tcp.ConnectionClosed:
                    Context.Stop(Self);
                    break;
            }
        }
    }
}
