using System.CommandLine;
using ActorEcho.Actors.Clients.Load;

namespace ActorEcho.Node.Clients;

/// <summary><c>load</c>: a load generator that checks what comes back.</summary>
internal static class LoadCommand
{
    private const string Echo = "echo";
    private const string PingPong = "ping-pong";
    private const string Chat = "chat";

    private const int DefaultConnections = 64;
    private const int DefaultBytes = 64;
    private const int MaxConnections = 1_000_000;
    private const int MaxDepth = 1_000_000;
    private const int MaxRate = 100_000_000;
    private const int MaxMessageBytes = 16 * 1024 * 1024;
    private const int MaxLineBytes = 1024 * 1024;

    public static Command Create()
    {
        var defaults = new LoadTiming();
        var connect = new ConnectOptions();
        var protocol = new Option<string>("--protocol", "-p")
        {
            Description = "What the server speaks. Default: echo.",
            DefaultValueFactory = _ => Echo,
        };
        protocol.AcceptOnlyFromAmong(Echo, PingPong, Chat);
        var connections = NumberArgument.Count(
            $"How many connections; for chat, members. Default: {DefaultConnections}.", 1, MaxConnections, "--connections", "-c", "--members");
        var depth = NumberArgument.Count(
            "Messages under way on each connection; for chat, of each sender where there is no --rate. Default: 1.", 1, MaxDepth, "--depth", "-d");
        var size = NumberArgument.Size(
            $"Size of a message; for ping-pong with its CR LF. Default: {DefaultBytes}, for ping-pong 6.", 1, MaxMessageBytes, "--size", "-s");
        var senders = NumberArgument.Count("chat: how many of the members send. Default: 1.", 1, MaxConnections, "--senders");
        var rate = NumberArgument.Count(
            "chat: messages per second of all senders together, whatever has arrived. Default: as --depth lets through.", 1, MaxRate, "--rate");
        var duration = DurationArgument.Option("How long to measure.", defaults.Duration, "--duration", "-t");
        var warmUp = DurationArgument.Option("Load before the measuring.", defaults.WarmUp, "--warm-up", "-w");
        var json = new Option<bool>("--json") { Description = "Print one JSON document at the end, and nothing else." };
        var command = new Command("load", $"""
            Load a server, check every byte or message that comes back, and measure throughput and latency.

            Exit codes: {ClientRun.ExitCodes}; 1 also when anything was lost, wrong or out of order.
            """);
        connect.AddTo(command);
        Option[] options = [protocol, connections, depth, size, senders, rate, duration, warmUp, json];
        foreach (var option in options) command.Add(option);
        command.SetAction((line, _) => ClientRun.RunAsync(line, connect, (target, connector, interrupted) =>
        {
            ReadOnSocketThreads();
            var timing = defaults with { Duration = line.GetValue(duration), WarmUp = line.GetValue(warmUp) };
            var count = line.GetValue(connections) ?? DefaultConnections;
            var run = new LoadRun(target, connector, line.GetValue(json));
            var messageBytes = line.GetValue(size);
            return line.GetRequiredValue(protocol) switch
            {
                Chat => run.RunAsync(
                    PlanChat(count, line.GetValue(senders) ?? 1, line.GetValue(rate) ?? 0, line.GetValue(depth) ?? 1, messageBytes, timing),
                    interrupted),
                var name => run.RunAsync(
                    new RoundTripLoad(PlanPattern(name, messageBytes), count, line.GetValue(depth) ?? 1, timing), interrupted),
            };
        }));
        return command;
    }

    private static RoundTripPattern PlanPattern(string protocol, int? messageBytes) => (protocol, messageBytes) switch
    {
        (Echo, var bytes) => RoundTripPattern.Echo(bytes ?? DefaultBytes),
        (_, { } bytes) when bytes < RoundTripPattern.ShortestLine || bytes > MaxLineBytes => throw new FormatException(
            $"--size: a line of the ping-pong protocol has {RoundTripPattern.ShortestLine} to {MaxLineBytes} bytes with its end."),
        (_, var bytes) => RoundTripPattern.PingPong(bytes ?? "ping\r\n".Length),
    };

    private static ChatLoad PlanChat(int members, int senders, int rate, int depth, int? messageBytes, LoadTiming timing)
    {
        if (members < 2) throw new FormatException("--connections: a chat load takes at least 2 members.");
        if (senders > members) throw new FormatException($"--senders: there are {members} members, so at most as many can send.");
        var bytes = messageBytes ?? DefaultBytes;
        if (bytes < ChatLoad.ShortestText || bytes > ChatLoad.LongestText)
        {
            throw new FormatException(
                $"--size: a text of the chat load has {ChatLoad.ShortestText} to {ChatLoad.LongestText} bytes.");
        }

        return new ChatLoad(members, senders, rate, depth, bytes, timing);
    }

    /// <summary>
    /// Lets the threads that wait for sockets also handle what they read, instead of handing it to the thread pool: the hop
    /// costs more than all the rest. It holds for the whole process and must be set before the first socket, which is
    /// why a library could not do it; nothing here blocks those threads.
    /// </summary>
    private static void ReadOnSocketThreads() =>
        Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");
}
