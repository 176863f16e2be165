using System.Runtime.InteropServices;

namespace ActorEcho.EndToEnd;

/// <summary>The programs that are measured, and those that measure, built from this repository.</summary>
/// <param name="Root">The repository.</param>
/// <param name="Directory">Where they lie.</param>
/// <param name="HaveTls">Whether those that need OpenSSL's headers could be built.</param>
/// <param name="HaveGo">Whether that which needs Go's compiler could be.</param>
internal sealed record Programs(string Root, string Directory, bool HaveTls, bool HaveGo)
{
    private const string NodeProgram = "ActorEcho.Node";
    private const string FrameworkProgram = "FrameworkServers";

    public string EchoBaseline => Path.Combine(Directory, "echo_epoll");

    public string GoBaseline => Path.Combine(Directory, "echo_go");

    public string TlsBaseline => Path.Combine(Directory, "echo_tls");

    public string ChatBaseline => Path.Combine(Directory, "chat_epoll");

    public string EchoLoad => Path.Combine(Directory, "load");

    public string TlsLoad => Path.Combine(Directory, "tls_load");

    public string ChatLoad => Path.Combine(Directory, "chat_load");

    public string Node => Path.Combine(Directory, "node", NodeProgram);

    public string FrameworkServers => Path.Combine(Directory, "framework", FrameworkProgram);

    public string NodeProject => Path.Combine(Root, NodeProgram);

    private string Baselines => Path.Combine(Root, "benchmarks", "baselines");

    /// <summary>Builds all but the forms that only the start-up is measured with.</summary>
    public static async Task<Programs> BuildAsync(string output, CancellationToken stop)
    {
        var programs = new Programs(FindRoot(), Path.Combine(output, "bin"), await HasOpenSslAsync(stop), Installed.Has("go"));
        System.IO.Directory.CreateDirectory(programs.Directory);
        foreach (var program in (string[])[programs.EchoBaseline, programs.ChatBaseline, programs.EchoLoad, programs.ChatLoad])
            await programs.CompileAsync(program, Path.GetFileName(program), [], stop);
        if (programs.HaveTls)
        {
            await programs.CompileAsync(programs.TlsBaseline, "echo_tls", ["-lssl", "-lcrypto"], stop);
            await programs.CompileAsync(programs.TlsLoad, "load", ["-DTLS", "-lssl", "-lcrypto"], stop);
        }

        if (programs.HaveGo)
            await Command.RunAsync("go", ["build", "-o", programs.GoBaseline, Path.Combine(programs.Baselines, "echo.go")], stop);
        await programs.PublishNodeAsync("node", [], stop);
        await programs.PublishFrameworkServersAsync("framework", [], stop);
        return programs;
    }

    /// <summary>Publishes the node and returns its program.</summary>
    public async Task<string> PublishNodeAsync(string directory, string[] arguments, CancellationToken stop) =>
        Path.Combine(await PublishAsync(NodeProject, directory, arguments, stop), NodeProgram);

    /// <summary>Publishes the framework's servers and returns their program.</summary>
    public async Task<string> PublishFrameworkServersAsync(string directory, string[] arguments, CancellationToken stop) =>
        Path.Combine(await PublishAsync(Path.Combine(Baselines, FrameworkProgram), directory, arguments, stop), FrameworkProgram);

    /// <summary>What has a program compiled ahead of time for this machine.</summary>
    public static string[] ReadyToRun { get; } =
        ["-p:PublishReadyToRun=true", "--self-contained", "false", "-r", RuntimeInformation.RuntimeIdentifier];

    private async Task<string> PublishAsync(string project, string directory, string[] arguments, CancellationToken stop)
    {
        var output = Path.Combine(Directory, directory);
        await Command.RunAsync("dotnet", ["publish", project, "-c", "Release", "-o", output, "-v", "quiet", "--nologo", .. arguments], stop);
        return output;
    }

    private Task CompileAsync(string program, string source, string[] arguments, CancellationToken stop) =>
        Command.RunAsync("cc", ["-O2", "-o", program, Path.Combine(Baselines, $"{source}.c"), .. arguments], stop);

    private static async Task<bool> HasOpenSslAsync(CancellationToken stop)
    {
        try
        {
            await Command.RunAsync("cc", ["-fsyntax-only", "-include", "openssl/ssl.h", "-x", "c", "/dev/null"], stop);
            return true;
        }
        catch (RunFailedException)
        {
            // Said in the results: Installed.Missing.
            return false;
        }
    }

    private static string FindRoot()
    {
        for (var directory = AppContext.BaseDirectory; directory is not null; directory = Path.GetDirectoryName(directory))
        {
            if (File.Exists(Path.Combine(directory, "ActorEcho.sln")))
                return directory;
        }

        throw new RunFailedException("this program does not lie in the repository whose node it is to measure");
    }
}
