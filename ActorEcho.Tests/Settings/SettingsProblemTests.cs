using ActorEcho.Actors.Settings;

namespace ActorEcho.Tests.Settings;

public sealed class SettingsProblemTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.conf");

    public void Dispose() => File.Delete(_file);

    private string[] ProblemsOf(string hocon)
    {
        File.WriteAllText(_file, hocon);
        var exception = Assert.Throws<InvalidSettingsException>(() => ServerConfiguration.Load(_file, [], []));
        return [.. exception.Problems.Select(problem => problem.ToString().Replace(_file, "it.conf", StringComparison.Ordinal))];
    }

    /// <summary>The problem with one line of an otherwise sound listener; that line is the fourth.</summary>
    private string ProblemWith(string line, string protocol = "echo") => Assert.Single(ProblemsOf($$"""
        actor-echo.listeners.it {
          protocol = {{protocol}}
          bind = "tcp://127.0.0.1:0"
          {{line}}
        }
        """));

    [Theory]
    [InlineData("max-connections = many", "it.conf:4:21", "max-connections: found \"many\"; allowed: a whole number from 1 to 1000000")]
    [InlineData("max-connections = 0", "it.conf:4:21", "max-connections: found \"0\"; allowed: a whole number from 1 to 1000000")]
    [InlineData("max-connections = 1000001", "it.conf:4:21", "max-connections: found \"1000001\"; allowed: a whole number from 1 to 1000000")]
    [InlineData("max-connections = 1.5", "it.conf:4:21", "max-connections: found \"1.5\"; allowed: a whole number from 1 to 1000000")]
    [InlineData("max-connections = 99999999999999999999", "it.conf:4:21", "max-connections: found \"99999999999999999999\"; allowed: a whole number from 1 to 1000000")]
    [InlineData("backlog = [1]", "it.conf:4:13", "backlog: found a list; allowed: a whole number from 1 to 65535")]
    [InlineData("backlog = { a = 1 }", "it.conf:4:13", "backlog: found an object; allowed: a whole number from 1 to 65535")]
    [InlineData("idle-timeout = soon", "it.conf:4:18", "idle-timeout: found \"soon\"; allowed: a duration from 1s to 30d, such as 90s, or infinite")]
    [InlineData("idle-timeout = 31d", "it.conf:4:18", "idle-timeout: found \"31d\"; allowed: a duration from 1s to 30d, such as 90s, or infinite")]
    [InlineData("drain-timeout = infinite", "it.conf:4:19", "drain-timeout: found \"infinite\"; allowed: a duration from 0s to 5m, such as 90s")]
    [InlineData("drain-timeout = -1s", "it.conf:4:19", "drain-timeout: found \"-1s\"; allowed: a duration from 0s to 5m, such as 90s")]
    [InlineData("max-pending = 1 KiB", "it.conf:4:17", "max-pending: found \"1 KiB\"; allowed: a size from 4 KiB to 1 GiB, such as 64 KiB")]
    [InlineData("max-pending = 5 apples", "it.conf:4:17", "max-pending: found \"5 apples\"; allowed: a size from 4 KiB to 1 GiB, such as 64 KiB")]
    [InlineData("mode = twice", "it.conf:4:10", "mode: found \"twice\"; allowed: one of stream, once")]
    [InlineData("backlogs = 5", "it.conf:4:3", "backlogs: unknown key; did you mean \"backlog\"?")]
    [InlineData("max-conections = 5", "it.conf:4:3", "max-conections: unknown key; did you mean \"max-connections\"?")]
    [InlineData("max-line-length = 5", "it.conf:4:3", "max-line-length: a setting of protocol ping-pong, but this listener speaks echo")]
    public void A_wrong_setting_is_told_by_place_path_finding_and_what_is_allowed(string line, string place, string text) =>
        Assert.Equal($"{place}: actor-echo.listeners.it.{text}", ProblemWith(line));

    [Theory]
    [InlineData("max-queued = 64 KiB", "16", "max-queued", "64 KiB", "216 KiB")]
    [InlineData("max-queued = 100 KiB, split-long-texts = off", "16", "max-queued", "100 KiB", "193 KiB")]
    [InlineData("max-text-length = 1 MiB", "21", "max-text-length", "1 MiB", "2494 KiB")]
    [InlineData("max-listed-users = 100000", "22", "max-listed-users", "1 MiB", "6251 KiB")]
    public void What_waits_for_a_member_may_be_the_longest_text_and_more(string line, string column, string key, string found, string least) =>
        Assert.Equal(
            $"it.conf:4:{column}: actor-echo.listeners.it.{key}: max-queued is {found}, too little for the longest text and the list of users; "
            + $"allowed: {least} or more, or a lower max-text-length or max-listed-users",
            ProblemWith(line, "chat"));

    [Fact]
    public void A_switch_is_on_or_off() =>
        Assert.Equal(
            "it.conf:4:22: actor-echo.listeners.it.split-long-texts: found \"maybe\"; allowed: on or off",
            ProblemWith("split-long-texts = maybe", "chat"));

    [Fact]
    public void A_key_like_no_other_is_answered_with_those_there_are()
    {
        var problem = ProblemWith("something-else-entirely = 5");

        Assert.StartsWith("it.conf:4:3: actor-echo.listeners.it.something-else-entirely: unknown key; allowed: protocol, bind, ", problem, StringComparison.Ordinal);
        Assert.EndsWith(", mode, proxy-protocol-from", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1:9000", "a URI that begins with tcp:// or tls:// or unix://")]
    [InlineData("udp://127.0.0.1:9000", "a URI that begins with tcp:// or tls:// or unix://")]
    [InlineData("tcp://127.0.0.1", "tcp://HOST:PORT with an IPv4 address, an IPv6 address in brackets or a host name, and a port from 0 to 65535")]
    public void An_address_that_cannot_be_bound_is_told(string uri, string allowed) =>
        Assert.Equal(
            $"it.conf:1:51: actor-echo.listeners.it.bind: found \"{uri}\"; allowed: {allowed}",
            Assert.Single(ProblemsOf($"actor-echo.listeners.it {{ protocol = echo, bind = \"{uri}\" }}")));

    [Fact]
    public void A_missing_protocol_and_a_missing_address_are_two_problems() =>
        Assert.Equal(
            [
                "it.conf:1:25: actor-echo.listeners.it.protocol: missing; allowed: one of echo, ping-pong, chat",
                "it.conf:1:25: actor-echo.listeners.it.bind: missing; allowed: a URI such as \"tcp://127.0.0.1:9000\"",
            ],
            ProblemsOf("actor-echo.listeners.it { }"));

    [Fact]
    public void An_unknown_protocol_is_one_problem_whatever_its_keys()
    {
        var problem = Assert.Single(ProblemsOf("""
            actor-echo.listeners.it { protocol = chess, bind = "tcp://127.0.0.1:0", max-line-length = 3 }
            """));

        Assert.EndsWith("protocol: found \"chess\"; allowed: one of echo, ping-pong, chat", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_listeners_on_one_address_are_told_before_anything_is_bound()
    {
        var problem = Assert.Single(ProblemsOf("""
            actor-echo.listeners {
              a { protocol = echo, bind = "tcp://127.0.0.1:9000" }
              b { protocol = chat, bind = "tcp://127.0.0.1:9000" }
            }
            """));

        Assert.Equal(
            "it.conf:3:31: actor-echo.listeners.b.bind: found \"tcp://127.0.0.1:9000\"; allowed: an address that is not taken by listener a",
            problem);
    }

    [Fact]
    public void Several_acceptors_need_a_port_that_is_named() =>
        Assert.Contains("several acceptors cannot share port 0", ProblemWith("acceptors = 2"), StringComparison.Ordinal);

    [Theory]
    [InlineData("Echo")]
    [InlineData("\"a b\"")]
    [InlineData("\"a/b\"")]
    [InlineData("1st")]
    [InlineData("under_score")]
    public void A_listeners_name_is_plain(string name)
    {
        var problem = Assert.Single(ProblemsOf($$"""
            actor-echo.listeners { {{name}} { protocol = echo, bind = "tcp://127.0.0.1:0" } }
            """));

        Assert.Contains("as a listener's name; allowed: a letter, then letters, digits and dashes", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("akka.loglevel = DEBUG")]
    [InlineData("actor-echo.listeners { }")]
    [InlineData("actor-echo.listeners.echo = null")]
    public void A_server_without_listeners_is_refused(string hocon) =>
        Assert.Contains("found no listener; allowed: at least one", Assert.Single(ProblemsOf(hocon)), StringComparison.Ordinal);

    [Fact]
    public void A_text_where_an_object_belongs_is_told() =>
        Assert.Equal(
            "it.conf:1:27: actor-echo.listeners.it: found \"tcp\"; allowed: an object: { … }",
            ProblemsOf("actor-echo.listeners.it = tcp")[0]);

    [Fact]
    public void Unknown_keys_are_told_on_every_level() =>
        Assert.Equal(
            [
                "it.conf:4:1: actor-ecco: unknown key; did you mean \"actor-echo\"?",
                "it.conf:2:23: actor-echo.defaults.acceptor: unknown key; did you mean \"acceptors\"?",
                "it.conf:3:1: actor-echo.log-levle: unknown key; did you mean \"log-level\"?",
            ],
            ProblemsOf("""
                actor-echo.listeners.it { protocol = echo, bind = "tcp://127.0.0.1:0" }
                actor-echo.defaults { acceptor = 1 }
                actor-echo.log-levle = debug
                actor-ecco.log-level = debug
                """));

    [Fact]
    public void Mistyped_settings_of_the_engine_are_told() =>
        Assert.Equal(
            [
                "it.conf:2:1: akka.loglevle: unknown key; did you mean \"loglevel\"?",
                "it.conf:3:1: akka.actor.debug.weather: unknown key; the engine has no such setting",
            ],
            ProblemsOf("""
                actor-echo.listeners.it { protocol = echo, bind = "tcp://127.0.0.1:0" }
                akka.loglevle = DEBUG
                akka.actor.debug.weather = on
                """));

    [Theory]
    [InlineData("akka.io.tpc.transport = sockets", "akka.io.tpc", "tcp")]
    [InlineData("akka.shceduler { tick-duration = 20ms }", "akka.shceduler", "scheduler")]
    [InlineData("akka.actor.default-dispatcher.througput = 5", "akka.actor.default-dispatcher.througput", "throughput")]
    [InlineData("akka.mine { type = PinnedDispatcher, shutdown-timeuot = 1s }", "akka.mine.shutdown-timeuot", "shutdown-timeout")]
    [InlineData(
        "akka.mine.slow { executor = fork-join-executor, dedicated-thread-pool.thread-coutn = 2 }",
        "akka.mine.slow.dedicated-thread-pool.thread-coutn", "thread-count")]
    public void A_mistyped_section_of_the_engine_and_a_slip_in_a_definition_are_told(string setting, string path, string meant) =>
        Assert.EndsWith(
            $": {path}: unknown key; did you mean \"{meant}\"?",
            Assert.Single(ProblemsOf($"actor-echo.listeners.it {{ protocol = echo, bind = \"tcp://127.0.0.1:0\" }}\n{setting}")),
            StringComparison.Ordinal);

    [Fact]
    public void Dispatchers_mailboxes_deployments_and_phases_of_ones_own_are_no_mistakes() =>
        Assert.Single(ServerConfiguration.Read(Akka.Configuration.ConfigurationFactory.ParseString("""
            actor-echo.listeners.it { protocol = echo, bind = "tcp://127.0.0.1:0" }
            akka.actor.my-dispatcher { type = Dispatcher, throughput = 1 }
            akka.actor.default-dispatcher.attempt-teamwork = off
            akka.io.my-dispatcher.throughput = 5
            akka.mine { slow { executor = fork-join-executor }, few { mailbox-type = "Akka.Dispatch.BoundedMailbox", mailbox-capacity = 9 } }
            akka.actor.mailbox.requirements."My.Queue" = my-mailbox
            akka.actor.deployment."/it".dispatcher = akka.actor.my-dispatcher
            akka.coordinated-shutdown.phases.service-unbind.timeout = 7s
            """)).Settings.Listeners);

    [Fact]
    public void Every_problem_is_told_in_one_go()
    {
        var problems = ProblemsOf("""
            actor-echo.listeners {
              a { protocol = echo, bind = "tcp://127.0.0.1:x", backlog = none, mode = twice }
              b { protocol = chat, bind = "tcp://127.0.0.1:0", colour = red }
            }
            """);

        Assert.Equal(4, problems.Length);
    }

    [Fact]
    public void A_wrong_default_is_told_once_where_it_stands()
    {
        var problem = Assert.Single(ProblemsOf("""
            actor-echo.defaults.backlog = none
            actor-echo.listeners {
              a { protocol = echo, bind = "tcp://127.0.0.1:0" }
              b { protocol = chat, bind = "tcp://127.0.0.1:0" }
            }
            """));

        Assert.StartsWith("it.conf:1:31: actor-echo.defaults.backlog: found \"none\"", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_that_is_no_hocon_is_told_by_its_place() =>
        Assert.StartsWith("it.conf:2:", Assert.Single(ProblemsOf("actor-echo {\n  = 5\n}")), StringComparison.Ordinal);

    [Fact]
    public void A_file_that_is_not_there_is_told_by_its_name()
    {
        var exception = Assert.Throws<InvalidSettingsException>(() => ServerConfiguration.Load("no-such.conf", [], []));

        Assert.StartsWith("no-such.conf: ", Assert.Single(exception.Problems).ToString(), StringComparison.Ordinal);
    }
}
