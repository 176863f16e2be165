using Npgsql;

namespace ActorEcho.Actors.Cluster.Storage;

/// <summary>What the database role may not do. That is no outage, which waiting would end: somebody has to grant it.</summary>
internal static class MissingRight
{
    /// <summary>What helps where tables are there already, and are another role's.</summary>
    public const string OfAnother = "connect as the role that made the schema";

    /// <summary>Whether it is that.</summary>
    public static bool Is(PostgresException exception) => exception.SqlState == PostgresErrorCodes.InsufficientPrivilege;

    /// <summary>The exception for those whose database it is.</summary>
    /// <param name="exception">The database's.</param>
    /// <param name="advice">What they can do.</param>
    public static ClusterSchemaException Told(PostgresException exception, string advice) =>
        new($"the database role lacks a right ({exception.MessageText}): {advice} (actor-echo.cluster.connection-string)");

    /// <summary>The role, ready to be put into a statement.</summary>
    public static string RoleOf(NpgsqlConnection database) => Quoted(database.UserName);

    /// <summary>The database's name, ready to be put into a statement.</summary>
    public static string DatabaseOf(NpgsqlConnection database) => Quoted(database.Database);

    // Without a name in the connection string the driver finds one by itself, and keeps it to itself.
    private static string Quoted(string? name) => string.IsNullOrEmpty(name) ? "NAME" : new NpgsqlCommandBuilder().QuoteIdentifier(name);
}
