using System.Text.RegularExpressions;
using ActorEcho.Actors.Settings;
using Akka.Configuration;

namespace ActorEcho.Tests.Settings;

public partial class ClusterSettingsTests
{
    private const string Listener = "actor-echo.listeners.chat { protocol = chat, bind = \"tcp://127.0.0.1:0\" }";

    [Fact]
    public void Without_the_section_there_is_no_cluster()
    {
        Assert.Null(ServerConfiguration.Load(RepositoryFile.Path("hocon.conf"), [], []).Settings.Cluster);
        Assert.Null(Read("actor-echo.cluster = null"));
    }

    [Fact]
    public void A_way_to_the_database_is_enough() =>
        Assert.Equal(
            new ClusterSettings("Host=db;Database=chat"),
            Read("actor-echo.cluster { engine = postgresql, connection-string = \"Host=db;Database=chat\" }"));

    [Fact]
    public void Every_setting_is_read() =>
        Assert.Equal(
            new ClusterSettings("Host=db")
            {
                Node = "node-1.example",
                Schema = "other",
                Lease = TimeSpan.FromSeconds(4),
                StoreTimeout = TimeSpan.FromSeconds(1),
                MaxPendingBytes = 1 << 20,
                RetainMessages = 7,
                RetainAge = TimeSpan.FromMinutes(2),
                ReplayOnJoin = 3,
            },
            Read("""
                actor-echo.cluster {
                  engine = postgresql, connection-string = "Host=db", node = node-1.example, schema = other
                  lease = 4s, store-timeout = 1s, max-pending = 1 MiB
                  history { retain-messages = 7, retain-age = 2m, replay-on-join = 3 }
                }
                """));

    [Fact]
    public void What_the_delivered_file_shows_in_its_comment_is_the_default()
    {
        var lines = File.ReadAllLines(RepositoryFile.Path("hocon.conf"))
            .SkipWhile(static line => line != "  # cluster {").TakeWhile(static line => line != "}")
            .Select(static line => Comment().Replace(line, string.Empty, 1).Replace("${HOSTNAME}", Environment.MachineName, StringComparison.Ordinal));
        var shown = Read($"{Listener}\nactor-echo {{\n{string.Join('\n', lines)}\n}}");
        Assert.Equal(new ClusterSettings("Host=db.example;Database=actorecho;Username=actorecho"), shown);
    }

    [Theory]
    [InlineData("connection-string = \"Host=db\"", "actor-echo.cluster.engine: missing; allowed: postgresql")]
    [InlineData("engine = oracle, connection-string = \"Host=db\"", "actor-echo.cluster.engine: found \"oracle\"; allowed: postgresql")]
    [InlineData("engine = postgresql", "actor-echo.cluster.connection-string: missing")]
    [InlineData("engine = postgresql, connection-string = \"Database=db\"", "actor-echo.cluster.connection-string: names no Host")]
    [InlineData(
        "engine = postgresql, connection-string = \"Host=db;Multiplexing=true\"", "actor-echo.cluster.connection-string: cannot be used: Pooling")]
    [InlineData("engine = postgresql, connection-string = \"Host=db\", node = \"a b\"", "actor-echo.cluster.node: found \"a b\"")]
    [InlineData("engine = postgresql, connection-string = \"Host=db\", schema = \"Ü\"", "actor-echo.cluster.schema: found")]
    [InlineData("engine = postgresql, connection-string = \"Host=db\", lease = 3s, store-timeout = 2s", "allowed: a duration from 0.1s to 1.5s")]
    [InlineData("engine = postgresql, connection-string = \"Host=db\", leese = 3s", "did you mean \"lease\"?")]
    [InlineData("engine = postgresql, connection-string = \"Host=db\", history.retain = 3", "actor-echo.cluster.history.retain: unknown key")]
    public void What_is_wrong_is_told_with_its_place(string section, string problem)
    {
        var refused = Assert.Throws<InvalidSettingsException>(() => Read($"actor-echo.cluster {{ {section} }}"));
        Assert.Contains(problem, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_error_shows_a_password()
    {
        var refused = Assert.Throws<InvalidSettingsException>(
            () => Read("actor-echo.cluster { engine = postgresql, connection-string = \"Password=secret;Hots=db\" }"));
        Assert.Contains("connection-string: cannot be read", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
    }

    private static ClusterSettings? Read(string hocon) =>
        ServerConfiguration.Read(ConfigurationFactory.ParseString($"{Listener}\n{hocon}")).Settings.Cluster;

    [GeneratedRegex("^  # ?")]
    private static partial Regex Comment();
}
