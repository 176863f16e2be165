using System.Diagnostics;

namespace ActorEcho.EndToEnd;

/// <summary>The programs that are measured, and those that measure, built from this repository.</summary>
/// <param name="Directory">Where they lie.</param>
internal sealed record Programs(string Directory)
{
    public string EchoBaseline => Path.Combine(Directory, "echo_epoll");

    public string ChatBaseline => Path.Combine(Directory, "chat_epoll");

    public string EchoLoad => Path.Combine(Directory, "load");

    public string ChatLoad => Path.Combine(Directory, "chat_load");

    public string Node => Path.Combine(Directory, "node", "ActorEcho.Node");

    public string FrameworkServers => Path.Combine(Directory, "framework", "FrameworkServers");

    public static async Task<Programs> BuildAsync(string output)
    {
        var programs = new Programs(Path.Combine(output, "bin"));
        System.IO.Directory.CreateDirectory(programs.Directory);
        var root = Root();
        var baselines = Path.Combine(root, "benchmarks", "baselines");
        foreach (var program in (string[])[programs.EchoBaseline, programs.ChatBaseline, programs.EchoLoad, programs.ChatLoad])
            await RunAsync("cc", "-O2", "-o", program, Path.Combine(baselines, Path.GetFileName(program) + ".c"));
        await PublishAsync(Path.Combine(root, "ActorEcho.Node"), Path.GetDirectoryName(programs.Node)!);
        await PublishAsync(Path.Combine(baselines, "FrameworkServers"), Path.GetDirectoryName(programs.FrameworkServers)!);
        return programs;
    }

    private static Task PublishAsync(string project, string output) =>
        RunAsync("dotnet", "publish", project, "-c", "Release", "-o", output, "-v", "quiet", "--nologo");

    private static string Root()
    {
        for (var directory = AppContext.BaseDirectory; directory is not null; directory = Path.GetDirectoryName(directory))
        {
            if (File.Exists(Path.Combine(directory, "ActorEcho.sln")))
                return directory;
        }

        throw new RunFailedException("this program does not lie in the repository whose node it is to measure");
    }

    private static async Task RunAsync(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new RunFailedException($"{command} {string.Join(' ', arguments)} failed:\n{await output}{await errors}");
    }
}
