using ActorEcho.Actors.Chat;
using ActorEcho.Actors.Protocols.Echo;
using ActorEcho.Actors.Settings;
using ActorEcho.Actors.Transports;
using Akka.Configuration;

namespace ActorEcho.Tests.Settings;

public class ServerSettingsTests
{
    private static ServerSettings Read(string hocon) =>
        ServerConfiguration.Read(ConfigurationFactory.ParseString(hocon)).Settings;

    private static ListenerSettings Listener(string hocon) => Read($"actor-echo.listeners.it {{ {hocon} }}").Listeners.Single();

    [Fact]
    public void A_listener_that_says_no_more_than_it_must_has_the_defaults() =>
        Assert.Equal(
            new ListenerSettings("it", new TcpBindAddress("127.0.0.1", 0), EchoSettings.Default, ListenerLimits.Default),
            Listener("protocol = echo, bind = \"tcp://127.0.0.1:0\""));

    [Fact]
    public void Every_limit_is_read()
    {
        var listener = Listener("""
            protocol = echo, bind = "tcp://[::1]:7", mode = once
            acceptors = 2, backlog = 3, max-connections = 4, idle-timeout = infinite, drain-timeout = 0s, max-pending = 4 KiB
            """);

        Assert.Equal(new EchoSettings { Mode = EchoMode.Once }, listener.Protocol);
        Assert.Equal(
            new ListenerLimits
            {
                Acceptors = 2,
                Backlog = 3,
                MaxConnections = 4,
                IdleTimeout = Timeout.InfiniteTimeSpan,
                DrainTimeout = TimeSpan.Zero,
                MaxPendingBytes = 4096,
            },
            listener.Limits);
    }

    [Fact]
    public void Every_setting_of_ping_pong_and_chat_is_read()
    {
        Assert.Equal(
            new PingPongSettings { MaxLineBytes = 80 },
            Listener("protocol = ping-pong, bind = \"tcp://localhost:7\", max-line-length = 80").Protocol);
        Assert.Equal(
            new ChatSettings
            {
                MaxTextBytes = 1000,
                SplitLongTexts = false,
                MaxListedUsers = 9,
                MaxQueuedBytes = 128 * 1024,
                MaxQueuedFrames = 16,
            },
            Listener("""
                protocol = chat, bind = "tcp://localhost:7"
                max-text-length = 1kB, split-long-texts = off, max-listed-users = 9, max-queued = 128 KiB, max-queued-frames = 16
                """).Protocol);
    }

    [Fact]
    public void The_defaults_section_holds_for_listeners_that_do_not_say_otherwise()
    {
        var settings = Read("""
            actor-echo {
              defaults { backlog = 7, mode = once, max-line-length = 5, idle-timeout = 1m }
              listeners {
                a { protocol = echo, bind = "tcp://127.0.0.1:0", backlog = 8 }
                b { protocol = ping-pong, bind = "tcp://127.0.0.1:0" }
              }
            }
            """);

        Assert.Equal((8, TimeSpan.FromMinutes(1)), (settings.Listeners[0].Limits.Backlog, settings.Listeners[0].Limits.IdleTimeout));
        Assert.Equal(EchoMode.Once, Assert.IsType<EchoSettings>(settings.Listeners[0].Protocol).Mode);
        Assert.Equal(7, settings.Listeners[1].Limits.Backlog);
        Assert.Equal(5, Assert.IsType<PingPongSettings>(settings.Listeners[1].Protocol).MaxLineBytes);
    }

    [Fact]
    public void Several_listeners_may_speak_one_protocol_in_the_order_of_the_text()
    {
        var settings = Read("""
            actor-echo.listeners {
              z { protocol = chat, bind = "tcp://127.0.0.1:7" }
              a { protocol = chat, bind = "tcp://127.0.0.1:8" }
            }
            """);

        Assert.Equal(["z", "a"], settings.Listeners.Select(listener => listener.Name));
    }

    [Fact]
    public void A_listener_that_is_null_is_taken_away()
    {
        var settings = Read("""
            actor-echo.listeners { a { protocol = echo, bind = "tcp://127.0.0.1:0" }, b = null }
            """);

        Assert.Equal(["a"], settings.Listeners.Select(listener => listener.Name));
    }

    [Theory]
    [InlineData("debug", LogLevelSetting.Debug)]
    [InlineData("info", LogLevelSetting.Info)]
    [InlineData("warning", LogLevelSetting.Warning)]
    [InlineData("error", LogLevelSetting.Error)]
    public void The_log_level_is_read(string text, LogLevelSetting level) =>
        Assert.Equal(level, Read($$"""
            actor-echo { log-level = {{text}}, listeners.a { protocol = echo, bind = "tcp://127.0.0.1:0" } }
            """).LogLevel);

    [Fact]
    public void The_stop_timeout_is_read() =>
        Assert.Equal(TimeSpan.FromSeconds(90), Read("""
            actor-echo { stop-timeout = 90s, listeners.a { protocol = echo, bind = "tcp://127.0.0.1:0" } }
            """).StopTimeout);

    [Fact]
    public void Chat_settings_become_the_protocols_limits()
    {
        Assert.Equal(ChatLimits.Default, ChatSettings.Default.ToLimits());
        Assert.Equal(
            new ChatLimits { MaxTextBytes = 1000, MaxFrameTextBytes = 1016, MaxListedUsers = 3 },
            new ChatSettings { MaxTextBytes = 1000, SplitLongTexts = false, MaxListedUsers = 3 }.ToLimits());
    }
}
