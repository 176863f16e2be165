using System.Buffers;
using System.Net;
using System.Net.Sockets;
using Akka.IO;
using Akka.IO.Transport;

namespace Akka.Tests.IO;

public class InboundFlowSpec
{
    private const int MaxRead = 10;

    private readonly ScriptedConnection _connection = new();

    [Fact]
    public void Nothing_is_asked_for_before_the_start()
    {
        var flow = Flow();

        flow.Resume();

        Assert.Equal(0, _connection.Awaits);
        Assert.False(flow.MayRead);
        flow.Start();
        Assert.Equal(1, _connection.Awaits);
    }

    [Fact]
    public void What_was_told_while_suspended_is_read_on_resume_without_asking_again()
    {
        var flow = Flow();
        flow.Start();
        flow.Suspend();
        flow.OnReadable();
        Assert.False(flow.MayRead);

        flow.Resume();

        Assert.True(flow.MayRead);
        Assert.Equal(1, _connection.Awaits);
    }

    [Fact]
    public void A_wish_that_is_still_open_is_not_made_twice()
    {
        var flow = Flow();
        flow.Start();
        flow.Suspend();

        flow.Resume();

        Assert.Equal(1, _connection.Awaits);
    }

    [Fact]
    public void After_a_read_that_left_room_the_transport_is_asked_to_tell()
    {
        var flow = Flow();
        flow.Start();
        flow.OnReadable();
        _connection.Next = Bytes(MaxRead - 1);

        flow.Read(mayLend: true);

        Assert.False(flow.MayRead);
        Assert.Equal(2, _connection.Awaits);
    }

    [Fact]
    public void After_a_read_that_left_none_the_next_follows_at_once()
    {
        var flow = Flow();
        flow.Start();
        flow.OnReadable();
        _connection.Next = Bytes(MaxRead);

        flow.Read(mayLend: true);

        Assert.True(flow.MayRead);
        Assert.Equal(1, _connection.Awaits);
        _connection.Next = ReceiveResult.WouldBlock;
        flow.Read(mayLend: true);
        Assert.False(flow.MayRead);
        Assert.Equal(2, _connection.Awaits);
    }

    [Theory]
    [InlineData(MaxRead)]
    [InlineData(1)]
    public void In_pull_mode_each_resume_allows_one_read(int bytes)
    {
        var flow = Flow(pullMode: true);
        flow.Start();
        Assert.Equal(0, _connection.Awaits);
        flow.Resume();
        flow.OnReadable();
        Assert.True(flow.MayRead);
        _connection.Next = Bytes(bytes);

        flow.Read(mayLend: true);

        Assert.False(flow.MayRead);
        flow.Resume();
        Assert.True(flow.MayRead || _connection.Awaits == 2);
    }

    [Fact]
    public void After_the_end_nothing_is_read_or_asked_for()
    {
        var flow = Flow();
        flow.Start();
        flow.OnReadable();
        _connection.Next = ReceiveResult.EndOfStream;
        flow.Read(mayLend: true);

        flow.End();
        flow.OnReadable();
        flow.Resume();

        Assert.False(flow.MayRead);
        Assert.Equal(1, _connection.Awaits);
    }

    private InboundFlow Flow(bool pullMode = false) =>
        new(_connection, TcpSettings.Create(Akka.Configuration.ConfigurationFactory.Default().GetConfig("akka.io.tcp")!)
            with
        { ReceiveBufferSize = MaxRead }, pullMode);

    private static ReceiveResult Bytes(int count) => ReceiveResult.Received(new Tcp.Received(new ReadOnlySequence<byte>(new byte[count])), count);

    /// <summary>Brings what the test says, and counts how often it is asked to tell.</summary>
    private sealed class ScriptedConnection : ITransportConnection
    {
        public ReceiveResult Next { get; set; }

        public int Awaits { get; private set; }

        public EndPoint LocalAddress { get; } = new IPEndPoint(IPAddress.Loopback, 1);

        public EndPoint RemoteAddress { get; } = new IPEndPoint(IPAddress.Loopback, 2);

        public void Attach(IConnectionEvents events) => events.Sent(SocketError.Success);

        public ReceiveResult Receive(int limit, bool lend)
        {
            Assert.Equal(MaxRead, limit);
            return Next;
        }

        public void AwaitReadable() => Awaits++;

        public int TrySend(ReadOnlySpan<byte> bytes, out SocketError error)
        {
            error = SocketError.Success;
            return bytes.Length;
        }

        public SendResult Send(SendBatch batch) => SendResult.Complete(batch.Bytes);

        public bool ShutdownSend() => true;

        public void Close() => Next = ReceiveResult.EndOfStream;

        public void Abort() => Next = ReceiveResult.EndOfStream;
    }
}
