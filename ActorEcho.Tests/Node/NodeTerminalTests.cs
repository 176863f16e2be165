using System.Net.Sockets;
using ActorEcho.Node;
using ActorEcho.Tests.Transports.Interoperation;

namespace ActorEcho.Tests.Node;

/// <summary>A node whose standard input is a terminal.</summary>
public sealed class NodeTerminalTests
{
    // A shell that has started the node in the background of a terminal of its own: what it is told is typed there, and fg puts the
    // node in front.
    private const string Shell = """
        import fcntl, os, pty, subprocess, sys, termios
        keyboard, terminal = pty.openpty()
        os.setsid()
        fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)
        node = subprocess.Popen(sys.argv[1:], stdin=terminal, preexec_fn=os.setpgrp)
        for line in sys.stdin:
            if line == "fg\n":
                os.tcsetpgrp(terminal, node.pid)
            else:
                os.write(keyboard, line.encode())
        sys.exit(node.wait())
        """;

    [ToolFact("python3")]
    public async Task In_the_background_it_serves_and_in_front_it_reads_what_is_typed()
    {
        await using var node = NodeProcess.Start(
            [
                "--set", "actor-echo.listeners.echo.bind=tcp://127.0.0.1:0",
                "--set", "actor-echo.listeners.ping-pong=null",
                "--set", "actor-echo.listeners.chat=null",
            ],
            launcher: ["python3", "-c", Shell]);
        var echo = await node.ReadEndPointAsync();
        await node.TypeAsync("exit");
        await node.AwaitErrorAsync("Started with 1 listener(s)");
        using var client = new TcpClient();
        await client.ConnectAsync(echo);
        await client.GetStream().WriteAsync("hello"u8.ToArray());
        await client.GetStream().ReadExactlyAsync(new byte[5]).AsTask().WaitAsync(NodeProcess.Deadline);

        await node.TypeAsync("fg");
        node.EndInput();

        Assert.Equal(ExitCode.Success, await node.WhenExitedAsync());
    }
}
