using System.Net;
using System.Net.Sockets;

namespace ActorEcho.EndToEnd;

/// <summary>What idle connections cost a server.</summary>
/// <param name="Server">The server.</param>
/// <param name="BytesPerConnection">Resident memory over the process at rest, for each connection.</param>
/// <param name="StartUp">From the start of the process to the first connection.</param>
internal sealed record IdleResult(string Server, long BytesPerConnection, TimeSpan StartUp);

/// <summary>Connects many clients that say nothing, and looks at the server's memory.</summary>
internal static class IdleMemory
{
    public const string Name = "idle connections";

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    public static async Task<IdleResult> MeasureAsync(Options options, Programs programs, Server server)
    {
        using var running = await RunningServer.StartAsync(options, server, programs, Service.Echo);
        var clients = new List<Socket>();
        try
        {
            // The first clients bring in code and buffers that are no connection's own.
            for (var i = 0; i < 100; i++)
                clients.Add(await ConnectAsync(running.Port));
            await CheckAsync(clients);
            await Task.Delay(Rest);
            var before = running.ResidentBytes;
            for (var i = 0; i < options.IdleConnections; i++)
                clients.Add(await ConnectAsync(running.Port));
            await Task.Delay(Rest);
            var perConnection = (running.ResidentBytes - before) / options.IdleConnections;
            await CheckAsync(clients);
            return new IdleResult(server.Name, perConnection, running.StartUp);
        }
        finally
        {
            foreach (var client in clients)
                client.Dispose();
        }
    }

    private static async Task<Socket> ConnectAsync(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, port);
        return socket;
    }

    // Every client is served, so every one of them was a connection when the memory was looked at.
    private static async Task CheckAsync(List<Socket> clients)
    {
        var answer = new byte[4];
        foreach (var client in clients)
        {
            await client.SendAsync("idle"u8.ToArray());
            for (var read = 0; read < answer.Length;)
            {
                var count = await client.ReceiveAsync(answer.AsMemory(read));
                if (count == 0)
                    throw new RunFailedException("the server has closed an idle connection");
                read += count;
            }

            if (!answer.AsSpan().SequenceEqual("idle"u8))
                throw new RunFailedException("an idle connection's answer is wrong");
        }
    }
}
