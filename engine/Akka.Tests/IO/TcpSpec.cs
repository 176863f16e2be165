using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Akka.Actor;
using Akka.Configuration;
using Akka.IO;
using Akka.TestKit;
using Xunit.Abstractions;

namespace Akka.Tests.IO;

/// <summary>
/// Real sockets on loopback, port 0. Whatever a test leaves open, every socket must be closed once its system has
/// ended.
/// </summary>
public abstract class TcpSpec : TestKit.Xunit2.TestKit
{
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly List<Socket> _sockets = [];

    protected TcpSpec(ITestOutputHelper output, string config = "")
        : base(ConfigurationFactory.ParseString(config).WithFallback(ConfigurationFactory.ParseString(
            "akka.test.single-expect-default = 20s")), output: output) =>
        Driver = Tcp.Instance.Get(Sys);

    protected TcpExt Driver { get; }

    protected override void AfterAll()
    {
        base.AfterAll();
        foreach (var socket in _sockets)
            socket.Dispose();
        var counters = Driver.Transport.Counters;
        Assert.True(
            SpinWait.SpinUntil(() => counters is { Listeners: 0, Connections: 0, PendingSends: 0 }, Patience),
            $"Leaked {counters.Listeners} listeners, {counters.Connections} connections, {counters.PendingSends} sends.");
    }

    /// <summary>Binds with a probe as commander and handler.</summary>
    protected async Task<Server> BindAsync(EndPoint? address = null, bool pullMode = false,
        IEnumerable<Inet.SocketOption>? options = null, TcpSettings? settings = null)
    {
        var probe = CreateTestProbe();
        var bind = new Tcp.Bind(probe.Ref, address ?? new IPEndPoint(IPAddress.Loopback, 0), options: options, pullMode: pullMode)
        {
            TcpSettings = settings,
        };
        probe.Send(Sys.Tcp(), bind);
        var bound = await probe.ExpectMsgAsync<Tcp.Bound>();
        return new Server(probe, probe.LastSender, bound.LocalAddress);
    }

    /// <summary>An address that refuses: it is bound, so that nobody else is given it, but nobody listens there.</summary>
    /// <param name="address">Which part of the machine; loopback by default.</param>
    protected IPEndPoint RefusingAddress(IPAddress? address = null)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _sockets.Add(socket);
        socket.Bind(new IPEndPoint(address ?? IPAddress.Loopback, 0));
        return (IPEndPoint)socket.LocalEndPoint!;
    }

    /// <summary>A plain socket connected to the server.</summary>
    protected async Task<Socket> ConnectClientAsync(EndPoint address)
    {
        var client = new Socket(address.AddressFamily, SocketType.Stream,
            address.AddressFamily == AddressFamily.Unix ? ProtocolType.Unspecified : ProtocolType.Tcp);
        _sockets.Add(client);
        await client.ConnectAsync(address);
        return client;
    }

    /// <summary>A plain socket and the connection actor it has reached, not registered yet.</summary>
    protected async Task<(Socket Client, IActorRef Connection)> AcceptAsync(Server server)
    {
        var client = await ConnectClientAsync(server.Address);
        await server.Probe.ExpectMsgAsync<Tcp.Connected>();
        return (client, server.Probe.LastSender);
    }

    /// <summary>A plain socket and the connection actor it has reached, with a probe as handler.</summary>
    protected async Task<Accepted> AcceptAndRegisterAsync(Server? server = null, bool keepOpenOnPeerClosed = false,
        bool useResumeWriting = true)
    {
        var (client, connection) = await AcceptAsync(server ?? await BindAsync());
        var handler = CreateTestProbe();
        handler.Send(connection, new Tcp.Register(handler.Ref, keepOpenOnPeerClosed, useResumeWriting));
        return new Accepted(client, connection, handler);
    }

    /// <summary>Reads from a handler until so many bytes have come.</summary>
    protected static async Task<byte[]> ReceiveBytesAsync(TestProbe handler, int count, Action? afterEach = null)
    {
        var bytes = new ArrayBufferWriter<byte>(count);
        while (bytes.WrittenCount < count)
        {
            var received = await handler.ExpectMsgAsync<Tcp.Received>();
            foreach (var segment in received.Data)
                bytes.Write(segment.Span);
            if (bytes.WrittenCount < count)
                afterEach?.Invoke();
        }

        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>Reads exactly so many bytes from a plain socket.</summary>
    protected static async Task<byte[]> ReadBytesAsync(Socket client, int count)
    {
        var bytes = new byte[count];
        using var patience = new CancellationTokenSource(Patience);
        for (var read = 0; read < count;)
        {
            var n = await client.ReceiveAsync(bytes.AsMemory(read), SocketFlags.None, patience.Token);
            Assert.True(n > 0, $"The stream ended after {read} of {count} bytes.");
            read += n;
        }

        return bytes;
    }

    /// <summary>Reads from a plain socket until its peer has closed in order.</summary>
    protected static async Task<byte[]> ReadToEndAsync(Socket client)
    {
        var bytes = new MemoryStream();
        var chunk = new byte[64 * 1024];
        using var patience = new CancellationTokenSource(Patience);
        while (await client.ReceiveAsync(chunk, SocketFlags.None, patience.Token) is var n and > 0)
            bytes.Write(chunk, 0, n);
        return bytes.ToArray();
    }

    /// <summary>Reads from a plain socket until its peer has reset it.</summary>
    protected static async Task AssertResetAsync(Socket client)
    {
        var error = await Assert.ThrowsAsync<SocketException>(() => ReadToEndAsync(client));
        Assert.Equal(SocketError.ConnectionReset, error.SocketErrorCode);
    }

    /// <summary>Writes to a plain socket until the kernels' buffers of both sides are full.</summary>
    protected static async Task<int> FillAsync(Socket client)
    {
        var chunk = new byte[64 * 1024];
        client.Blocking = false;
        var filled = 0;
        for (var refusals = 0; refusals < 20;)
        {
            var sent = client.Send(chunk, SocketFlags.None, out var error);
            filled += sent;
            refusals = sent > 0 ? 0 : refusals + 1;
            Assert.True(filled < 256 * 1024 * 1024, "The other side goes on reading.");
            if (error == SocketError.WouldBlock)
                await Task.Run(() => client.Poll(TimeSpan.FromMilliseconds(5), SelectMode.SelectWrite));
        }

        return filled;
    }

    /// <summary>The peer's kernel has what was sent, and in this order, once it has acknowledged it.</summary>
    protected static void AwaitAcknowledged(Socket client)
    {
        const int tcp = 6, info = 11, unacknowledgedAt = 24; // IPPROTO_TCP, TCP_INFO, tcpi_unacked
        var state = new byte[64];
        Assert.True(
            SpinWait.SpinUntil(() => client.GetRawSocketOption(tcp, info, state) > unacknowledgedAt
                && BitConverter.ToUInt32(state, unacknowledgedAt) == 0, Patience),
            "The peer's kernel did not acknowledge what was sent.");
    }

    protected static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    protected static string Text(Tcp.Received received) => Encoding.UTF8.GetString(received.Data);

    /// <summary>Bytes that look like no others, so that a lost or doubled one is seen.</summary>
    protected static byte[] RandomBytes(int count, int seed = 1)
    {
        var bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    protected sealed record Server(TestProbe Probe, IActorRef Listener, EndPoint Address);

    protected sealed record Accepted(Socket Client, IActorRef Connection, TestProbe Handler);

    protected sealed class Ack(int number) : Tcp.Event
    {
        public int Number { get; } = number;

        public override string ToString() => $"Ack({Number})";
    }
}
