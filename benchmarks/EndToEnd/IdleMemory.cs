using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace ActorEcho.EndToEnd;

/// <summary>Connects many clients that say nothing, and looks at the server's memory.</summary>
internal static class IdleMemory
{
    private const int Visits = 3;
    private const int FirstByVisit = 300;

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    public static string Name(Service service) => service == Service.TlsEcho ? "idle TLS connections" : "idle connections";

    public static async Task<IdleResult> MeasureAsync(
        Options options, Programs programs, Server server, Service service, CancellationToken stop)
    {
        using var running = await RunningServer.StartAsync(options, programs, server, service, "", stop);
        var port = int.Parse(running.Ports, System.Globalization.CultureInfo.InvariantCulture);
        var clients = new List<Stream>();
        try
        {
            // The first clients, who stay, bring in code, what the compiler needs for it, and buffers, all of which are no
            // connection's own. The compiler looks at what was called often whenever it is quiet: hence several times.
            for (var i = 0; i < Visits; i++)
            {
                await ConnectAsync(clients, FirstByVisit, port, service, stop);
                await CheckAsync(clients, stop);
                await Task.Delay(Rest, stop);
            }

            var before = running.ResidentBytes;
            await ConnectAsync(clients, options.IdleConnections, port, service, stop);
            await Task.Delay(Rest, stop);
            var perConnection = (running.ResidentBytes - before) / options.IdleConnections;
            await CheckAsync(clients, stop);
            return new IdleResult(server.Name, service == Service.TlsEcho, perConnection);
        }
        finally
        {
            foreach (var client in clients)
                await client.DisposeAsync();
        }
    }

    private static async Task ConnectAsync(List<Stream> clients, int count, int port, Service service, CancellationToken stop)
    {
        for (var i = 0; i < count; i++)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(IPAddress.Loopback, port, stop);
            clients.Add(new NetworkStream(socket, ownsSocket: true));
            if (service == Service.TlsEcho)
                clients[^1] = await HandshakeAsync(clients[^1], stop);
        }
    }

    private static async Task<Stream> HandshakeAsync(Stream plain, CancellationToken stop)
    {
        var stream = new SslStream(plain);
        await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            // It is one of our own on this machine, with a certificate that nobody knows.
            RemoteCertificateValidationCallback = static (_, certificate, _, _) => certificate is not null,
        }, stop);
        return stream;
    }

    // Every client is served, so every one of them was a connection when the memory was looked at.
    private static async Task CheckAsync(List<Stream> clients, CancellationToken stop)
    {
        var answer = new byte[4];
        foreach (var client in clients)
        {
            await client.WriteAsync("idle"u8.ToArray(), stop);
            await client.ReadExactlyAsync(answer, stop);
            if (!answer.AsSpan().SequenceEqual("idle"u8))
                throw new RunFailedException("an idle connection's answer is wrong");
        }
    }
}
