using System.Globalization;

namespace ActorEcho.EndToEnd;

/// <summary>One row of the table: what the clients do.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="Service">What the server speaks.</param>
/// <param name="Load">The load's arguments between the port and the seconds.</param>
/// <param name="Mode">The load's last argument; empty for the chat's load, which knows one mode only.</param>
internal sealed record Scenario(string Name, Service Service, string Load, string Mode)
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        Echo("echo 64 B × 64 × 1", 64, 1, 64),
        Echo("echo 64 B × 64 × 16", 64, 16, 64),
        Echo("echo 64 B × 1,000 × 1", 1_000, 1, 64),
        Echo("echo 16 KiB × 16 × 4", 16, 4, 16_384),
        Echo("echo 64 B × 1 × 1", 1, 1, 64),
        new("ping-pong lines × 64 × 16", Service.PingPong, "64 16 0", "lines"),
        new("connect, echo, close × 64", Service.Echo, "64 1 64", "churn"),
        Chat(100, 1),
        Chat(100, 8),
        Chat(1_000, 1),
        Chat(1_000, 8),
    ];

    /// <summary>What is counted.</summary>
    public string Unit => Service == Service.Chat ? "deliveries" : Mode == "churn" ? "connections" : "round trips";

    public string[] LoadCommand(Programs programs, int port, double seconds)
    {
        var time = seconds.ToString(CultureInfo.InvariantCulture);
        string[] command =
            [Service == Service.Chat ? programs.ChatLoad : programs.EchoLoad, port.ToString(CultureInfo.InvariantCulture), .. Load.Split(' '), time];
        return Mode.Length == 0 ? command : [.. command, Mode];
    }

    private static Scenario Echo(string name, int connections, int depth, int size) =>
        new(name, Service.Echo, string.Create(CultureInfo.InvariantCulture, $"{connections} {depth} {size}"), "echo");

    private static Scenario Chat(int members, int senders) => new(
        string.Create(CultureInfo.InvariantCulture, $"chat, {members:N0} members, {senders} speaking"),
        Service.Chat, string.Create(CultureInfo.InvariantCulture, $"{members} {senders} 16 64"), "");
}
