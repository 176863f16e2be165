using System.Diagnostics;
using System.Globalization;

namespace ActorEcho.EndToEnd;

/// <summary>A PostgreSQL of the run's own, with its data in a directory that goes with it; settings are those it comes with.</summary>
internal sealed class Database : IDisposable
{
    private const string User = "actorecho";

    private readonly ServerProcess _process;
    private readonly string _directory;

    private Database(ServerProcess process, string directory)
    {
        _process = process;
        _directory = directory;
    }

    public string ConnectionString =>
        string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={_process.Port};Database=postgres;Username={User}");

    public static async Task<Database> StartAsync(CancellationToken stop)
    {
        var directory = Directory.CreateTempSubdirectory("actorecho-benchmarks-postgresql-").FullName;
        try
        {
            return new Database(await ServeAsync(directory, stop), directory);
        }
        catch
        {
            Directory.Delete(directory, recursive: true);
            throw;
        }
    }

    public void Dispose()
    {
        _process.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private static async Task<ServerProcess> ServeAsync(string directory, CancellationToken stop)
    {
        if (IsRoot)
            await Command.RunAsync("chown", ["postgres:postgres", directory], stop);
        var data = Path.Combine(directory, "data");
        var port = ServerProcess.FreePort();
        string[] make = AsServerUser("initdb", "-D", data, "-U", User, "-A", "trust", "-E", "UTF8", "--locale=C");
        await Command.RunAsync(make[0], make[1..], stop);
        string[] serve = AsServerUser(
            "postgres", "-D", data, "-k", directory, "-p", port.ToString(CultureInfo.InvariantCulture), "-c", "listen_addresses=127.0.0.1");
        return await ServerProcess.StartAsync("PostgreSQL", new ProcessStartInfo(serve[0], serve[1..]), port, stop);
    }

    private static bool IsRoot => Environment.UserName == "root";

    // The server refuses to be run by root; its package has made a user for it.
    private static string[] AsServerUser(string program, params string[] arguments)
    {
        string[] command = [Path.Combine(Installed.PostgreSql!, program), .. arguments];
        return IsRoot ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--", .. command] : command;
    }
}
