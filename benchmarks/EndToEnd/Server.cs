using System.Globalization;

namespace ActorEcho.EndToEnd;

/// <summary>What a scenario's server has to speak.</summary>
internal enum Service
{
    Echo,
    PingPong,
    Chat,
}

/// <summary>A server that can be measured.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="IsInQuick">Whether a quick run measures it too.</param>
/// <param name="Command">The program and its arguments for a service and a port; null where it has no such service.</param>
internal sealed record Server(string Name, bool IsInQuick, Func<Programs, Service, int, string[]?> Command)
{
    public const string BaselineName = "C, epoll";

    /// <summary>All of them, that which the others are compared with first.</summary>
    public static IReadOnlyList<Server> All { get; } =
    [
        new(BaselineName, true, static (programs, service, port) => service switch
        {
            Service.Echo => [programs.EchoBaseline, Text(port)],
            Service.PingPong => [programs.EchoBaseline, Text(port), "lines"],
            _ => [programs.ChatBaseline, Text(port)],
        }),
        new("ActorEcho", true, static (programs, service, port) => Node(programs, service, port, "epoll")),
        new("ActorEcho over Socket", false, static (programs, service, port) => Node(programs, service, port, "sockets")),
        new("Kestrel handler", true, static (programs, service, port) => Framework(programs, service, "kestrel", port)),
        new("Socket loop", true, static (programs, service, port) => Framework(programs, service, "socket", port)),
        new("C, one send a text", false, static (programs, service, port) =>
            service == Service.Chat ? [programs.ChatBaseline, Text(port), "each"] : null),
    ];

    /// <summary>Those that a run measures with a service.</summary>
    public static IEnumerable<Server> For(Options options, Programs programs, Service service) =>
        All.Where(server => (server.IsInQuick || !options.IsQuick) && server.Command(programs, service, 1) is not null);

    private static string[] Node(Programs programs, Service service, int port, string transport)
    {
        (string Listener, Service Service)[] listeners = [("echo", Service.Echo), ("ping-pong", Service.PingPong), ("chat", Service.Chat)];
        List<string> command = [programs.Node, "--set", "actor-echo.log-level=warning", "--set", $"akka.io.tcp.transport={transport}"];
        foreach (var (listener, its) in listeners)
        {
            var setting = its == service
                ? $"actor-echo.listeners.{listener}.bind=tcp://127.0.0.1:{Text(port)}"
                : $"actor-echo.listeners.{listener}=null";
            command.AddRange(["--set", setting]);
        }

        command.AddRange(["--set", "actor-echo.defaults.max-connections=100000", "--set", "actor-echo.defaults.backlog=4096"]);
        return [.. command];
    }

    private static string[]? Framework(Programs programs, Service service, string kind, int port) =>
        service == Service.Echo ? [programs.FrameworkServers, kind, Text(port)] : null;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
