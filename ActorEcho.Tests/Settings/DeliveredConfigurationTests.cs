using ActorEcho.Actors.Settings;
using ActorEcho.Actors.Transports;
using ActorEcho.Actors.Transports.Tls;
using ActorEcho.Actors.Transports.Unix;
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
        var settings = Settable(typeof(ListenerLimits), typeof(EchoSettings), typeof(PingPongSettings), typeof(ChatSettings));
        var sections = TransportRegistry.BuiltIn.Schemes.Count(scheme => scheme != TcpBindAddress.TcpScheme);
        const int proxyNetworks = 1;

        var written = ConfigurationFactory.ParseFile(Delivered).GetConfig("actor-echo.defaults")!.Root.GetObject();

        Assert.Equal(settings + sections + proxyNetworks, written.Items.Count);
    }

    [Fact]
    public void The_delivered_file_names_every_setting_of_the_transports()
    {
        var defaults = ConfigurationFactory.ParseFile(Delivered).GetConfig("actor-echo.defaults")!;

        // The first of the certificates is described by four keys, the others by the section "certificates".
        Assert.Equal(Settable(typeof(TlsSettings)) + 4, defaults.GetConfig("tls")!.Root.GetObject().Items.Count);
        Assert.Equal(Settable(typeof(UnixSettings)), defaults.GetConfig("unix")!.Root.GetObject().Items.Count);
    }

    [Fact]
    public void What_the_delivered_file_calls_a_default_of_the_transports_is_the_default()
    {
        const string tls = "actor-echo.listeners.echo { bind = \"tls://127.0.0.1:0\", tls.certificate = development }";
        var written = ConfigurationFactory.ParseString(tls).WithFallback(ConfigurationFactory.ParseFile(Delivered));
        var unix = ConfigurationFactory.ParseString("actor-echo.listeners.echo.bind = \"unix:///tmp/echo.sock\"")
            .WithFallback(ConfigurationFactory.ParseFile(Delivered));

        var settings = Assert.IsType<TlsSettings>(ServerConfiguration.Read(written).Settings.Listeners[0].Transport);
        Assert.Equal(TlsSettings.Default with { Certificates = settings.Certificates, ApplicationProtocols = settings.ApplicationProtocols }, settings);
        Assert.Empty(settings.ApplicationProtocols);
        Assert.Equal(UnixSettings.Default, ServerConfiguration.Read(unix).Settings.Listeners[0].Transport);
    }

    private static int Settable(params Type[] types) =>
        types.SelectMany(type => type.GetProperties()).Count(property => property.SetMethod is not null);
}
