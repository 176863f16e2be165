using Akka.Actor;
using Akka.IO;
using Akka.TestKit;

namespace Akka.Tests.IO;

public class TcpCoalescingSpec : TestKit.Xunit2.TestKit
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly FakeConnection _connection = new();
    private readonly TestProbe _handler;
    private readonly IActorRef _actor;

    public TcpCoalescingSpec()
    {
        _handler = CreateTestProbe();
        var settings = TcpSettings.Create(Sys) with { SendBufferSize = 1_000 };
        var origin = new TcpIncomingConnection.Origin(_handler.Ref, settings, pullMode: false);
        _actor = Sys.ActorOf(new TcpIncomingConnection.Recipe(origin, _connection));
        _handler.ExpectMsg<Tcp.Connected>();
    }

    [Fact]
    public void What_is_queued_while_a_batch_is_under_way_leaves_together()
    {
        _connection.IsSlow = true;
        Write(1);
        Assert.Equal([1], NextBatch().Bytes);
        Write(2);
        Write(3);
        Write(4);
        _connection.IsSlow = false;
        _handler.Send(_actor, new Tcp.Register(_handler.Ref));

        _connection.CompleteSend();

        Assert.Equal([2, 3, 4], NextBatch().Bytes);
    }

    [Fact]
    public void No_batch_is_larger_than_the_settings_allow()
    {
        _handler.Send(_actor, Tcp.Write.Create(new byte[2_500]));

        Assert.Equal([1_000, 1_000, 500], [NextBatch().Bytes.Length, NextBatch().Bytes.Length, NextBatch().Bytes.Length]);
    }

    [Fact]
    public void What_is_too_much_for_one_turn_leaves_in_several()
    {
        _handler.Send(_actor, Tcp.Write.Create(new byte[100_000]));

        for (var i = 0; i < 100; i++)
            Assert.Equal(1_000, NextBatch().Bytes.Length);
    }

    [Fact]
    public void What_one_turn_of_the_connection_writes_leaves_together()
    {
        _connection.Gate.Reset();
        Write(0);
        Assert.Equal([0], NextBatch().Bytes);
        for (byte i = 1; i <= 100; i++)
            Write(i);

        _connection.Gate.Set();

        var (bytes, segments) = NextBatch();
        Assert.Equal(Enumerable.Range(1, 100).Select(i => (byte)i), bytes);
        Assert.Equal(100, segments);
    }

    private void Write(byte value) => _handler.Send(_actor, Tcp.Write.Create([value]));

    private (byte[] Bytes, int Segments) NextBatch()
    {
        Assert.True(_connection.Sent.TryTake(out var batch, Patience), "Nothing was sent.");
        return batch;
    }
}
