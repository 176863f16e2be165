using System.Net.Sockets;
using Akka.Actor;
using Akka.IO;

namespace Akka.Tests.IO;

public class OutboundFlowSpec
{
    private const int MaxBatch = 10;

    private readonly FakeConnection _connection = new();

    [Fact]
    public void A_peer_that_takes_whatever_it_gets_is_sent_it_with_interruptions()
    {
        const int batches = 40;
        var flow = new OutboundFlow(_connection, TcpSettings.Create(Akka.Configuration.ConfigurationFactory.Default().GetConfig("akka.io.tcp")!)
            with
        { SendBufferSize = MaxBatch }, ActorRefs.Nobody);
        flow.Offer(Tcp.Write.Create(new byte[batches * MaxBatch]), ActorRefs.Nobody);

        Assert.Equal(FlushStatus.Interrupted, flow.Flush());
        var sent = _connection.Sent.Count;
        Assert.InRange(sent, 1, batches - 1);
        Assert.False(flow.HasUnsent, "The end of the turn would go on with it.");
        while (flow.OnSent(SocketError.Success) == FlushStatus.Interrupted)
        {
            Assert.InRange(_connection.Sent.Count, sent + 1, batches - 1);
            sent = _connection.Sent.Count;
        }

        Assert.Equal(batches, _connection.Sent.Count);
        Assert.Equal(FlushStatus.Drained, flow.Flush());
    }
}
