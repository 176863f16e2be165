using System.Net;
using ActorEcho.Actors.Settings;
using Akka.Configuration;

namespace ActorEcho.Tests.Settings;

public class HealthSettingsTests
{
    private const string Listener = "actor-echo.listeners.chat { protocol = chat, bind = \"tcp://127.0.0.1:0\" }";

    [Fact]
    public void Without_the_section_health_is_told_to_nobody()
    {
        Assert.Null(ServerConfiguration.Load(RepositoryFile.Path("hocon.conf"), [], []).Settings.Health);
        Assert.Null(Read("actor-echo.health = null"));
    }

    [Theory]
    [InlineData("http://127.0.0.1:9080", "127.0.0.1:9080")]
    [InlineData("http://0.0.0.0:0", "0.0.0.0:0")]
    [InlineData("http://[::1]:9080", "[::1]:9080")]
    public void An_address_and_a_port_are_read(string bind, string expected) =>
        Assert.Equal(new HealthSettings(IPEndPoint.Parse(expected)), Read($"actor-echo.health.bind = \"{bind}\""));

    [Theory]
    [InlineData("{}", "actor-echo.health.bind: missing; allowed: http://ADDRESS:PORT")]
    [InlineData("{ bind = \"https://127.0.0.1:1\" }", "actor-echo.health.bind: found \"https://127.0.0.1:1\"; allowed: http://ADDRESS:PORT")]
    [InlineData("{ bind = \"http://127.0.0.1\" }", "actor-echo.health.bind: found")]
    [InlineData("{ bind = \"http://db.example:80\" }", "actor-echo.health.bind: found")]
    [InlineData("{ bind = \"http://127.0.0.1:9080/health\" }", "actor-echo.health.bind: found")]
    [InlineData("{ bind = \"http://127.0.0.1:1\", path = x }", "actor-echo.health.path: unknown key")]
    public void What_is_wrong_is_said_with_its_place(string section, string problem)
    {
        var refused = Assert.Throws<InvalidSettingsException>(() => Read($"actor-echo.health {section}"));
        Assert.Contains(problem, refused.Problems.Single().ToString(), StringComparison.Ordinal);
    }

    private static HealthSettings? Read(string hocon) =>
        ServerConfiguration.Read(ConfigurationFactory.ParseString($"{Listener}\n{hocon}")).Settings.Health;
}
