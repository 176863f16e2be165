using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Npgsql;

namespace ActorEcho.Tests.Cluster;

/// <summary>
/// A PostgreSQL of the tests' own: its own data, port and socket. It can be stopped, started, frozen and thawed, and have a standby.
/// </summary>
/// <remarks>benchmarks/ClusterLoad uses it too, hence without the test framework.</remarks>
public sealed partial class PostgreSqlServer
{
    private const string RequireVariable = "ACTORECHO_TESTS_REQUIRE_POSTGRESQL";
    private const string User = "actorecho";
    private const int MaxTries = 5;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly string? Programs = FindPrograms();

    private readonly string _directory = Directory.CreateTempSubdirectory("actorecho-postgresql-").FullName;
    private Process? _process;
    private int _schemas;

    /// <summary>Why tests that need PostgreSQL are skipped; null when they run. Where one is required they run, and fail.</summary>
    public static string? SkipReason { get; } =
        Programs is null && Environment.GetEnvironmentVariable(RequireVariable) != "1"
            ? "PostgreSQL is not installed (no /usr/lib/postgresql/*/bin/initdb): apt-get install postgresql"
            : null;

    public int Port { get; private set; }

    /// <summary>Whether commits wait for the disk; tests need not.</summary>
    public bool IsDurable { get; init; }

    /// <summary>The way to the server, or to whatever stands before it.</summary>
    public static string ConnectionString(int port) => $"Host=127.0.0.1;Port={port};Database=postgres;Username={User}";

    /// <summary>A schema that nobody has used yet.</summary>
    public string NewSchema() => $"test_{Interlocked.Increment(ref _schemas)}";

    public async Task InitializeAsync()
    {
        if (SkipReason is not null) return;
        if (Programs is null) throw new InvalidOperationException($"{RequireVariable} is 1, but there is no PostgreSQL.");
        if (IsRoot) await RunAsync("chown", "postgres:postgres", _directory);
        await RunAsync(
            AsServerUser(Path.Combine(Programs, "initdb"), "-D", Data, "-U", User, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"));
        await StartOnFreePortAsync();
    }

    public async Task DisposeAsync()
    {
        if (_process is not null) await StopAsync();
        Directory.Delete(_directory, recursive: true);
    }

    public async Task StartAsync()
    {
        var command = AsServerUser(
            Path.Combine(Programs!, "postgres"), "-D", Data, "-p", $"{Port}", "-k", _directory,
            "-c", "listen_addresses=127.0.0.1", "-c", IsDurable ? "fsync=on" : "fsync=off", "-c", "max_connections=100", "-c", "shared_buffers=32MB",
            "-c", "log_min_messages=panic");
        _process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { WorkingDirectory = _directory })!;
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                await using var connection = new NpgsqlConnection($"{ConnectionString(Port)};Pooling=false");
                await connection.OpenAsync();
                return;
            }
            catch (NpgsqlException) when (!_process.HasExited && Stopwatch.GetElapsedTime(started) < Deadline)
            {
                await Task.Delay(20); // It is not listening yet; there is no event to wait for.
            }
        }
    }

    /// <summary>Starts a standby that follows this server; from then on this one confirms nothing that the standby does not have.</summary>
    public async Task<PostgreSqlServer> StartStandbyAsync()
    {
        var standby = new PostgreSqlServer();
        if (IsRoot) await RunAsync("chown", "postgres:postgres", standby._directory);
        await RunAsync(AsServerUser(
            Path.Combine(Programs!, "pg_basebackup"), "-D", standby.Data, "-h", "127.0.0.1", "-p", $"{Port}", "-U", User,
            "-X", "stream", "--write-recovery-conf", "--checkpoint=fast", "--no-sync"));
        await standby.StartOnFreePortAsync();
        await QueryAsync("alter system set synchronous_standby_names = '*'");
        await QueryAsync("select pg_reload_conf()");
        var started = Stopwatch.GetTimestamp();
        while (await QueryAsync("select count(*) from pg_stat_replication where sync_state = 'sync'") is not 1L)
        {
            if (Stopwatch.GetElapsedTime(started) > Deadline) throw new InvalidOperationException("The standby does not follow.");
            await Task.Delay(20); // The server tells nobody.
        }

        return standby;
    }

    /// <summary>Makes a standby the one that is written to; returns when it can be.</summary>
    public Task PromoteAsync() => RunAsync(AsServerUser(Path.Combine(Programs!, "pg_ctl"), "promote", "-D", Data, "-w"));

    /// <summary>Ends as a machine does whose power fails: no process of it sees another one end.</summary>
    /// <remarks>
    /// One whose main process is gone no longer waits for the standby, and shows others a transaction that only this server has.
    /// So all are stopped where they are before the first ends.
    /// </remarks>
    public async Task KillAsync()
    {
        await FreezeAsync();
        await SignalAsync("KILL", [_process!.Id, .. Children(_process.Id)]);
        await AwaitExitAsync();
    }

    /// <summary>Stops without asking anybody, as a crash does; what is committed is kept.</summary>
    public async Task StopAsync()
    {
        await SignalAsync("QUIT", [_process!.Id]);
        await AwaitExitAsync();
    }

    private static async Task AwaitExitAsync(Process process, string what)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"{what} has not ended within {Deadline.TotalSeconds} s.");
        }
    }

    private async Task AwaitExitAsync()
    {
        await AwaitExitAsync(_process!, "the server");
        _process!.Dispose();
        _process = null;
    }

    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    /// <summary>Stops all its processes where they are; their sockets stay open.</summary>
    public async Task FreezeAsync()
    {
        await SignalAsync("STOP", [_process!.Id]);
        await SignalAsync("STOP", Children(_process.Id));
    }

    public async Task ThawAsync() => await SignalAsync("CONT", [.. Children(_process!.Id), _process.Id]);

    /// <summary>Runs a statement on a connection of its own.</summary>
    public async Task<object?> QueryAsync(string text)
    {
        await using var connection = new NpgsqlConnection($"{ConnectionString(Port)};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(text, connection);
        return await command.ExecuteScalarAsync();
    }

    private string Data => Path.Combine(_directory, "data");

    private static bool IsRoot => Environment.UserName == "root";

    private static string? FindPrograms() =>
        !RuntimeInformation.IsOSPlatform(OSPlatform.Linux) || !Directory.Exists("/usr/lib/postgresql")
            ? null
            : Directory.GetDirectories("/usr/lib/postgresql")
                .Select(static version => Path.Combine(version, "bin"))
                .LastOrDefault(static bin => File.Exists(Path.Combine(bin, "initdb")));

    // The server refuses to be run by root; the package has made a user for it.
    private static string[] AsServerUser(params string[] command) =>
        IsRoot ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--", .. command] : command;

    private static IEnumerable<int> Children(int parent)
    {
        foreach (var directory in Directory.GetDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(directory), out var id)) continue;
            string stat;
            try
            {
                stat = File.ReadAllText(Path.Combine(directory, "stat"));
            }
            catch (IOException)
            {
                continue; // It has ended meanwhile.
            }

            // The name, in parentheses, may hold anything; behind it stand the state and the parent.
            if (stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1] == $"{parent}") yield return id;
        }
    }

    private static async Task SignalAsync(string signal, IEnumerable<int> processes)
    {
        // One of them may have ended of its own accord; the exit code is then 1 and nothing is amiss.
        using var kill = Process.Start("sh", ["-c", $"kill -{signal} {string.Join(' ', processes)} 2>/dev/null; true"]);
        await AwaitExitAsync(kill, $"kill -{signal}");
    }

    private static async Task RunAsync(params string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await AwaitExitAsync(process, string.Join(' ', command));
        if (process.ExitCode != 0) throw new InvalidOperationException($"{string.Join(' ', command)}:\n{await output}{await errors}");
    }

    private async Task StartOnFreePortAsync()
    {
        for (var tries = 1; ; tries++)
        {
            Port = FreePort();
            try
            {
                await StartAsync();
                return;
            }
            catch (NpgsqlException) when (_process!.HasExited && tries < MaxTries)
            {
                _process.Dispose(); // Somebody else was faster.
            }
        }
    }

    /// <summary>
    /// None of those that the system gives to whoever asks for any: it would give this one away while the server is not running, even to
    /// a client that tries to connect to it and thereby reaches itself.
    /// </summary>
    private static int FreePort()
    {
        var firstGiven = int.Parse(File.ReadAllText("/proc/sys/net/ipv4/ip_local_port_range").Split('\t')[0], CultureInfo.InvariantCulture);
        while (true)
        {
            var port = Random.Shared.Next(firstGiven / 2, firstGiven);
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException taken) when (taken.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                continue;
            }
        }
    }
}
