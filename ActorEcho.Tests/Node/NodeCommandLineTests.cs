using ActorEcho.Tests.Transports.Tls;

namespace ActorEcho.Tests.Node;

public class NodeCommandLineTests
{
    private const string AnyPort = "actor-echo.listeners.echo.bind=tcp://127.0.0.1:0";

    private static async Task<(int Code, string Output, string Errors)> RunAsync(params string[] args)
    {
        await using var node = NodeProcess.Start(args);
        node.EndInput();
        var code = await node.WhenExitedAsync();
        return (code, await node.ReadRestAsync(), node.Errors);
    }

    [Fact]
    public async Task Help_names_every_option()
    {
        var (code, output, errors) = await RunAsync("--help");

        Assert.Equal((0, string.Empty), (code, errors.Trim()));
        foreach (var option in new[] { "--config", "--set", "--check", "--version", "--help", "hocon.conf", "ACTORECHO__" })
        {
            Assert.Contains(option, output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_version_is_a_version()
    {
        var (code, output, _) = await RunAsync("--version");

        Assert.Equal(0, code);
        Assert.True(Version.TryParse(output.Split('+', '-')[0], out _), output);
    }

    [Theory]
    [InlineData("--version", "1>/dev/full", "No space left on device")]
    [InlineData("--help", "1>/dev/full", "No space left on device")]
    [InlineData("--check", "1>&-", "Bad file descriptor")]
    public async Task An_answer_that_cannot_be_written_is_told_in_one_line(string option, string output, string reason)
    {
        await using var node = NodeProcess.Start([option], launcher: NodeProcess.Shell($"""exec "$0" "$@" {output}"""));

        Assert.Equal(1, await node.WhenExitedAsync());
        Assert.Equal($"standard output cannot be written: {reason}", node.Errors.Trim());
    }

    [Theory]
    [InlineData("--no-such-option")]
    [InlineData("surprise")]
    [InlineData("--config", "")]
    public async Task A_wrong_command_line_is_refused(params string[] arguments)
    {
        var (code, output, errors) = await RunAsync(arguments);

        Assert.Equal((2, string.Empty), (code, output));
        Assert.Contains(arguments[0], errors, StringComparison.Ordinal);
        Assert.Contains("--help", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_says_that_the_delivered_configuration_is_in_order()
    {
        var (code, output, errors) = await RunAsync("--check");

        Assert.Equal((0, "hocon.conf: in order, 3 listener(s)", string.Empty), (code, output, errors.Trim()));
    }

    [Fact]
    public async Task Check_warns_of_a_certificate_that_has_expired()
    {
        using var authority = new TestAuthority();
        using var files = new CertificateFiles();
        var (certificate, key) = files.WritePem("server", authority.Issue(DateTimeOffset.UtcNow.AddMinutes(-1), "server.test"));

        var (code, output, errors) = await RunAsync(
            "--check",
            "--set", "actor-echo.listeners.echo.bind=\"tls://127.0.0.1:0\"",
            "--set", $"actor-echo.listeners.echo.tls.certificate={certificate}",
            "--set", $"actor-echo.listeners.echo.tls.key={key}");

        Assert.Equal((0, "hocon.conf: in order, 3 listener(s)"), (code, output));
        Assert.StartsWith($"listener echo: the certificate in {certificate} has expired: it was valid until ", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--check")]
    [InlineData("--set", AnyPort)]
    public async Task Bad_configuration_is_told_problem_by_problem_and_nothing_is_bound(params string[] further)
    {
        var (code, output, errors) = await RunAsync(
            [.. further, "--set", "actor-echo.listeners.echo.backlog=none", "--set", "actor-echo.listenerz=1"]);

        Assert.Equal((2, string.Empty), (code, output));
        Assert.Equal(
            [
                "--set: actor-echo.listeners.echo.backlog: found \"none\"; allowed: a whole number from 1 to 65535",
                "--set: actor-echo.listenerz: unknown key; did you mean \"listeners\"?",
            ],
            errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    [Theory]
    [InlineData("akka.scheduler.tick-duration=often", "--set", AnyPort)]
    [InlineData("akka.scheduler.tick-duration=often", "--check")]
    [InlineData("akka.io.tcp.transport=pigeon", "--set", AnyPort)]
    [InlineData("akka.io.tcp.transport=pigeon", "--check")]
    [InlineData("akka.io.connection-dispatcher.throughput=x", "--set", AnyPort)]
    [InlineData("akka.io.connection-dispatcher.throughput=x", "--check")]
    [InlineData("akka.io.dns.resolver=pigeon", "--check")]
    [InlineData("akka.io.dns.inet-address.provider-object=Pigeon", "--check")]
    [InlineData("akka.io.dns.inet-address.provider-object=System.String", "--check")]
    [InlineData("akka.io.connection-dispatcher.type=Pigeon", "--check")]
    [InlineData("akka.io.connection-dispatcher.type=System.Object", "--check")]
    [InlineData("akka.actor.default-dispatcher.executor=pigeon", "--check")]
    [InlineData("akka.actor.default-mailbox.mailbox-type=Pigeon", "--check")]
    [InlineData("akka.actor.default-mailbox.mailbox-type=System.Object", "--check")]
    [InlineData("akka.actor.guardian-supervisor-strategy=System.Object", "--check")]
    [InlineData("akka.actor.provider=pigeon", "--check")]
    [InlineData("akka.logger-formatter=Pigeon", "--check")]
    [InlineData("akka.logger-formatter=System.Object", "--check")]
    [InlineData("akka.scheduler.implementation=Pigeon", "--check")]
    [InlineData("akka.scheduler.implementation=System.Object", "--check")]
    [InlineData("akka.coordinated-shutdown.terminate-actor-system=off", "--check")]
    public async Task A_setting_that_the_engine_refuses_is_bad_configuration_too(string setting, params string[] further)
    {
        var (code, output, errors) = await RunAsync([.. further, "--set", setting]);

        Assert.Equal((2, string.Empty), (code, output));
        var line = Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        Assert.Contains("--set: ", line, StringComparison.Ordinal);
        Assert.Contains(setting.Split('.', '=')[^2], line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_configuration_file_that_is_not_there_is_told()
    {
        var (code, output, errors) = await RunAsync("--config", "no-such.conf");

        Assert.Equal((2, string.Empty), (code, output));
        Assert.StartsWith("no-such.conf: ", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_directory_in_place_of_the_configuration_file_is_told_as_one()
    {
        var (code, output, errors) = await RunAsync("--check", "--config", "/");

        Assert.Equal((2, string.Empty), (code, output));
        Assert.Equal("/: it is a directory; name the configuration file with --config", errors.Trim());
    }

    [Fact]
    public async Task A_file_in_the_working_directory_goes_before_the_one_beside_the_executable()
    {
        var directory = Directory.CreateTempSubdirectory();
        try
        {
            await using (var beside = NodeProcess.Start(["--check"], workingDirectory: directory.FullName))
            {
                Assert.Equal(0, await beside.WhenExitedAsync());
                Assert.EndsWith("in order, 3 listener(s)", await beside.ReadRestAsync(), StringComparison.Ordinal);
            }

            await File.WriteAllTextAsync(
                Path.Combine(directory.FullName, "hocon.conf"),
                "actor-echo.listeners.mine { protocol = echo, bind = \"tcp://127.0.0.1:0\" }");
            await using var own = NodeProcess.Start(["--check"], workingDirectory: directory.FullName);
            Assert.Equal(0, await own.WhenExitedAsync());
            Assert.Equal("hocon.conf: in order, 1 listener(s)", await own.ReadRestAsync());
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }
}
