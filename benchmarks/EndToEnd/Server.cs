namespace ActorEcho.EndToEnd;

/// <summary>A server that can be measured.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="Command">The program and its arguments for an order; null where it has no such service.</param>
internal sealed record Server(string Name, Func<Order, string[]?> Command)
{
    public const string BaselineName = "C, epoll";
    public const string NodeName = "ActorEcho";
    public const string KestrelName = "Kestrel handler";

    /// <summary>Whether a quick run measures it too; those that do not are there for the explanation.</summary>
    public bool IsInQuick { get; init; } = true;

    /// <summary>Whether it is compiled while it runs, and has to be warmed up until that is over.</summary>
    public bool IsCompiledAtRunTime { get; init; }

    /// <summary>Whether each client gets a process of its own; thousands of idle ones would say more about the machine.</summary>
    public bool ForksForEachClient { get; init; }

    /// <summary>The program it needs that is not ours and may not be installed; empty for none.</summary>
    public string Needs { get; init; } = "";

    /// <summary>What its configuration file says; null where it needs none.</summary>
    public Func<Order, string>? Configuration { get; init; }

    /// <summary>What the load has to speak to it instead of our own protocols; null for these.</summary>
    public string? Dialect { get; init; }

    /// <summary>All of them, that which the others are compared with first.</summary>
    public static IReadOnlyList<Server> All { get; } =
    [
        new(BaselineName, static order => order.Service switch
        {
            Service.Echo => [order.Programs.EchoBaseline, order.PortText],
            Service.TlsEcho => [order.Programs.TlsBaseline, order.PortText],
            Service.PingPong => [order.Programs.EchoBaseline, order.PortText, "lines"],
            Service.Chat => [order.Programs.ChatBaseline, order.PortText],
            _ => null,
        }),
        new(NodeName, static order => NodeCommand.For(order, "auto")) { IsCompiledAtRunTime = true },
        new("ActorEcho over Socket", static order => NodeCommand.For(order, "sockets")) { IsCompiledAtRunTime = true, IsInQuick = false },
        new(KestrelName, static order => order.Service switch
        {
            Service.Echo => [order.Programs.FrameworkServers, "kestrel", order.PortText],
            Service.TlsEcho => [order.Programs.FrameworkServers, "kestrel-tls", order.PortText],
            _ => null,
        }) { IsCompiledAtRunTime = true },
        new("Socket loop", static order => order.Service == Service.Echo
            ? [order.Programs.FrameworkServers, "socket", order.PortText]
            : null) { IsCompiledAtRunTime = true, IsInQuick = false },
        new("Go, goroutines", static order => order.Service == Service.Echo && order.Programs.HaveGo
            ? [order.Programs.GoBaseline, order.PortText]
            : null) { IsInQuick = false },
        new("socat", static order => order.Service == Service.Echo
            ? ["socat", $"TCP-LISTEN:{order.PortText},bind=127.0.0.1,backlog=4096,reuseaddr,nodelay,fork", "PIPE"]
            : null) { Needs = "socat", IsInQuick = false, ForksForEachClient = true },
        new("redis-server", static order => order.Service is Service.PingPong or Service.Chat
            ? ["redis-server", "--port", order.PortText, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--client-output-buffer-limit", "pubsub 0 0 0"]
            : null) { Needs = "redis-server", IsInQuick = false, Dialect = "redis" },
        new("nats-server", static order => order.Service == Service.Chat
            ? ["nats-server", "--addr", "127.0.0.1", "--port", order.PortText]
            : null) { Needs = "nats-server", IsInQuick = false, Dialect = "nats" },
        new("inspircd", static order => order.Service == Service.Chat
            ? ["inspircd", "--nofork", "--nopid", "--runasroot", "--config", order.ConfigurationFile]
            : null) { Needs = "inspircd", IsInQuick = false, Dialect = "irc", Configuration = IrcConfiguration.InspIrcd },
        new("ngircd", static order => order.Service == Service.Chat
            ? ["ngircd", "--nodaemon", "--config", order.ConfigurationFile]
            : null) { Needs = "ngircd", IsInQuick = false, Dialect = "irc", Configuration = IrcConfiguration.NgIrcd },
        new("C, one send a text", static order => order.Service == Service.Chat
            ? [order.Programs.ChatBaseline, order.PortText, "each"]
            : null) { IsInQuick = false },
    ];

    /// <summary>Those that a run measures with a service.</summary>
    public static IEnumerable<Server> For(Options options, Programs programs, Service service) => All.Where(server =>
        (server.IsInQuick || !options.IsQuick) && Installed.Has(server.Needs) && server.Command(new Order(programs, service, 1)) is not null);
}
