using System.CommandLine;
using ActorEcho.Actors.Settings;
using ActorEcho.Node.Clients;
using ActorEcho.Node.Cluster;

namespace ActorEcho.Node;

/// <summary>The node's command line.</summary>
internal static class NodeCommandLine
{
    private const string Description = """
        ActorEcho: echo, ping-pong and chat over TCP, TLS and unix sockets, as hocon.conf says.

        Without --config the file is hocon.conf in the working directory, or else the one beside the executable.
        An environment variable such as ACTORECHO__LISTENERS__ECHO__BIND overrides actor-echo.listeners.echo.bind,
        and --set overrides both. Type exit or quit, press Ctrl-C or send SIGTERM to stop.

        The commands are clients, for this server and others; each has its own --help.

        Exit codes: 0 stopped in order, 1 could not start or stop, 2 wrong command line or configuration.
        """;

    private static readonly Option<string?> ConfigFile = new("--config")
    {
        Description = "Read this file instead of hocon.conf.",
        HelpName = "FILE",
        Validators =
        {
            static file =>
            {
                if (file.GetValueOrDefault<string?>() is "") file.AddError("--config: found \"\"; allowed: the name of a file");
            },
        },
    };

    private static readonly Option<string[]> Assignments = new("--set")
    {
        Description = "Override a setting, such as actor-echo.listeners.echo.bind=tcp://127.0.0.1:7000. Repeatable.",
        HelpName = "PATH=VALUE",
        DefaultValueFactory = static _ => [],
    };

    private static readonly Option<bool> CheckOnly = new("--check")
    {
        Description = "Say whether the configuration is in order, and start nothing.",
    };

    /// <summary>Does what the command line says.</summary>
    /// <param name="args">The command line, without the program's name.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        var command = new RootCommand(Description)
        {
            ConfigFile, Assignments, CheckOnly,
            ClientCommand.Create(), ChatCommand.Create(), PingCommand.Create(), LoadCommand.Create(),
            ClusterCommand.Create([ConfigFile, Assignments], LoadAsync),
        };
        command.SetAction(RunAsync);

        // No response files: a value may well begin with @.
        var line = command.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (line.Errors.Count > 0)
        {
            foreach (var error in line.Errors)
            {
                await Console.Error.WriteLineAsync(error.Message);
            }

            await Console.Error.WriteLineAsync("See --help.");
            return ExitCode.BadConfiguration;
        }

        // What is asked for once, such as the version, is written once it is all there: one place can then say that it could not be.
        await using var answer = new StringWriter();
        // Signals are the host's to handle: it stops in order, and the exit code is then 0.
        var code = await line.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null, Output = answer });
        return await WriteAsync(answer.ToString()) ? code : ExitCode.OutputFailed;
    }

    private static async Task<bool> WriteAsync(string answer)
    {
        if (answer.Length == 0) return true;
        try
        {
            await Console.Out.WriteAsync(answer);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The latter where it was closed before the start, with the system's words within.
            await Console.Error.WriteLineAsync(OutputFailedException.TextFor(exception));
            return false;
        }
    }

    private static async Task<int> RunAsync(ParseResult line, CancellationToken cancellationToken)
    {
        // First of all: until then SIGHUP ends the process.
        using var reload = new CertificateReload();
        if (await LoadAsync(line) is not { } configuration) return ExitCode.BadConfiguration;
        // The input is not disposed: the thread that waits for a line ends with the process.
        var node = new NodeHost(configuration, TerminalInput.OrStandardInput(), Console.Out, Console.Error);
        if (line.GetValue(CheckOnly))
        {
            if (await node.CheckAsync() is var refused and not ExitCode.Success) return refused;
            foreach (var listener in configuration.Settings.Listeners)
            {
                foreach (var doubt in listener.Transport.Doubts(TimeProvider.System.GetUtcNow()))
                    await Console.Error.WriteLineAsync($"listener {listener.Name}: {doubt}");
            }

            var file = ConfigurationFile.Locate(line.GetValue(ConfigFile));
            await line.InvocationConfiguration.Output.WriteLineAsync($"{file}: in order, {configuration.Settings.Listeners.Length} listener(s)");
            return ExitCode.Success;
        }

        return await node.RunAsync(reload, cancellationToken);
    }

    /// <summary>Reads the configuration, or tells every problem with it.</summary>
    private static async Task<ServerConfiguration?> LoadAsync(ParseResult line)
    {
        try
        {
            return ServerConfiguration.Load(
                ConfigurationFile.Locate(line.GetValue(ConfigFile)),
                line.GetRequiredValue(Assignments),
                ProcessEnvironment.Variables());
        }
        catch (InvalidSettingsException exception)
        {
            foreach (var problem in exception.Problems)
            {
                await Console.Error.WriteLineAsync(problem.ToString());
            }

            return null;
        }
    }
}
