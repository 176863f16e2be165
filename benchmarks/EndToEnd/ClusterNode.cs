using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ActorEcho.EndToEnd;

/// <summary>A node of a cluster accepts clients before it has the database, and refuses their names until then.</summary>
internal static class ClusterNode
{
    private const int NameSize = 32;
    private const byte Accepted = 0;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits until a user can join.</summary>
    public static async Task AwaitOpenAsync(int port, CancellationToken stop)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(stop);
        deadline.CancelAfter(Patience);
        try
        {
            while (!await IsOpenAsync(port, deadline.Token))
                await Task.Delay(Between, deadline.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new RunFailedException($"the node on port {port} has not joined its cluster within {Patience}");
        }
    }

    private static async Task<bool> IsOpenAsync(int port, CancellationToken deadline)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, deadline);
        var stream = client.GetStream();
        var register = new byte[1 + NameSize]; // opcode 0
        Encoding.ASCII.GetBytes($"first-{port}", register.AsSpan(1));
        await stream.WriteAsync(register, deadline);
        var answer = new byte[1];
        return await stream.ReadAsync(answer, deadline) == 1 && answer[0] == Accepted;
    }
}
