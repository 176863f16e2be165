using System.Diagnostics;

namespace ActorEcho.EndToEnd;

/// <summary>A program that is run to its end.</summary>
internal static class Command
{
    /// <exception cref="RunFailedException">It has failed; the message holds what it said.</exception>
    public static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new RunFailedException($"{program} {string.Join(' ', arguments)} failed:\n{await output}{await errors}");
    }
}
