using System.Globalization;
using System.Net;
using ActorEcho.Actors.Settings;
using ActorEcho.Node;
using ActorEcho.Tests.Node;

namespace ActorEcho.Tests.Cluster;

/// <summary>A node of a cluster as its users run it: a process with a chat listener, behind its own way to the database.</summary>
internal sealed class ClusterNodeProcess : IAsyncDisposable
{
    private const string PeakMemory = "VmHWM:";

    private readonly NodeProcess _process;

    private ClusterNodeProcess(NodeProcess process, EndPoint endPoint, DatabaseProxy database)
    {
        _process = process;
        EndPoint = endPoint;
        Database = database;
    }

    public EndPoint EndPoint { get; }

    public DatabaseProxy Database { get; }

    /// <summary>What came on standard error so far.</summary>
    public string Errors => _process.Errors;

    /// <summary>What a node's command line needs to be part of a cluster.</summary>
    public static string[] Arguments(ClusterSettings settings) => Set(
        "cluster.engine=postgresql", $"cluster.node={settings.Node}", $"cluster.schema={settings.Schema}",
        $"cluster.connection-string=\"{settings.ConnectionString}\"",
        $"cluster.lease={settings.Lease.TotalMilliseconds}ms", $"cluster.store-timeout={settings.StoreTimeout.TotalMilliseconds}ms",
        $"cluster.max-pending={settings.MaxPendingBytes}", $"cluster.history.retain-messages={settings.RetainMessages}");

    /// <summary>Starts a node; it listens, and may not be open yet.</summary>
    /// <param name="databasePort">Where its database is.</param>
    /// <param name="settings">Its settings; the way to the database is not looked at.</param>
    /// <param name="logLevel">What it writes to standard error.</param>
    public static async Task<ClusterNodeProcess> StartAsync(int databasePort, ClusterSettings settings, string logLevel = "info")
    {
        var database = new DatabaseProxy(databasePort);
        var process = NodeProcess.Start(
        [
            .. Set("listeners.echo=null", "listeners.ping-pong=null", "listeners.chat.bind=\"tcp://127.0.0.1:0\"", $"log-level={logLevel}"),
            .. Arguments(settings with { ConnectionString = PostgreSqlServer.ConnectionString(database.Port) }),
        ]);
        return new ClusterNodeProcess(process, await process.ReadEndPointAsync(), database);
    }

    /// <summary>The most memory it has had at any time, in MiB.</summary>
    public async Task<int> ReadPeakMemoryAsync()
    {
        var line = (await _process.ReadStatusAsync()).Single(static line => line.StartsWith(PeakMemory, StringComparison.Ordinal));
        return int.Parse(line[PeakMemory.Length..^"kB".Length].Trim(), CultureInfo.InvariantCulture) / 1024;
    }

    /// <summary>Ends it as a crash does.</summary>
    public async Task KillAsync()
    {
        await _process.SendAsync("KILL");
        await _process.WhenExitedAsync();
    }

    /// <summary>Stops it in order.</summary>
    public async Task StopAsync()
    {
        await _process.TerminateAsync();
        Assert.Equal(ExitCode.Success, await _process.WhenExitedAsync());
    }

    /// <summary>Stops it where it is; its sockets stay open. Returns when that is so.</summary>
    public Task FreezeAsync() => _process.FreezeAsync();

    public Task ThawAsync() => _process.SendAsync("CONT");

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        await Database.DisposeAsync();
    }

    private static string[] Set(params string[] settings) =>
        [.. settings.SelectMany(static setting => (string[])["--set", $"actor-echo.{setting}"])];
}
