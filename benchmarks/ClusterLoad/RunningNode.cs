using System.Diagnostics;
using System.Globalization;
using ActorEcho.Actors.Transports.Connecting;
using ActorEcho.Tests.Cluster;

namespace ActorEcho.ClusterLoad;

/// <summary>A node's process, with a chat listener. Disposing kills it, if it is still there.</summary>
internal sealed class RunningNode : IDisposable
{
    private const double TicksPerSecond = 100; // USER_HZ, which Linux has fixed for programs

    private static readonly Connector Connector = new(ClientTransports.BuiltIn, TimeProvider.System);

    private readonly Process _process;
    private readonly ConnectTarget _target;

    private RunningNode(Process process, ConnectTarget target)
    {
        _process = process;
        _target = target;
    }

    /// <summary>The processor time it has used, in seconds.</summary>
    public double CpuSeconds
    {
        get
        {
            var stat = File.ReadAllText($"/proc/{_process.Id}/stat");
            // The second field is the name in brackets and may hold anything; utime and stime are the 14th and 15th.
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[11..13].Sum(static ticks => long.Parse(ticks, CultureInfo.InvariantCulture)) / TicksPerSecond;
        }
    }

    public static async Task<RunningNode> StartAsync(Options options, PostgreSqlServer database, string schema, string name, CancellationToken stop)
    {
        string[] settings =
        [
            "listeners.echo=null", "listeners.ping-pong=null", "listeners.chat.bind=\"tcp://127.0.0.1:0\"", "log-level=warning",
            "cluster.engine=postgresql", $"cluster.connection-string=\"{PostgreSqlServer.ConnectionString(database.Port)}\"",
            $"cluster.schema={schema}", $"cluster.node={name}",
        ];
        var process = Process.Start(new ProcessStartInfo(options.Node, settings.SelectMany(static setting => (string[])["--set", $"actor-echo.{setting}"]))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        try
        {
            var line = await process.StandardOutput.ReadLineAsync(stop) ?? throw new RunFailedException($"node {name} could not start");
            return new RunningNode(process, ConnectTarget.Parse(line.Split(' ')[^1], ClientTransports.BuiltIn));
        }
        catch
        {
            process.Kill();
            throw;
        }
    }

    public Task<ClientStream> ConnectAsync(CancellationToken cancellationToken) => Connector.ConnectAsync(_target, cancellationToken);

    /// <summary>Ends it as a crash does.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited) Kill();
        _process.Dispose();
    }
}
