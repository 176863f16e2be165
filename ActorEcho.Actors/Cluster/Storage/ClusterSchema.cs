using System.Globalization;
using System.Reflection;
using Npgsql;

namespace ActorEcho.Actors.Cluster.Storage;

/// <summary>
/// The tables and functions of the cluster, in a schema of their own. They are made and brought up to date by the first node
/// that needs them, whoever else starts at the same time.
/// </summary>
internal sealed class ClusterSchema(string name)
{
    /// <summary>The version that this program works with. The scripts <c>Schema/1.sql</c> to this one lead there.</summary>
    public const int Version = 1;

    /// <summary>The name, ready to be put into a statement.</summary>
    public string Quoted { get; } = new NpgsqlCommandBuilder().QuoteIdentifier(name);

    /// <summary>The channel that wakes the readers; its name is the schema's, so that two of them keep out of each other's way.</summary>
    public string Channel => Quoted;

    /// <summary>Makes the schema what this program needs.</summary>
    /// <exception cref="ClusterSchemaException">It is newer than this program, or the role lacks a right.</exception>
    public Task EnsureAsync(ClusterConnection connection) => connection.CallAsync(async database =>
    {
        if (await ReadVersionAsync(database).ConfigureAwait(false) == Version) return true;
        await using var transaction = await database.BeginTransactionAsync().ConfigureAwait(false);
        // Bound to the transaction: one of the session would outlive a connection that a pooler between us keeps open.
        await ExecuteAsync(database, $"select pg_advisory_xact_lock({Key("migrate")})").ConfigureAwait(false);
        var version = await ReadVersionAsync(database).ConfigureAwait(false);
        if (version == 0)
        {
            await BeginAsync(database).ConfigureAwait(false);
        }

        while (version < Version)
        {
            version++;
            await ExecuteAsync(database, Script(version)).ConfigureAwait(false);
            await ExecuteAsync(database, $"update {Quoted}.version set version = {version}").ConfigureAwait(false);
        }

        await transaction.CommitAsync().ConfigureAwait(false);
        return true;
    });

    /// <summary>Makes sure that the schema is there, without touching anything.</summary>
    /// <exception cref="ClusterSchemaException">It is not there, or newer than this program, or the role lacks a right.</exception>
    public Task RequireAsync(ClusterConnection connection) => connection.CallAsync(async database =>
        await ReadVersionAsync(database).ConfigureAwait(false) > 0
            ? true
            : throw new ClusterSchemaException($"there is no schema {Quoted} yet: no node of this cluster has used the database"));

    /// <summary>Makes the schema, or takes one over that somebody has made for this role, in version 0.</summary>
    private async Task BeginAsync(NpgsqlConnection database)
    {
        var isThere = await ExistsAsync(database).ConfigureAwait(false);
        try
        {
            if (!isThere) await ExecuteAsync(database, $"create schema {Quoted}").ConfigureAwait(false);
            await ExecuteAsync(
                database,
                $"create table {Quoted}.version (version int not null); insert into {Quoted}.version values (0)").ConfigureAwait(false);
        }
        catch (PostgresException exception) when (MissingRight.Is(exception))
        {
            var role = MissingRight.RoleOf(database);
            throw MissingRight.Told(
                exception,
                $"say '{(isThere ? $"alter schema {Quoted} owner to {role}" : $"create schema {Quoted} authorization {role}")}' as a superuser");
        }
    }

    /// <summary>Looked up, since "if not exists" demands the right to make one even where there is one.</summary>
    private async Task<bool> ExistsAsync(NpgsqlConnection database)
    {
        await using var find = new NpgsqlCommand("select exists (select from pg_namespace where nspname = $1)", database);
        find.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        return await find.ExecuteScalarAsync().ConfigureAwait(false) is true;
    }

    private async Task<int> ReadVersionAsync(NpgsqlConnection database)
    {
        // Not to_regclass, which may answer from a cache that does not know yet what was made while this waited for the lock.
        await using var find = new NpgsqlCommand(
            "select exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = $1 and c.relname = 'version')",
            database);
        find.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        if (await find.ExecuteScalarAsync().ConfigureAwait(false) is not true) return 0;
        await using var read = new NpgsqlCommand($"select version from {Quoted}.version", database);
        var version = Convert.ToInt32(await read.ExecuteScalarAsync().ConfigureAwait(false), CultureInfo.InvariantCulture);
        return version <= Version
            ? version
            : throw new ClusterSchemaException(
                $"the schema {Quoted} has version {version}, but this node knows none above {Version}; update the node, or give it a schema of its own (actor-echo.cluster.schema)");
    }

    private string Script(int version)
    {
        var resource = $"{typeof(ClusterSchema).Namespace}.Schema.{version}.sql";
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The assembly lacks its resource {resource}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd()
            .Replace("{schema}", Quoted, StringComparison.Ordinal)
            .Replace("{channel}", $"'{name.Replace("'", "''", StringComparison.Ordinal)}'", StringComparison.Ordinal)
            .Replace("{trim_lock}", Key("trim"), StringComparison.Ordinal);
    }

    /// <summary>An advisory lock's key, which all schemas of a database have in common with everybody else.</summary>
    private string Key(string purpose) =>
        $"hashtextextended('ActorEcho {purpose} ' || '{name.Replace("'", "''", StringComparison.Ordinal)}', 0)";

    private static async Task ExecuteAsync(NpgsqlConnection database, string text)
    {
        await using var command = new NpgsqlCommand(text, database);
        await command.ExecuteNonQueryAsync().ConfigureAwait(false);
    }
}
