using System.CommandLine;
using ActorEcho.Actors.Chat;
using ActorEcho.Actors.Clients.Chat;
using ActorEcho.Actors.Transports.Connecting;
using ActorEcho.Node.Clients.Terminal;

namespace ActorEcho.Node.Clients;

/// <summary><c>chat</c>: ProofChat's client, with its conventions, over any transport.</summary>
internal static class ChatCommand
{
    public static Command Create()
    {
        var connect = new ConnectOptions();
        var name = new Option<string>("--name")
        {
            Description = $"The name to take: 1 to {ChatName.Size} bytes, no spaces.",
            HelpName = "NAME",
            Required = true,
        };
        name.Validators.Add(result =>
        {
            if (TypedLine.NameFault(result.GetValueOrDefault<string>() ?? string.Empty) is { } fault) result.AddError($"--name: {fault}.");
        });
        var command = new Command("chat", $"""
            Chat as ProofChat's own client does: a line goes to everyone, @user text to one user, !exit leaves.

            Exit codes: {ClientRun.ExitCodes}.
            """);
        connect.AddTo(command);
        command.Add(name);
        command.SetAction((line, _) => ClientRun.RunAsync(
            line,
            connect,
            (target, connector, interrupted) =>
                RunAsync(target, connector, ChatName.Parse(line.GetRequiredValue(name)), interrupted)));
        return command;
    }

    private static async Task<int> RunAsync(
        ConnectTarget target, Connector connector, ChatName name, CancellationToken interrupted)
    {
        await using var connection = await ClientRun.ConnectAsync(target, connector, interrupted);
        var client = await ChatClient.JoinAsync(connection, name, interrupted);
        Console.WriteLine($"Server accepted connection\nTotal users: {client.UsersAtStart.Length}");
        return ConsoleTerminal.IsThere
            ? await OnTerminalAsync(client, interrupted)
            : await InPipeAsync(client, interrupted);
    }

    private static async Task<int> OnTerminalAsync(ChatClient client, CancellationToken interrupted)
    {
        var screen = new TerminalChatScreen(new ConsoleTerminal());
        screen.Open();
        try
        {
            return await ConverseAsync(client, screen, interrupted);
        }
        finally
        {
            screen.Finish();
        }
    }

    private static async Task<int> InPipeAsync(ChatClient client, CancellationToken interrupted)
    {
        // Not disposed of: whoever waits for a line does so until the process ends.
        var screen = new PlainChatScreen(Console.OpenStandardInput(), Console.Out, Console.Error);
        screen.Open();
        var code = await ConverseAsync(client, screen, interrupted);
        return screen.IsInputBroken ? ExitCode.ClientFailed : code;
    }

    private static async Task<int> ConverseAsync(ChatClient client, IChatScreen screen, CancellationToken interrupted)
    {
        string reason;
        try
        {
            if (await new ChatConversation(client, screen, TimeProvider.System).RunAsync(interrupted)) return ExitCode.Success;
            reason = "the server closed it";
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            reason = exception.Message;
        }

        screen.ShowProblem($"the connection is lost: {reason}");
        return ExitCode.ClientFailed;
    }
}
