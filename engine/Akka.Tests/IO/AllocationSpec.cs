using Akka.Actor;
using Akka.IO;
using Xunit.Abstractions;

namespace Akka.Tests.IO;

/// <summary>
/// What a message may allocate at most. Bytes, unlike times, do not depend on what else the machine does; whoever makes a hot
/// path allocate more has to say so here.
/// </summary>
[NeedsEpoll]
public sealed class AllocationSpec(ITestOutputHelper output) : TcpSpec(output, Over.OneEventLoop)
{
    private const int Messages = 10_000;

    private static readonly object Message = new();

    // One link of the mailbox's queue: header, message, sender, next.
    private const int Node = 40;

    // Rare things that are not per message: a queue that grows, a statistic, a log event of the system.
    private const int Slack = 16 * 1024;

    [TransportFact]
    public void A_tell_allocates_the_mailboxs_node_and_nothing_else()
    {
        var sink = Sys.ActorOf(Props.Create(() => new Sink()));
        Tell(sink);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Tell(sink);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, (Messages * Node) + Slack);
    }

    [TransportFact]
    public async Task Actors_of_one_loop_that_wake_each_other_allocate_nothing()
    {
        var second = OnLoop(Props.Create(() => new Player(ActorRefs.Nobody)));
        var first = OnLoop(Props.Create(() => new Player(TestActor)));

        first.Tell(new Ball(), second);

        Assert.InRange(await ExpectMsgAsync<long>(), 0, Slack);
    }

    [TransportFact]
    public async Task A_round_trip_over_a_socket_allocates_no_more_than_its_messages()
    {
        var server = await BindAsync();
        var (client, connection) = await AcceptAsync(server);
        var echo = OnLoop(Props.Create(() => new Echo(connection, TestActor)));
        server.Probe.Send(connection, new Tcp.Register(echo));

        client.ReceiveTimeout = (int)Patience.TotalMilliseconds;
        var sent = new byte[64];
        for (var i = 0; i < 2 * Messages; i++)
        {
            client.Send(sent);
            for (var read = 0; read < sent.Length;)
                read += client.Receive(new byte[sent.Length - read]);
        }

        // The bytes (88), Received and Write with a sequence each; each of the three messages wakes an idle actor.
        const int perRoundTrip = 88 + 40 + 64;
        Assert.InRange(await ExpectMsgAsync<long>(), 0, (Messages * perRoundTrip) + Slack);
    }

    private IActorRef OnLoop(Props props) => Sys.ActorOf(props.WithDispatcher("akka.io.connection-dispatcher"));

    private static void Tell(IActorRef actor)
    {
        for (var i = 0; i < Messages; i++)
            actor.Tell(Message, ActorRefs.NoSender);
    }

    private sealed class Sink : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            // It only takes part as a receiver.
        }
    }

    private sealed class Ball
    {
        public int Passes { get; set; }
    }

    private sealed class Player(IActorRef scorer) : UntypedActor
    {
        private long _before;

        protected override void OnReceive(object message)
        {
            var ball = (Ball)message;
            ball.Passes++;
            if (!scorer.IsNobody() && _before == 0 && ball.Passes >= Messages)
                _before = GC.GetAllocatedBytesForCurrentThread();
            if (!scorer.IsNobody() && ball.Passes >= 2 * Messages)
                scorer.Tell(GC.GetAllocatedBytesForCurrentThread() - _before);
            else
                Sender.Tell(ball, Self);
        }
    }

    private sealed class Echo(IActorRef connection, IActorRef scorer) : UntypedActor
    {
        private int _received;
        private long _before;

        protected override void OnReceive(object message)
        {
            if (message is not Tcp.Received received)
                return;
            if (++_received == Messages)
                _before = GC.GetAllocatedBytesForCurrentThread();
            connection.Tell(Tcp.Write.Create(received.Data), Self);
            if (_received == 2 * Messages)
                scorer.Tell(GC.GetAllocatedBytesForCurrentThread() - _before);
        }
    }
}
