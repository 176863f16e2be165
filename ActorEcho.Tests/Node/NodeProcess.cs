using System.Diagnostics;
using System.Net;
using System.Text;
using System.Threading.Channels;
using ActorEcho.Node;

namespace ActorEcho.Tests.Node;

/// <summary>The node as its users run it: a process with a command line, standard streams and an exit code.</summary>
internal sealed class NodeProcess : IAsyncDisposable
{
    /// <summary>How long a test waits for what takes a second or two on an idle machine.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Channel<string> _output = Channel.CreateUnbounded<string>();
    private readonly StringBuilder _errors = new();

    private NodeProcess(Process process)
    {
        _process = process;
        _process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null)
            {
                _output.Writer.TryComplete();
            }
            else
            {
                _output.Writer.TryWrite(line.Data);
            }
        };
        _process.ErrorDataReceived += (_, line) =>
        {
            lock (_errors)
            {
                _errors.AppendLine(line.Data);
            }
        };
    }

    /// <summary>What came on standard error so far.</summary>
    public string Errors
    {
        get
        {
            lock (_errors)
            {
                return _errors.ToString();
            }
        }
    }

    /// <summary>Starts the node.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="environment">Variables besides those of the tests.</param>
    /// <param name="workingDirectory">Where it runs; beside the node's executable when left out.</param>
    /// <param name="launcher">The program that starts it, and its first arguments, which the node's command line follows; none when left out.</param>
    public static NodeProcess Start(
        string[] args, Dictionary<string, string>? environment = null, string? workingDirectory = null, string[]? launcher = null)
    {
        var dotnet = Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";
        string[] command = [.. launcher ?? [], dotnet, typeof(ExitCode).Assembly.Location, .. args];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = workingDirectory ?? AppContext.BaseDirectory,
        };
        foreach (var (name, value) in environment ?? [])
        {
            start.Environment[name] = value;
        }

        var node = new NodeProcess(new Process { StartInfo = start });
        node._process.Start();
        node._process.BeginOutputReadLine();
        node._process.BeginErrorReadLine();
        return node;
    }

    /// <summary>A shell as the launcher, with a script that runs the node as <c>"$0" "$@"</c>.</summary>
    public static string[] Shell(string script) => ["/bin/sh", "-c", script];

    /// <summary>A launcher whose node has a standard input only for writing, as nohup makes one of a terminal.</summary>
    public static string[] UnreadableInput { get; } = Shell("""exec "$0" "$@" 0>/dev/null""");

    /// <summary>The next line on standard output.</summary>
    public async Task<string> ReadLineAsync()
    {
        using var deadline = new CancellationTokenSource(Deadline);
        try
        {
            return await _output.Reader.ReadAsync(deadline.Token);
        }
        catch (ChannelClosedException)
        {
            throw new InvalidOperationException($"Standard output has ended; standard error says:\n{Errors}");
        }
    }

    /// <summary>Where the listener of the next line listens.</summary>
    public async Task<IPEndPoint> ReadEndPointAsync()
    {
        var line = await ReadLineAsync();
        return IPEndPoint.Parse(new Uri(line.Split(' ')[^1]).Authority);
    }

    /// <summary>All that is left on standard output, once the process has ended.</summary>
    public async Task<string> ReadRestAsync() => string.Join('\n', await _output.Reader.ReadAllAsync().ToListAsync());

    public async Task TypeAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
    }

    public void EndInput() => _process.StandardInput.Close();

    public Task TerminateAsync() => SendAsync("TERM");

    public Task InterruptAsync() => SendAsync("INT");

    public Task HangUpAsync() => SendAsync("HUP");

    /// <summary>Waits for a line on standard error.</summary>
    /// <param name="text">What is in it.</param>
    public async Task AwaitErrorAsync(string text)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        while (!Errors.Contains(text, StringComparison.Ordinal)) await Task.Delay(TimeSpan.FromMilliseconds(20), deadline.Token);
    }

    /// <summary>The files that its memory is made of, as Linux tells them: assemblies among them.</summary>
    public Task<string> ReadMapsAsync() => File.ReadAllTextAsync($"/proc/{_process.Id}/maps");

    /// <summary>What Linux tells of it, a value on each line.</summary>
    public Task<string[]> ReadStatusAsync() => File.ReadAllLinesAsync($"/proc/{_process.Id}/status");

    /// <summary>Stops it where it is, with SIGSTOP. Returns when all its threads stand still.</summary>
    public async Task FreezeAsync()
    {
        await SendAsync("STOP");
        using var deadline = new CancellationTokenSource(Deadline);
        while (!await IsFrozenAsync()) await Task.Delay(1, deadline.Token); // Nobody is told.
    }

    /// <summary>Waits until a thread of it is in the kernel to open a pipe that nobody has opened for writing.</summary>
    public async Task WhenOpeningPipeAsync()
    {
        using var deadline = new CancellationTokenSource(Deadline);
        while (!await IsOpeningPipeAsync())
            await Task.Delay(TimeSpan.FromMilliseconds(20), deadline.Token); // Nobody is told.
    }

    /// <summary>Waits for the end.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> WhenExitedAsync()
    {
        using var deadline = new CancellationTokenSource(Deadline);
        await _process.WaitForExitAsync(deadline.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private async Task<bool> IsOpeningPipeAsync()
    {
        foreach (var thread in Directory.GetDirectories($"/proc/{_process.Id}/task"))
        {
            try
            {
                if (await File.ReadAllTextAsync(Path.Combine(thread, "wchan")) == "wait_for_partner") return true;
            }
            catch (IOException)
            {
                // The thread has ended meanwhile.
            }
        }

        return false;
    }

    private async Task<bool> IsFrozenAsync()
    {
        try
        {
            foreach (var thread in Directory.GetDirectories($"/proc/{_process.Id}/task"))
            {
                var stat = await File.ReadAllTextAsync(Path.Combine(thread, "stat"));
                // The name, in parentheses, may hold anything; behind it stands the state.
                if (stat[stat.LastIndexOf(')') + 2] != 'T') return false;
            }

            return true;
        }
        catch (IOException)
        {
            return false; // A thread has ended meanwhile, so not all stood still.
        }
    }

    /// <summary>Sends a signal, such as <c>STOP</c>.</summary>
    public async Task SendAsync(string signal)
    {
        using var kill = Process.Start("sh", ["-c", $"kill -{signal} {_process.Id}"]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }
}
