namespace ActorEcho.EndToEnd;

/// <summary>What this machine has beside the programs that are built here; all of it can be missing.</summary>
internal static class Installed
{
    private const string PostgreSqlRoot = "/usr/lib/postgresql";

    /// <summary>The directory with PostgreSQL's programs; null where it is not installed.</summary>
    public static string? PostgreSql { get; } = !Directory.Exists(PostgreSqlRoot)
        ? null
        : Directory.GetDirectories(PostgreSqlRoot).Order(StringComparer.Ordinal)
            .Select(static version => Path.Combine(version, "bin"))
            .LastOrDefault(static bin => File.Exists(Path.Combine(bin, "initdb")));

    /// <summary>Adds to the path of this program, and of those it starts, where Debian has daemons: only root looks there by itself.</summary>
    public static void LookForDaemons() =>
        Environment.SetEnvironmentVariable("PATH", $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin");

    /// <summary>Whether a program is on the path; an empty name is.</summary>
    public static bool Has(string program) => program.Length == 0 || (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(':', StringSplitOptions.RemoveEmptyEntries)
        .Any(directory => File.Exists(Path.Combine(directory, program)));

    /// <summary>Why something is not measured here, and what to do, one line each.</summary>
    public static IEnumerable<string> Missing(Programs programs)
    {
        if (!programs.HaveTls)
            yield return "TLS: there are no headers of OpenSSL, whose client is the load (apt-get install libssl-dev)";
        if (!programs.HaveGo)
            yield return "Go: there is no compiler (apt-get install golang-go)";
        if (PostgreSql is null)
            yield return "cluster: PostgreSQL is not installed (apt-get install postgresql)";
        foreach (var program in Server.All.Select(static server => server.Needs).Distinct().Where(static program => !Has(program)))
            yield return $"{program}: not installed (apt-get install {program})";
    }
}
