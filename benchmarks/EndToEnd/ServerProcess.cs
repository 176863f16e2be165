using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ActorEcho.EndToEnd;

/// <summary>A process that accepts clients. Disposing ends it, and those it has started.</summary>
internal sealed class ServerProcess : IDisposable
{
    private const double TicksPerSecond = 100; // USER_HZ, which Linux has fixed for programs

    // What the runtime calls the thread that compiles again what is called often; the system keeps 15 characters.
    private const string Compiler = ".NET Tiered Com";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private ServerProcess(Process process, int port)
    {
        _process = process;
        Port = port;
    }

    public int Port { get; }

    /// <summary>The processor time that it and all it has started have used, in seconds.</summary>
    public double CpuSeconds => Family(_process.Id).Sum(static id => Ticks($"/proc/{id}")) / TicksPerSecond;

    /// <summary>How many processes it consists of: one, and those it has started that still live.</summary>
    public int Processes => Family(_process.Id).Count();

    /// <summary>The processor time that each living thread of its runtime's compiler has used, in seconds.</summary>
    public IEnumerable<KeyValuePair<int, double>> CompilerSeconds => Directory.GetDirectories($"/proc/{_process.Id}/task")
        .Where(static thread => Lines($"{thread}/comm") is [Compiler])
        .Select(static thread => KeyValuePair.Create((int)Number(Path.GetFileName(thread)), Ticks(thread) / TicksPerSecond));

    /// <summary>Their resident memory, in bytes.</summary>
    public long ResidentBytes => Family(_process.Id).Sum(static id => Lines($"/proc/{id}/status")
        .Where(static line => line.StartsWith("VmRSS:", StringComparison.Ordinal))
        .Sum(static line => Number(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) * 1024));

    /// <summary>Starts it and waits until it accepts.</summary>
    /// <param name="name">What it is called if it fails.</param>
    /// <param name="start">How it is started.</param>
    /// <param name="port">Where it listens.</param>
    /// <param name="stop">Ends the wait, and it.</param>
    public static async Task<ServerProcess> StartAsync(string name, ProcessStartInfo start, int port, CancellationToken stop)
    {
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        var server = new ServerProcess(Process.Start(start)!, port);
        try
        {
            await server.AwaitAcceptingAsync(name, stop);
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>A port that nobody listens on.</summary>
    public static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }

    private async Task AwaitAcceptingAsync(string name, CancellationToken stop)
    {
        var started = Stopwatch.GetTimestamp();
        var output = new List<string>();
        _process.OutputDataReceived += (_, line) => Note(output, line.Data);
        _process.ErrorDataReceived += (_, line) => Note(output, line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        while (!await AcceptsAsync(Port, stop))
        {
            if (_process.HasExited || Stopwatch.GetElapsedTime(started) > Patience)
            {
                lock (output)
                    throw new RunFailedException($"{name} does not accept clients:\n{string.Join('\n', output)}");
            }

            await Task.Delay(1, stop);
        }
    }

    private static void Note(List<string> output, string? line)
    {
        lock (output)
            output.Add(line ?? "");
    }

    private static async Task<bool> AcceptsAsync(int port, CancellationToken stop)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port, stop);
            return true;
        }
        catch (SocketException)
        {
            // Not yet.
            return false;
        }
    }

    // A process and all below it.
    private static IEnumerable<int> Family(int id) => Lines($"/proc/{id}/task/{id}/children")
        .SelectMany(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .SelectMany(static child => Family((int)Number(child)))
        .Prepend(id);

    // The second field is the name in brackets and may hold anything; from the 14th on: utime, stime, and those of ended children.
    private static long Ticks(string directory) => Lines($"{directory}/stat")
        .Sum(static line => line[(line.LastIndexOf(')') + 2)..].Split(' ')[11..15].Sum(Number));

    // None where the process has ended meanwhile.
    private static string[] Lines(string file)
    {
        try
        {
            return File.ReadAllLines(file);
        }
        catch (IOException)
        {
            return [];
        }
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
