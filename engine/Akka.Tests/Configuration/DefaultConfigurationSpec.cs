using Akka.Configuration;

namespace Akka.Tests.Configuration;

public class DefaultConfigurationSpec
{
    private readonly Config _default = ConfigurationFactory.Default();

    [Fact]
    public void The_embedded_defaults_parse_and_have_the_known_values()
    {
        Assert.Equal("INFO", _default.GetString("akka.loglevel"));
        Assert.Equal("WARNING", _default.GetString("akka.stdout-loglevel"));
        Assert.Equal(["Akka.Event.DefaultLogger"], _default.GetStringList("akka.loggers"));
        Assert.Equal(TimeSpan.FromSeconds(5), _default.GetTimeSpan("akka.logger-startup-timeout"));
        Assert.Equal(Timeout.InfiniteTimeSpan, _default.GetTimeSpan("akka.actor.ask-timeout"));
        Assert.Equal(30, _default.GetInt("akka.actor.default-dispatcher.throughput"));
        Assert.Equal(TimeSpan.FromMilliseconds(10), _default.GetTimeSpan("akka.scheduler.tick-duration"));
        Assert.Equal(512, _default.GetInt("akka.scheduler.ticks-per-wheel"));
        Assert.True(_default.GetBoolean("akka.coordinated-shutdown.terminate-actor-system"));
    }

    [Fact]
    public void Every_phase_of_the_coordinated_shutdown_depends_on_phases_that_exist()
    {
        var phases = _default.GetConfig("akka.coordinated-shutdown.phases")!;

        foreach (var (name, _) in phases.AsEnumerable())
        {
            Assert.All(phases.GetStringList($"{name}.depends-on"), dependency => Assert.True(phases.HasPath(dependency)));
        }
    }

    [Fact]
    public void The_defaults_are_parsed_once()
    {
        Assert.Same(_default, ConfigurationFactory.Default());
    }
}
