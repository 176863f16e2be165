using System.Diagnostics;

namespace ActorEcho.EndToEnd;

/// <summary>A program that is run to its end.</summary>
internal static class Command
{
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="stop">Ends it early.</param>
    /// <exception cref="RunFailedException">It has failed; the message holds what it said.</exception>
    public static async Task RunAsync(string program, string[] arguments, CancellationToken stop)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        })!;
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(stop);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None); // whoever tidies up after it finds it gone
            throw;
        }

        if (process.ExitCode != 0)
            throw new RunFailedException($"{program} {string.Join(' ', arguments)} failed:\n{await output}{await errors}");
    }
}
