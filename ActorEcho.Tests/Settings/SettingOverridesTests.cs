using ActorEcho.Actors.Settings;

namespace ActorEcho.Tests.Settings;

public sealed class SettingOverridesTests : IDisposable
{
    private const string Bind = "actor-echo.listeners.echo.bind";

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.conf");

    public SettingOverridesTests() => File.WriteAllText(_file, """
        actor-echo.listeners.echo { protocol = echo, bind = "tcp://127.0.0.1:1", backlog = 1, max-connections = 1 }
        """);

    public void Dispose() => File.Delete(_file);

    private ListenerSettings Echo(string[] assignments, Dictionary<string, string>? environment = null) =>
        Load(assignments, environment).Listeners.Single(listener => listener.Name == "echo");

    private ServerSettings Load(string[] assignments, Dictionary<string, string>? environment = null) =>
        ServerConfiguration.Load(_file, assignments, environment ?? []).Settings;

    private string Problem(string[] assignments, Dictionary<string, string>? environment = null) =>
        Assert.Single(Assert.Throws<InvalidSettingsException>(() => Load(assignments, environment)).Problems).ToString();

    [Fact]
    public void An_assignment_wins_over_the_environment_and_that_over_the_file()
    {
        var environment = new Dictionary<string, string>
        {
            ["ACTORECHO__LISTENERS__ECHO__BIND"] = "tcp://127.0.0.1:2",
            ["ACTORECHO__LISTENERS__ECHO__MAX_CONNECTIONS"] = "2",
            ["ACTORECHO_LISTENERS_ECHO_BACKLOG"] = "2",
            ["PATH"] = "/bin",
        };

        var echo = Echo([$"{Bind}=tcp://127.0.0.1:3"], environment);

        Assert.Equal("tcp://127.0.0.1:3", echo.Bind.ToString());
        Assert.Equal((1, 2), (echo.Limits.Backlog, echo.Limits.MaxConnections));
    }

    [Theory]
    [InlineData("tcp://127.0.0.1:7")]
    [InlineData(" \"tcp://127.0.0.1:7\" ")]
    public void A_value_needs_no_quotes_and_may_have_them(string value) =>
        Assert.Equal("tcp://127.0.0.1:7", Echo([$"{Bind}={value}"]).Bind.ToString());

    [Fact]
    public void Of_two_assignments_of_one_setting_the_last_wins() =>
        Assert.Equal(7, Echo(["actor-echo.listeners.echo.backlog=6", "actor-echo.listeners.echo.backlog=7"]).Limits.Backlog);

    [Fact]
    public void A_whole_listener_can_be_added_and_another_taken_away()
    {
        var settings = Load([
            "actor-echo.listeners.more={ protocol = ping-pong, bind = \"tcp://127.0.0.1:0\" }",
            "actor-echo.listeners.echo=null",
        ]);

        Assert.Equal("more", Assert.Single(settings.Listeners).Name);
    }

    [Fact]
    public void Sizes_and_durations_are_written_as_in_the_file()
    {
        var limits = Echo(["actor-echo.defaults.max-pending=1 MiB"], new() { ["ACTORECHO__DEFAULTS__IDLE_TIMEOUT"] = "2m" }).Limits;

        Assert.Equal((1 << 20, TimeSpan.FromMinutes(2)), (limits.MaxPendingBytes, limits.IdleTimeout));
    }

    [Fact]
    public void The_engines_settings_can_be_assigned()
    {
        var configuration = ServerConfiguration.Load(_file, ["akka.actor.default-dispatcher.throughput=5"], []);

        Assert.Equal(5, configuration.Hocon.GetInt("akka.actor.default-dispatcher.throughput"));
    }

    [Fact]
    public void The_engines_settings_have_variables_too()
    {
        var environment = new Dictionary<string, string> { ["AKKA__IO__TCP__EVENT_LOOPS"] = "3", ["AKKA__IO__TCP__TRANSPORT"] = "sockets" };

        var engine = ServerConfiguration.Load(_file, ["akka.io.tcp.transport=epoll"], environment).Hocon;

        Assert.Equal((3, "epoll"), (engine.GetInt("akka.io.tcp.event-loops"), engine.GetString("akka.io.tcp.transport")));
        Assert.Equal(
            "environment variable AKKA__IO__TCP__TRANSPORTS: akka.io.tcp.transports: unknown key; did you mean \"transport\"?",
            Problem([], new() { ["AKKA__IO__TCP__TRANSPORTS"] = "sockets" }));
    }

    [Fact]
    public void A_wrong_value_is_told_with_where_it_came_from()
    {
        Assert.StartsWith(
            "--set: actor-echo.listeners.echo.backlog: found \"many\"; allowed: ",
            Problem(["actor-echo.listeners.echo.backlog=many"]),
            StringComparison.Ordinal);
        Assert.StartsWith(
            "environment variable ACTORECHO__LISTENERS__ECHO__BACKLOG: actor-echo.listeners.echo.backlog: found \"many\"; allowed: ",
            Problem([], new() { ["ACTORECHO__LISTENERS__ECHO__BACKLOG"] = "many" }),
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_key_is_told_with_where_it_came_from()
    {
        Assert.Equal(
            "--set: actor-echo.listeners.echo.backlogs: unknown key; did you mean \"backlog\"?",
            Problem(["actor-echo.listeners.echo.backlogs=1"]));
        Assert.Equal(
            "environment variable ACTORECHO__LISTENERZ: actor-echo.listenerz: unknown key; did you mean \"listeners\"?",
            Problem([], new() { ["ACTORECHO__LISTENERZ"] = "1" }));
    }

    [Theory]
    [InlineData("actor-echo.log-level")]
    [InlineData("=debug")]
    [InlineData("")]
    public void What_is_no_assignment_is_refused(string assignment) =>
        Assert.StartsWith($"--set: found \"{assignment}\"; allowed: path=value", Problem([assignment]), StringComparison.Ordinal);

    [Theory]
    [InlineData("a..b=1")]
    [InlineData("actor-echo.listeners={ unclosed")]
    public void An_assignment_that_cannot_be_read_is_refused(string assignment) =>
        Assert.StartsWith("--set", Problem([assignment]), StringComparison.Ordinal);

    [Fact]
    public void A_variable_with_an_empty_part_is_refused() =>
        Assert.StartsWith(
            "environment variable ACTORECHO__LISTENERS____BIND: found a name with an empty part",
            Problem([], new() { ["ACTORECHO__LISTENERS____BIND"] = "x" }),
            StringComparison.Ordinal);
}
