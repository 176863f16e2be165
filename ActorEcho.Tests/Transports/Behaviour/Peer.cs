using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace ActorEcho.Tests.Transports.Behaviour;

/// <summary>A client over any transport, that gives up when the server stays silent for too long.</summary>
/// <param name="stream">Carries the bytes.</param>
/// <param name="complete">Ends the direction to the server.</param>
/// <param name="abort">Ends the connection without a word.</param>
internal sealed class Peer(Stream stream, Func<Task> complete, Action abort) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Connects to a socket of any kind.</summary>
    public static async Task<Peer> ConnectAsync(EndPoint server)
    {
        var socket = await OpenAsync(server);
        return Over(socket, new NetworkStream(socket, ownsSocket: true));
    }

    /// <summary>Connects and shakes hands; by default any certificate is good.</summary>
    public static async Task<Peer> ConnectTlsAsync(
        EndPoint server, SslClientAuthenticationOptions? options = null, byte[]? before = null)
    {
        var tls = await HandshakeAsync(server, options, before);
        return new Peer(tls.Stream, tls.Stream.ShutdownAsync, () => Reset(tls.Socket));
    }

    /// <summary>The client's side of a handshake, with the socket below; some bytes may go before it.</summary>
    public static async Task<(SslStream Stream, Socket Socket)> HandshakeAsync(
        EndPoint server, SslClientAuthenticationOptions? options = null, byte[]? before = null)
    {
        var socket = await OpenAsync(server);
        if (before is not null) await socket.SendAsync(before);
        var tls = new SslStream(new NetworkStream(socket, ownsSocket: true));
        try
        {
            using var deadline = new CancellationTokenSource(Patience);
            await tls.AuthenticateAsClientAsync(options ?? AnyCertificate(), deadline.Token);
            return (tls, socket);
        }
        catch
        {
            await tls.DisposeAsync();
            throw;
        }
    }

    public static SslClientAuthenticationOptions AnyCertificate(string name = "localhost") => new()
    {
        TargetHost = name,
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null,
    };

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        using var deadline = new CancellationTokenSource(Patience);
        await stream.WriteAsync(bytes, deadline.Token);
        await stream.FlushAsync(deadline.Token);
    }

    /// <summary>Sends until the server has taken nothing for a moment, or the limit is reached.</summary>
    public async Task<long> FloodAsync(byte[] part, long limit)
    {
        var sent = 0L;
        while (sent < limit)
        {
            using var moment = new CancellationTokenSource(TimeSpan.FromMilliseconds(500));
            try
            {
                await stream.WriteAsync(part, moment.Token);
            }
            catch (OperationCanceledException)
            {
                break;
            }

            sent += part.Length;
        }

        return sent;
    }

    public async Task ExpectAsync(string expected)
    {
        using var deadline = new CancellationTokenSource(Patience);
        var bytes = new byte[Encoding.UTF8.GetByteCount(expected)];
        await stream.ReadExactlyAsync(bytes, deadline.Token);
        Assert.Equal(expected, Encoding.UTF8.GetString(bytes));
    }

    public async Task<byte[]> ReceiveToEndAsync()
    {
        using var deadline = new CancellationTokenSource(Patience);
        using var received = new MemoryStream();
        await stream.CopyToAsync(received, deadline.Token);
        return received.ToArray();
    }

    public async Task ExpectEndAsync() => Assert.Empty(await ReceiveToEndAsync());

    /// <summary>Waits for the end of the connection, however it comes.</summary>
    public async Task AwaitEndAsync()
    {
        try
        {
            await ReceiveToEndAsync();
        }
        catch (IOException)
        {
            return;
        }
    }

    public Task CompleteAsync() => complete();

    public void Abort() => abort();

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    private static async Task<Socket> OpenAsync(EndPoint server)
    {
        var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Unspecified);
        using var deadline = new CancellationTokenSource(Patience);
        await socket.ConnectAsync(server, deadline.Token);
        return socket;
    }

    private static Peer Over(Socket socket, Stream stream) => new(
        stream,
        () =>
        {
            socket.Shutdown(SocketShutdown.Send);
            return Task.CompletedTask;
        },
        () => Reset(socket));

    private static void Reset(Socket socket)
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
    }
}
