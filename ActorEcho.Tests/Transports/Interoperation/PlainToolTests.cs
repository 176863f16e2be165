using System.Net;
using ActorEcho.Actors.Settings;
using ActorEcho.Actors.Transports;
using ActorEcho.Actors.Transports.Unix;

namespace ActorEcho.Tests.Transports.Interoperation;

/// <summary>TCP and unix sockets with the programs that people try them with.</summary>
public class PlainToolTests : TransportTest
{
    private readonly string _directory = Directory.CreateTempSubdirectory("actorecho-").FullName;

    private string SocketPath => Path.Combine(_directory, "echo.sock");

    [ToolFact("nc")]
    public async Task Nc_gets_back_what_it_sends_over_tcp()
    {
        var server = (IPEndPoint)await ServeAsync(Echo(new TcpBindAddress("127.0.0.1", 0)));
        await EchoThroughAsync("nc", "-N", "127.0.0.1", $"{server.Port}");
    }

    [ToolFact("nc")]
    public async Task Nc_reaches_a_dual_stack_listener_over_ipv4()
    {
        if (!System.Net.Sockets.Socket.OSSupportsIPv6) return;
        var server = (IPEndPoint)await ServeAsync(Echo(new TcpBindAddress("::", 0)));
        await EchoThroughAsync("nc", "-N", "127.0.0.1", $"{server.Port}");
    }

    [ToolFact("nc")]
    public async Task Nc_gets_back_what_it_sends_over_a_unix_socket()
    {
        await ServeAsync(Echo(new UnixBindAddress(SocketPath)));
        await EchoThroughAsync("nc", "-N", "-U", SocketPath);
    }

    [ToolFact("socat")]
    public async Task Socat_gets_back_what_it_sends_over_a_unix_socket()
    {
        await ServeAsync(Echo(new UnixBindAddress(SocketPath)));
        await EchoThroughAsync("socat", "-t", "10", "-", $"UNIX-CONNECT:{SocketPath}");
    }

    protected override void AfterAll()
    {
        base.AfterAll();
        Directory.Delete(_directory, recursive: true);
    }

    private static ListenerSettings Echo(BindAddress bind) => new("test", bind, EchoSettings.Default, ListenerLimits.Default)
    {
        Transport = bind is UnixBindAddress ? UnixSettings.Default : TransportSettings.None,
    };

    private static async Task EchoThroughAsync(string tool, params string[] arguments)
    {
        using var process = ToolProcess.Start(tool, arguments);
        await process.SendAsync("hello\n");
        Assert.Equal("hello", await process.ReadLineAsync());
        await process.SendAsync("and the rest\n");
        process.EndInput();
        var end = await process.EndAsync();
        Assert.Equal(("and the rest\n", 0), (end.Output, end.ExitCode));
    }
}
