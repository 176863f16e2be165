using System.Text.RegularExpressions;
using Akka.Configuration.Hocon;
using Npgsql;

namespace ActorEcho.Actors.Settings.Reading;

/// <summary>Reads what makes a node part of a cluster.</summary>
internal static partial class ClusterReader
{
    private const string ConnectionString = "connection-string";
    private const string ConnectionStringAllowed = "what Npgsql takes, such as \"Host=db.example;Database=actorecho;Username=actorecho\"";

    private static readonly TimeSpan ShortestLease = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestLease = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ShortestStoreTimeout = TimeSpan.FromMilliseconds(100);

    /// <summary>The settings; null, and a problem, when there is no way to a database.</summary>
    public static ClusterSettings? Read(SectionReader section)
    {
        if (section.Required("engine", "postgresql") is { } engine && engine.GetString() != "postgresql")
        {
            section.Reject("engine", engine, "postgresql");
        }

        var connectionString = ReadConnectionString(section);
        var defaults = new ClusterSettings(connectionString ?? string.Empty);
        var lease = section.Duration("lease", defaults.Lease, ShortestLease, LongestLease);
        var history = section.Section("history");
        var settings = defaults with
        {
            Node = section.Text(
                "node", defaults.Node, "letters, digits, dots, dashes and underscores, 63 at most", static text => NodeName().IsMatch(text)),
            Schema = section.Text(
                "schema", defaults.Schema, "a lower-case letter, then lower-case letters, digits and underscores, 63 at most",
                static text => SchemaName().IsMatch(text)),
            Lease = lease,
            StoreTimeout = section.Duration("store-timeout", Least(defaults.StoreTimeout, lease / 2), ShortestStoreTimeout, lease / 2),
            MaxPendingBytes = section.Bytes("max-pending", defaults.MaxPendingBytes, 64 << 10, 1 << 30),
            RetainMessages = history.WholeNumber("retain-messages", defaults.RetainMessages, 0, 1_000_000),
            RetainAge = history.Duration("retain-age", defaults.RetainAge, TimeSpan.FromSeconds(1), TimeSpan.FromDays(365)),
            ReplayOnJoin = history.WholeNumber("replay-on-join", defaults.ReplayOnJoin, 0, 1000),
        };
        history.RejectUnknownKeys();
        section.RejectUnknownKeys();
        return connectionString is null ? null : settings;
    }

    private static string? ReadConnectionString(SectionReader section)
    {
        if (section.Required(ConnectionString, ConnectionStringAllowed) is not { } value) return null;
        try
        {
            var text = new NpgsqlConnectionStringBuilder(value.GetString());
            if (!string.IsNullOrEmpty(text.Host)) return Checked(section, value, text);
            section.RejectSecret(ConnectionString, value, "names no Host", ConnectionStringAllowed);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidCastException)
        {
            section.RejectSecret(ConnectionString, value, "cannot be read", ConnectionStringAllowed);
        }

        return null;
    }

    /// <summary>Has the driver look, as it does when a connection is opened, whether the parts go together.</summary>
    private static string? Checked(SectionReader section, HoconValue value, NpgsqlConnectionStringBuilder text)
    {
        text.Pooling = false;
        try
        {
            using var source = NpgsqlDataSource.Create(text);
            return value.GetString();
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or NotSupportedException)
        {
            section.RejectSecret(
                ConnectionString, value, $"cannot be used: {exception.Message}", "what Npgsql takes with Pooling=false, which a node's connections have");
            return null;
        }
    }

    private static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;

    [GeneratedRegex("^[A-Za-z0-9._-]{1,63}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex NodeName();

    [GeneratedRegex("^[a-z][a-z0-9_]{0,62}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex SchemaName();
}
