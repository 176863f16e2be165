using System.Net;
using System.Net.Sockets;

namespace FrameworkServers;

/// <summary>Echo as one asynchronous loop for each client.</summary>
internal static class SocketEcho
{
    public static async Task RunAsync(int port)
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
        listener.Listen(4096);
        while (true)
            _ = ServeAsync(await listener.AcceptAsync());
    }

    private static async Task ServeAsync(Socket client)
    {
        using (client)
        {
            client.NoDelay = true;
            var buffer = new byte[64 * 1024];
            try
            {
                while (await client.ReceiveAsync(buffer) is var received and > 0)
                {
                    for (var sent = 0; sent < received;)
                        sent += await client.SendAsync(buffer.AsMemory(sent, received - sent));
                }
            }
            catch (SocketException)
            {
                // The client has gone.
            }
        }
    }
}
