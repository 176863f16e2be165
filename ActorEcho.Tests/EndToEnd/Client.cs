using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ActorEcho.Tests.EndToEnd;

/// <summary>A client with a socket of its own, that gives up when the server stays silent for too long.</summary>
internal sealed class Client : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Socket _socket;

    private Client(Socket socket) => _socket = socket;

    /// <summary>Connects; a small receive buffer makes a client that does not read felt soon.</summary>
    public static async Task<Client> ConnectAsync(EndPoint server, int? receiveBuffer = null)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        if (receiveBuffer is { } size) socket.ReceiveBufferSize = size;
        using var deadline = new CancellationTokenSource(Patience);
        await socket.ConnectAsync(server, deadline.Token);
        return new Client(socket);
    }

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    public async Task SendAsync(params byte[][] parts)
    {
        using var deadline = new CancellationTokenSource(Patience);
        foreach (var part in parts)
        {
            for (var sent = 0; sent < part.Length;)
                sent += await _socket.SendAsync(part.AsMemory(sent), deadline.Token);
        }
    }

    /// <summary>Sends as much as the server takes, until it has taken nothing for a moment or the limit is reached.</summary>
    public long Flood(byte[] part, long limit)
    {
        _socket.SendTimeout = 500;
        var sent = 0L;
        try
        {
            while (sent < limit) sent += _socket.Send(part);
        }
        catch (SocketException full) when (full.SocketErrorCode is SocketError.TimedOut or SocketError.WouldBlock)
        {
            return sent;
        }

        return sent;
    }

    /// <summary>Receives exactly so many bytes.</summary>
    public async Task<byte[]> ReceiveAsync(int count)
    {
        using var deadline = new CancellationTokenSource(Patience);
        var bytes = new byte[count];
        for (var received = 0; received < count;)
        {
            var read = await _socket.ReceiveAsync(bytes.AsMemory(received), deadline.Token);
            Assert.True(read > 0, $"The server closed after {received} of {count} bytes: {Encoding.Latin1.GetString(bytes, 0, received)}");
            received += read;
        }

        return bytes;
    }

    /// <summary>Receives exactly these bytes; what came instead is shown as text, names and texts of chat included.</summary>
    public async Task ExpectAsync(byte[] expected)
    {
        var received = await ReceiveAsync(expected.Length);
        Assert.True(
            received.AsSpan().SequenceEqual(expected),
            $"expected: {Encoding.Latin1.GetString(expected)}\nreceived: {Encoding.Latin1.GetString(received)}");
    }

    public async Task ExpectAsync(string expected) =>
        Assert.Equal(expected, Encoding.UTF8.GetString(await ReceiveAsync(Encoding.UTF8.GetByteCount(expected))));

    /// <summary>Receives until the server has closed its half in order.</summary>
    public async Task<byte[]> ReceiveToEndAsync()
    {
        using var deadline = new CancellationTokenSource(Patience);
        using var received = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (await _socket.ReceiveAsync(buffer, deadline.Token) is var read and > 0) received.Write(buffer, 0, read);
        return received.ToArray();
    }

    /// <summary>The server has closed in order, and everything it said before is known.</summary>
    public async Task ExpectEndAsync() => Assert.Empty(await ReceiveToEndAsync());

    /// <summary>Waits for the end of the connection, however it comes.</summary>
    public async Task AwaitEndAsync()
    {
        try
        {
            await ReceiveToEndAsync();
        }
        catch (SocketException reset) when (reset.SocketErrorCode is SocketError.ConnectionReset or SocketError.ConnectionAborted)
        {
            return;
        }
    }

    public void HalfClose() => _socket.Shutdown(SocketShutdown.Send);

    /// <summary>Closes with a reset instead of an orderly end.</summary>
    public void Reset()
    {
        _socket.LingerState = new LingerOption(true, 0);
        _socket.Close();
    }

    public void Dispose() => _socket.Dispose();
}
