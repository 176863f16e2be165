using ActorEcho.Actors.Settings;
using Akka.Configuration;

namespace ActorEcho.Tests.Settings;

public class DeliveredConfigurationTests
{
    private static readonly string Delivered = RepositoryFile.Path("hocon.conf");

    [Fact]
    public void The_delivered_file_has_three_listeners_on_loopback()
    {
        var settings = ServerConfiguration.Load(Delivered, [], []).Settings;

        Assert.Equal(
            ["echo echo tcp://127.0.0.1:9000", "ping-pong ping-pong tcp://127.0.0.1:8080", "chat chat tcp://127.0.0.1:8888"],
            settings.Listeners.Select(listener => $"{listener.Name} {listener.Protocol.Name} {listener.Bind}"));
        Assert.Equal(LogLevelSetting.Info, settings.LogLevel);
    }

    [Fact]
    public void What_the_delivered_file_calls_a_default_is_the_default()
    {
        var written = ServerConfiguration.Load(Delivered, [], []).Settings;
        var built = ServerConfiguration.Load(Delivered, ["actor-echo.defaults=null", "actor-echo.log-level=null", "actor-echo.stop-timeout=null"], []).Settings;

        Assert.Equal((built.LogLevel, built.StopTimeout), (written.LogLevel, written.StopTimeout));
        Assert.Equal<ListenerSettings>(built.Listeners, written.Listeners);
        Assert.Equal(ListenerLimits.Default, written.Listeners[0].Limits);
        Assert.Equal(EchoSettings.Default, written.Listeners[0].Protocol);
        Assert.Equal(PingPongSettings.Default, written.Listeners[1].Protocol);
        Assert.Equal(ChatSettings.Default, written.Listeners[2].Protocol);
    }

    [Fact]
    public void The_delivered_file_names_every_setting()
    {
        var settings = new[] { typeof(ListenerLimits), typeof(EchoSettings), typeof(PingPongSettings), typeof(ChatSettings) }
            .SelectMany(type => type.GetProperties())
            .Count(property => property.SetMethod is not null);

        var written = ConfigurationFactory.ParseFile(Delivered).GetConfig("actor-echo.defaults")!.Root.GetObject();

        Assert.Equal(settings, written.Items.Count);
    }
}
