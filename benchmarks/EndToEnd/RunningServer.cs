using System.Diagnostics;
using System.Globalization;

namespace ActorEcho.EndToEnd;

/// <summary>A server that accepts clients; in a cluster two nodes are one. Disposing ends it.</summary>
internal sealed class RunningServer : IDisposable
{
    private const int ClusterNodes = 2;

    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan RestPatience = TimeSpan.FromSeconds(10);

    private readonly List<ServerProcess> _processes = [];

    /// <summary>Where it listens; several ports with commas between, as the load takes them.</summary>
    public string Ports => string.Join(',', _processes.Select(static process => process.Port.ToString(CultureInfo.InvariantCulture)));

    /// <summary>The processor time it has used, in seconds.</summary>
    public double CpuSeconds => _processes.Sum(static process => process.CpuSeconds);

    /// <summary>The processor time that each living thread of the runtime's compiler has used in it, in seconds.</summary>
    public IReadOnlyDictionary<int, double> CompilerSeconds => _processes.SelectMany(static process => process.CompilerSeconds).ToDictionary();

    /// <summary>Its resident memory, in bytes.</summary>
    public long ResidentBytes => _processes.Sum(static process => process.ResidentBytes);

    public static async Task<RunningServer> StartAsync(
        Options options, Programs programs, Server server, Service service, string database, CancellationToken stop)
    {
        var running = new RunningServer();
        try
        {
            for (var i = 0; i < (service == Service.ClusterChat ? ClusterNodes : 1); i++)
            {
                var order = new Order(programs, service, ServerProcess.FreePort(), database);
                var command = server.Command(order)!;
                if (server.Configuration is not null)
                    await File.WriteAllTextAsync(order.ConfigurationFile, server.Configuration(order), stop);
                running._processes.Add(await ServerProcess.StartAsync(
                    server.Name, Cores.ForServer(options, command[0], command[1..]), order.Port, stop));
                if (service == Service.ClusterChat)
                    await ClusterNode.AwaitOpenAsync(order.Port, stop);
            }

            return running;
        }
        catch
        {
            running.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Waits until it is through with the clients that have gone, for ten seconds at most: one that has a process for each takes the processor
    /// of who is measured next for a good while.
    /// </summary>
    public async Task AwaitRestAsync(CancellationToken stop)
    {
        var waiting = Stopwatch.StartNew();
        var isAtRest = false;
        while (!isAtRest && waiting.Elapsed < RestPatience)
        {
            var before = CpuSeconds;
            await Task.Delay(Rest, stop);
            isAtRest = CpuSeconds <= before && _processes.Sum(static process => process.Processes) == _processes.Count;
        }
    }

    public void Dispose() => _processes.ForEach(static process => process.Dispose());
}
