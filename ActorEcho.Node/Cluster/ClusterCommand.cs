using System.CommandLine;
using ActorEcho.Actors.Cluster.Storage;
using ActorEcho.Actors.Settings;
using Npgsql;

namespace ActorEcho.Node.Cluster;

/// <summary><c>cluster status</c>: what the database knows of the cluster that the configuration names.</summary>
internal static class ClusterCommand
{
    // How long a node waits to store a message is no measure here: a person waits, and of a process that has just begun the driver is
    // still to be compiled.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Makes the command.</summary>
    /// <param name="configuration">The options that name the configuration.</param>
    /// <param name="load">Reads the configuration that the command line names; null when it cannot be used, which has been told.</param>
    public static Command Create(IEnumerable<Option> configuration, Func<ParseResult, Task<ServerConfiguration?>> load)
    {
        var json = new Option<bool>("--json") { Description = "Print one JSON document instead of lines." };
        var status = new Command("status", """
            Print the cluster's nodes, leases and users, and how its database is.

            Exit codes: 0 printed, 1 the database cannot be asked, 2 wrong command line or configuration, or no cluster in it.
            """)
        {
            json,
        };
        foreach (var option in configuration) status.Add(option);
        status.SetAction(async (line, _) => await load(line) is { } loaded
            ? await RunAsync(loaded.Settings.Cluster, line.GetValue(json), line.InvocationConfiguration.Output)
            : ExitCode.BadConfiguration);
        return new Command("cluster", "Ask the database of a cluster.") { status };
    }

    private static async Task<int> RunAsync(ClusterSettings? settings, bool json, TextWriter output)
    {
        if (settings is null)
        {
            await Console.Error.WriteLineAsync("this node is on its own: the configuration has no actor-echo.cluster");
            return ExitCode.BadConfiguration;
        }

        try
        {
            var patience = settings.StoreTimeout > Patience ? settings.StoreTimeout : Patience;
            var status = await ClusterStatus.ReadAsync(settings with { StoreTimeout = patience });
            await output.WriteAsync(json ? ClusterStatusJson.Of(status) : ClusterStatusTable.Of(status));
            return ExitCode.Success;
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException or ClusterSchemaException)
        {
            await Console.Error.WriteLineAsync($"cannot ask the cluster's database: {exception.Message}");
            return ExitCode.StartFailed;
        }
    }
}
