using ActorEcho.Actors.Clients.Load;
using ActorEcho.Actors.Transports.Connecting;
using ActorEcho.Node.Clients.Reports;

namespace ActorEcho.Node.Clients;

/// <summary>Runs a load and reports on it: progress to the error output, the result to the standard output.</summary>
/// <param name="target">Where to.</param>
/// <param name="connector">Connects.</param>
/// <param name="json">Whether the result is a JSON document, and nothing else is told.</param>
internal sealed class LoadRun(ConnectTarget target, Connector connector, bool json)
{
    public async Task<int> RunAsync(RoundTripLoad load, CancellationToken interrupted)
    {
        var report = await TellingAsync("round trips", progress => load.RunAsync(ConnectAsync, progress, interrupted));
        if (json) LoadJson.Write(Console.Out, target.Text, load, report);
        else LoadText.Write(Console.Out, target.Text, load, report);
        return report.IsSound ? ExitCode.Success : ExitCode.ClientFailed;
    }

    public async Task<int> RunAsync(ChatLoad load, CancellationToken interrupted)
    {
        var report = await TellingAsync("deliveries", progress => load.RunAsync(ConnectAsync, progress, interrupted));
        if (json) LoadJson.Write(Console.Out, target.Text, load, report);
        else LoadText.Write(Console.Out, target.Text, load, report);
        return report.IsSound ? ExitCode.Success : ExitCode.ClientFailed;
    }

    private Task<ClientStream> ConnectAsync(CancellationToken cancellationToken) => connector.ConnectAsync(target, cancellationToken);

    private async Task<T> TellingAsync<T>(string what, Func<IProgress<LoadProgress>?, Task<T>> run)
    {
        if (json) return await run(null);
        using var progress = new LoadProgressLine(Console.Error, what, isTerminal: !Console.IsErrorRedirected);
        return await run(progress);
    }
}
