using ActorEcho.Tests.Chat.Wire;
using ActorEcho.Tests.Transports.Connecting;

namespace ActorEcho.Tests.Node;

/// <summary>How the clients end when they are not let through to their own end.</summary>
public sealed class ClientEndsTests(RunningNode node) : IClassFixture<RunningNode>
{
    [Theory]
    [InlineData("ping", "-i", "10ms")]
    [InlineData("client")]
    public async Task A_client_whose_output_nobody_reads_any_more_ends(string command, params string[] options)
    {
        await using var client = NodeProcess.Start(
            [command, $"tcp://{node.PingPong}", .. options], launcher: NodeProcess.Shell("""yes ping 2>/dev/null | { "$0" "$@"; echo $? >&2; } | head -2"""));

        Assert.Equal(0, await client.WhenExitedAsync());
        Assert.Equal("141", client.Errors.Trim());
    }

    [Fact]
    public async Task A_chat_whose_output_nobody_reads_any_more_ends_and_blames_no_connection()
    {
        await using var server = LoopbackServer.Start(async stream =>
        {
            await stream.WriteAsync(Frames.Ack("alice"));
            while (true) await stream.WriteAsync(Frames.Message("bob", "hi"));
        });
        await using var chat = NodeProcess.Start(
            ["chat", $"tcp://127.0.0.1:{server.Port}", "--name", "alice"], launcher: NodeProcess.Shell("""{ "$0" "$@"; echo $? >&2; } | head -3"""));

        Assert.Equal(0, await chat.WhenExitedAsync());
        Assert.Equal("141", chat.Errors.Trim());
    }

    [Theory]
    [InlineData("ping", "-i", "10ms")]
    [InlineData("client")]
    public async Task A_client_whose_output_is_full_says_so(string command, params string[] options)
    {
        await using var client = NodeProcess.Start(
            [command, $"tcp://{node.PingPong}", .. options], launcher: NodeProcess.Shell("""yes ping 2>/dev/null | "$0" "$@" >/dev/full"""));

        Assert.Equal(1, await client.WhenExitedAsync());
        Assert.Equal("standard output cannot be written: No space left on device", client.Errors.Trim());
    }

    [Theory]
    [InlineData("client")]
    [InlineData("chat", "--name", "alice")]
    public async Task A_client_whose_input_cannot_be_read_says_so(string command, params string[] options)
    {
        await using var client = NodeProcess.Start(
            [command, $"tcp://{(command == "chat" ? node.Chat : node.PingPong)}", .. options], launcher: NodeProcess.UnreadableInput);

        Assert.Equal(1, await client.WhenExitedAsync());
        Assert.Contains("The input cannot be read", client.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", client.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ping_that_is_interrupted_before_its_first_answer_has_no_sums()
    {
        var pinged = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = LoopbackServer.Start(async stream =>
        {
            await stream.ReadExactlyAsync(new byte[6]);
            pinged.SetResult();
            await stream.ReadExactlyAsync(new byte[1]);
        });
        await using var ping = NodeProcess.Start(["ping", $"tcp://127.0.0.1:{server.Port}", "-W", "1h"]);
        await pinged.Task.WaitAsync(NodeProcess.Deadline);

        await ping.InterruptAsync();

        Assert.Equal(130, await ping.WhenExitedAsync());
        Assert.DoesNotContain("loss", await ping.ReadRestAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("client", "tcp://127.0.0.1:1", "pipe")]
    [InlineData("ping", "tls://127.0.0.1:1", "--ca", "pipe")]
    public async Task A_client_can_be_ended_while_it_waits_for_whoever_writes_to_a_pipe_that_it_opens(params string[] args)
    {
        if (OperatingSystem.IsWindows()) return;
        var directory = Directory.CreateTempSubdirectory();
        try
        {
            await using var client = NodeProcess.Start(
                args,
                // Or the runtime opens such a pipe itself, for debuggers.
                environment: new() { ["DOTNET_EnableDiagnostics"] = "0" },
                workingDirectory: directory.FullName,
                launcher: NodeProcess.Shell("""mkfifo pipe; exec "$0" "$@" """));
            await client.WhenOpeningPipeAsync();

            await client.TerminateAsync();

            Assert.Equal((130, string.Empty), (await client.WhenExitedAsync(), client.Errors.Trim()));
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_load_that_is_interrupted_before_it_measures_has_no_report()
    {
        await using var load = NodeProcess.Start(["load", $"tcp://{node.Echo}", "-c", "2", "-w", "1h"]);
        await load.AwaitErrorAsync("warming up");

        await load.InterruptAsync();

        Assert.Equal((130, string.Empty), (await load.WhenExitedAsync(), await load.ReadRestAsync()));
    }
}
