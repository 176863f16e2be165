using System.Globalization;

namespace ActorEcho.EndToEnd;

/// <summary>One row of the table: what the clients do, and what the node is to reach.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="Service">What the server speaks.</param>
/// <param name="Load">The clients.</param>
/// <param name="Target">What the node is to reach; null for nothing in particular.</param>
internal sealed record Scenario(string Name, Service Service, Load Load, Target? Target)
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        Echo("64 B × 64 × 1", 64, 1, 64, new Target.Ratio(0.97, 1.05)),
        Echo("64 B × 64 × 16", 64, 16, 64, new Target.Ratio(0.95, 1.10)),
        Echo("64 B × 1,000 × 1", 1_000, 1, 64, new Target.Ratio(0.95, 1.10)),
        Echo("16 KiB × 16 × 4", 16, 4, 16_384, new Target.Ratio(0.95, 1.15)),
        Echo("64 B × 1 × 1", 1, 1, 64, new Target.BestMedian()),
        new("ping-pong lines × 64 × 16", Service.PingPong, Load.Lines(64, 16), new Target.Ratio(0.95, 1.10)),
        new("connect, echo, close × 64", Service.Echo, Load.Churn(64, 64), new Target.Ratio(0.95, 1.10)),
        TlsEcho("64 B × 64 × 1", 64, 1, 64),
        TlsEcho("64 B × 64 × 16", 64, 16, 64),
        TlsEcho("16 KiB × 16 × 4", 16, 4, 16_384),
        Chat(100, 1, 0.85),
        Chat(100, 8, 0.60),
        Chat(1_000, 1, 0.80),
        Chat(1_000, 8, 0.55),
        new("cluster, 2 nodes, 8 members, 4 speaking", Service.ClusterChat, Load.Chat(8, 4, 64, 64).CountingTexts(), new Target.Rate(10_000)),
    ];

    /// <summary>Whether servers and load share all cores whatever the run does, as there are too many programs for one each.</summary>
    public bool IsShared => Service == Service.ClusterChat;

    /// <summary>Whether this machine has what it takes.</summary>
    public bool IsPossible(Programs programs) => Service switch
    {
        Service.TlsEcho => programs.HaveTls,
        Service.ClusterChat => Installed.PostgreSql is not null,
        _ => true,
    };

    private static Scenario Echo(string name, int connections, int depth, int size, Target target) =>
        new($"echo {name}", Service.Echo, Load.Echo(connections, depth, size), target);

    private static Scenario TlsEcho(string name, int connections, int depth, int size) =>
        new($"TLS echo {name}", Service.TlsEcho, Load.Echo(connections, depth, size).OverTls(), new Target.Ratio(1, 1, Server.KestrelName));

    private static Scenario Chat(int members, int senders, double throughput) => new(
        string.Create(CultureInfo.InvariantCulture, $"chat, {members:N0} members, {senders} speaking"),
        Service.Chat, Load.Chat(members, senders, 16, 64), new Target.Ratio(throughput));
}
