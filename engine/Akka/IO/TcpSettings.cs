using Akka.Actor;
using Akka.Configuration;

namespace Akka.IO;

/// <summary>Settings of the TCP driver: <c>akka.io.tcp</c>. Immutable; change a copy with <c>with</c>.</summary>
public sealed record TcpSettings
{
    // More than any machine has processors; each is a thread.
    private const int MaxEventLoops = 1024;

    private TcpSettings() { }

    /// <summary>
    /// How many connections a listener accepts before other messages get their turn
    /// (<c>batch-accept-limit</c>; default <c>scale-to-cpus</c>, twice the number of processors).
    /// </summary>
    public int BatchAcceptLimit { get; init; }

    /// <summary>
    /// How long a connection waits for <see cref="Tcp.Register"/> before it gives up
    /// (<c>register-timeout</c>; default 10 s); null waits for ever.
    /// </summary>
    public TimeSpan? RegisterTimeout { get; init; }

    /// <summary>The most bytes in one read, and in one send (<c>maximum-frame-size</c>; default 128 KiB).</summary>
    public int MaxFrameSizeBytes { get; init; }

    /// <summary>
    /// The most bytes one <see cref="Tcp.Received"/> brings, within <see cref="MaxFrameSizeBytes"/>
    /// (<c>receive-buffer-size</c>; default and most 80 KiB). An idle connection holds no buffer.
    /// Not the kernel's buffer: that is <see cref="Inet.SO.ReceiveBufferSize"/>.
    /// </summary>
    public int ReceiveBufferSize { get; init; }

    /// <summary>
    /// The most bytes gathered from queued writes into one send, within <see cref="MaxFrameSizeBytes"/>
    /// (<c>send-buffer-size</c>; default 80 KiB). Not the kernel's buffer: that is <see cref="Inet.SO.SendBufferSize"/>.
    /// </summary>
    public int SendBufferSize { get; init; }

    /// <summary>
    /// The most bytes a connection queues that the operating system has not taken
    /// (<c>write-commands-queue-max-size</c>; default -1, no limit). A write beyond it fails, unless nothing is
    /// queued: 0 thus allows one write at a time.
    /// </summary>
    public int WriteCommandsQueueMaxSize { get; init; }

    /// <summary>
    /// How long a connection may go on closing once its handler has stopped, when there is nobody left to abort it
    /// (<c>orphaned-close-timeout</c>; default 10 s).
    /// </summary>
    public TimeSpan OrphanedCloseTimeout { get; init; }

    /// <summary>The dispatcher of the manager (<c>management-dispatcher</c>).</summary>
    public string ManagementDispatcher { get; init; } = "";

    /// <summary>The dispatcher of the listeners and connections (<c>connection-dispatcher</c>).</summary>
    public string ConnectionDispatcher { get; init; } = "";

    /// <summary>
    /// In Akka.NET, how often a connect is looked at again before it counts as failed
    /// (<c>finish-connect-retries</c>; default 5). Here the operating system tells, so it has no effect.
    /// </summary>
    public int FinishConnectRetries { get; init; }

    /// <summary>Whether host names are connected to by IPv4 only (<c>outgoing-socket-force-ipv4</c>; default off).</summary>
    public bool OutgoingSocketForceIpv4 { get; init; }

    /// <summary>Whether the life of every connection is logged at debug level (<c>trace-logging</c>; default off).</summary>
    public bool TraceLogging { get; init; }

    /// <summary>
    /// How the operating system is spoken to (<c>transport</c>): <c>epoll</c> (event loops of the engine's own, Linux
    /// only), <c>sockets</c> (the framework's sockets, everywhere), or <c>auto</c>, the default: epoll where there is one.
    /// </summary>
    public string Transport { get; init; } = "auto";

    /// <summary>How many event loops there are (<c>event-loops</c>; 1 to 1,024; default <c>scale-to-cpus</c>, one per processor).</summary>
    public int EventLoops { get; init; }

    /// <summary>
    /// How long at most an event loop looks for the next event before it sleeps (<c>event-loop-spin</c>; default 50 µs, 0 for
    /// never). It does so only while events come that close together, or to find out whether they would, and from no more than seven
    /// connections and listeners.
    /// </summary>
    public TimeSpan EventLoopSpin { get; init; }

    /// <summary>
    /// After how long an actor that holds an event loop is reported as a warning (<c>event-loop-blocked-after</c>; at most
    /// a day; default 500 ms, 0 for never).
    /// </summary>
    public TimeSpan EventLoopBlockedAfter { get; init; }

    internal bool UsesEventLoops => HasEventLoops(Transport, ConfigurationFactory.Empty);

    /// <summary>The settings of a system.</summary>
    /// <param name="system">The system.</param>
    /// <returns>The settings.</returns>
    /// <exception cref="ConfigurationException"><c>akka.io.tcp</c> is missing, or a value is out of range.</exception>
    public static TcpSettings Create(ActorSystem system)
    {
        ArgumentNullException.ThrowIfNull(system);
        return Create(system.Settings.Config.GetConfig("akka.io.tcp")!);
    }

    /// <summary>The settings of a section.</summary>
    /// <param name="config">A section like <c>akka.io.tcp</c>.</param>
    /// <returns>The settings.</returns>
    /// <exception cref="ConfigurationException">The section is missing or empty, or a value is out of range.</exception>
    public static TcpSettings Create(Config config)
    {
        if (config is null || config.IsEmpty)
            throw new ConfigurationException("Failed to create TcpSettings: the section akka.io.tcp is missing.");

        var settings = new TcpSettings
        {
            BatchAcceptLimit = config.GetString("batch-accept-limit", "scale-to-cpus") == "scale-to-cpus"
                ? Environment.ProcessorCount * 2
                : AtLeast(config.GetInt("batch-accept-limit"), 1, config, "batch-accept-limit"),
            RegisterTimeout = Timeout(config, "register-timeout"),
            MaxFrameSizeBytes = Size(config, "maximum-frame-size", 128 * 1024),
            Transport = config.GetString("transport", "auto")!,
            EventLoops = config.GetString("event-loops", "scale-to-cpus") is "scale-to-cpus"
                ? Environment.ProcessorCount
                : AtMost(AtLeast(config.GetInt("event-loops"), 1, config, "event-loops"), MaxEventLoops, config, "event-loops"),
            EventLoopSpin = config.GetTimeSpan("event-loop-spin", TimeSpan.FromMicroseconds(50)),
            EventLoopBlockedAfter = NoLongerThanADay(
                config.GetTimeSpan("event-loop-blocked-after", TimeSpan.FromMilliseconds(500)), config, "event-loop-blocked-after"),
            ReceiveBufferSize = Size(config, "receive-buffer-size", 80 * 1024),
            SendBufferSize = Size(config, "send-buffer-size", 80 * 1024),
            WriteCommandsQueueMaxSize = AtLeast(
                config.GetInt("write-commands-queue-max-size", -1), -1, config, "write-commands-queue-max-size"),
            OrphanedCloseTimeout = config.GetTimeSpan("orphaned-close-timeout", TimeSpan.FromSeconds(10)),
            ManagementDispatcher = config.GetString("management-dispatcher", "akka.actor.internal-dispatcher")!,
            ConnectionDispatcher = config.GetString("connection-dispatcher", "akka.io.connection-dispatcher")!,
            FinishConnectRetries = config.GetInt("finish-connect-retries", 5),
            OutgoingSocketForceIpv4 = config.GetBoolean("outgoing-socket-force-ipv4", false),
            TraceLogging = config.GetBoolean("trace-logging", false),
        };
        _ = HasEventLoops(settings.Transport, config);
        return settings;
    }

    /// <summary>Listeners and outgoing connections.</summary>
    internal Props SocketProps(IIndirectActorProducer producer) => Props.CreateBy(producer).WithDispatcher(ConnectionDispatcher);

    internal Props ConnectionProps(Type actorType) => new Props(actorType).WithDispatcher(ConnectionDispatcher);

    private static TimeSpan? Timeout(Config config, string key) =>
        config.GetString(key, "10s") is "infinite" or "off" ? null : config.GetTimeSpan(key, TimeSpan.FromSeconds(10));

    private static int Size(Config config, string key, int defaultSize) =>
        AtLeast((int)Math.Min(config.GetByteSize(key, defaultSize) ?? defaultSize, int.MaxValue), 1, config, key);

    private static int AtLeast(int value, int least, Config config, string key) => value >= least
        ? value
        : throw config.Refuse(key, $"akka.io.tcp.{key} is {value}; it must be {least} or more.");

    private static int AtMost(int value, int most, Config config, string key) => value <= most
        ? value
        : throw config.Refuse(key, $"akka.io.tcp.{key} is {value}; it must be {most} or less.");

    // Far below the longest time that a thread can wait for.
    private static TimeSpan NoLongerThanADay(TimeSpan value, Config config, string key) => value <= TimeSpan.FromDays(1)
        ? value
        : throw config.Refuse(key, $"akka.io.tcp.{key} is {value}; it must be a day or less, 0 for never.");

    private static bool HasEventLoops(string transport, Config config) => transport switch
    {
        "auto" => OperatingSystem.IsLinux() && Environment.Is64BitProcess,
        "sockets" => false,
        "epoll" when OperatingSystem.IsLinux() && Environment.Is64BitProcess => true,
        "epoll" => throw config.Refuse("transport", "akka.io.tcp.transport is epoll, which only 64-bit Linux has; use auto or sockets."),
        _ => throw config.Refuse("transport", $"akka.io.tcp.transport is [{transport}]; allowed: auto, epoll, sockets."),
    };
}
