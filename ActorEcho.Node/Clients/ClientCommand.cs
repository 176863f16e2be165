using System.CommandLine;
using ActorEcho.Actors.Clients.Lines;
using ActorEcho.Actors.Transports.Connecting;
using ActorEcho.Node.Clients.Terminal;

namespace ActorEcho.Node.Clients;

/// <summary><c>client</c>: mimic's client. Sends lines and shows what answers them.</summary>
internal static class ClientCommand
{
    public static Command Create()
    {
        var connect = new ConnectOptions();
        var file = new Argument<string?>("file")
        {
            Description = "Send the lines of this file, each shown behind \"> \", instead of those typed.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("client", $"""
            Send lines and show the answers behind "<- ", until the lines end or the server closes.

            Exit codes: {ClientRun.ExitCodes}.
            """);
        connect.AddTo(command);
        command.Add(file);
        command.SetAction((line, _) => ClientRun.RunAsync(
            line, connect, (target, connector, interrupted) => RunAsync(target, connector, line.GetValue(file), interrupted)));
        return command;
    }

    private static async Task<int> RunAsync(
        ConnectTarget target, Connector connector, string? file, CancellationToken interrupted)
    {
        await using var lines = await ClientRun.ReadAsync(() => Open(file), interrupted);
        await using var connection = await ClientRun.ConnectAsync(target, connector, interrupted);
        await using var output = StandardOutput.Open();
        var screen = new LineScreen(output, lines is FileStream, isTerminal: !Console.IsOutputRedirected);
        var ended = await new LineConversation(connection, screen).RunAsync(new LineReader(lines), interrupted);
        screen.Finish();
        if (!ended) await Console.Error.WriteLineAsync("the server closed the connection");
        return ExitCode.Success;
    }

    private static Stream Open(string? file)
    {
        if (file is null) return Console.OpenStandardInput();
        try
        {
            return new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new FormatException($"\"{file}\": it cannot be read: {exception.Message}", exception);
        }
    }
}
