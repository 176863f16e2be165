using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace ActorEcho.Tests.Transports.Connecting;

/// <summary>A server for tests on a free port of 127.0.0.1, or on a path: hands each connection to a handler.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly Socket _listener;
    private readonly CancellationTokenSource _stopped = new();
    private readonly Task _accepting;

    private LoopbackServer(EndPoint endPoint, Func<Stream, Task> handle)
    {
        var isUnix = endPoint.AddressFamily == AddressFamily.Unix;
        _listener = new Socket(endPoint.AddressFamily, SocketType.Stream, isUnix ? ProtocolType.Unspecified : ProtocolType.Tcp);
        _listener.Bind(endPoint);
        _listener.Listen();
        _accepting = AcceptAsync(handle);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    public static LoopbackServer Start(Func<Stream, Task> handle) => new(new IPEndPoint(IPAddress.Loopback, 0), handle);

    public static LoopbackServer StartOn(string path, Func<Stream, Task> handle) => new(new UnixDomainSocketEndPoint(path), handle);

    public static LoopbackServer StartTls(SslServerAuthenticationOptions options, Func<SslStream, Task> handle) => Start(async stream =>
    {
        await using var tls = new SslStream(stream);
        await tls.AuthenticateAsServerAsync(options);
        await handle(tls);
    });

    /// <summary>Sends everything back, then closes.</summary>
    public static async Task EchoAsync(Stream stream)
    {
        var buffer = new byte[64 * 1024];
        for (var read = await stream.ReadAsync(buffer); read > 0; read = await stream.ReadAsync(buffer))
        {
            await stream.WriteAsync(buffer.AsMemory(0, read));
        }

        if (stream is SslStream tls) await tls.ShutdownAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stopped.Dispose();
    }

    private async Task AcceptAsync(Func<Stream, Task> handle)
    {
        try
        {
            while (true) _ = ServeAsync(await _listener.AcceptAsync(_stopped.Token), handle);
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // Disposed of: no more connections.
        }
    }

    private static async Task ServeAsync(Socket socket, Func<Stream, Task> handle)
    {
        try
        {
            await using var stream = new NetworkStream(socket, ownsSocket: true);
            await handle(stream);
        }
        catch (Exception exception) when (exception is IOException or System.Security.Authentication.AuthenticationException)
        {
            // The client went away or did not agree; the test looks at the client's side.
        }
    }
}
