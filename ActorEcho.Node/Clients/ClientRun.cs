using System.CommandLine;
using ActorEcho.Actors.Transports.Connecting;

namespace ActorEcho.Node.Clients;

/// <summary>What every client command does around its own work: read where to go, handle Ctrl-C, tell errors by exit code.</summary>
internal static class ClientRun
{
    /// <summary>The end of a command's help.</summary>
    public const string ExitCodes = "0 done, 1 not connected, connection lost or broken, output not written, 2 wrong command line, 130 interrupted, 141 nobody reads the output";

    public static async Task<int> RunAsync(
        ParseResult line, ConnectOptions options, Func<ConnectTarget, Connector, CancellationToken, Task<int>> work)
    {
        using var interruption = new Interruption();
        try
        {
            StandardOutput.UseForConsole();
            var (target, connector) = await ReadAsync(() => options.Read(line), interruption.Requested);
            return await work(target, connector, interruption.Requested);
        }
        catch (FormatException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return ExitCode.BadConfiguration;
        }
        catch (OperationCanceledException) when (interruption.Requested.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }
        catch (OutputGoneException)
        {
            return ExitCode.OutputGone;
        }
        catch (OutputFailedException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return ExitCode.OutputFailed;
        }
        catch (ConnectFailedException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            foreach (var refused in exception.Attempts.Select(attempt => attempt.RefusedCertificate).OfType<string>().Distinct())
            {
                await Console.Error.WriteLineAsync(refused.Length > 0
                    ? $"If you know this certificate to be the server's, trust it with --pin {refused}; or trust its authority with --ca FILE."
                    : "The server must be given a certificate.");
            }

            return exception.NothingTried ? ExitCode.BadConfiguration : ExitCode.ClientFailed;
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return ExitCode.ClientFailed;
        }
    }

    /// <summary>
    /// Does what opens a file that the command line names. It may be a pipe, and opening one takes until somebody writes to it; nothing
    /// but the process's end breaks that off.
    /// </summary>
    public static Task<T> ReadAsync<T>(Func<T> read, CancellationToken interrupted) =>
        Task.Run(read, CancellationToken.None).WaitAsync(interrupted);

    /// <summary>Connects; says over what when the URI left it open, since that may be plain text.</summary>
    public static async Task<ClientStream> ConnectAsync(
        ConnectTarget target, Connector connector, CancellationToken cancellationToken)
    {
        var connection = await connector.ConnectAsync(target, cancellationToken);
        if (target.Scheme is null) await Console.Error.WriteLineAsync($"connected to {connection.Peer}");
        return connection;
    }
}
