using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ActorEcho.EndToEnd;

/// <summary>How soon a node serves its first client, in each form that it can be started in, and Kestrel beside it.</summary>
internal static class StartUp
{
    public const string Name = "start-up";

    private const int Starts = 5;

    public static async Task<List<StartUpResult>> MeasureAsync(Programs programs)
    {
        var node = await programs.PublishNodeAsync("node-ready-to-run", "-p:PublishProfile=ReadyToRun");
        var file = await programs.PublishNodeAsync("node-single-file", "-p:PublishProfile=SingleFile");
        var kestrel = await programs.PublishFrameworkServersAsync("framework-ready-to-run", Programs.ReadyToRun);
        await Command.RunAsync("dotnet", "build", programs.NodeProject, "-v", "quiet", "--nologo");
        return
        [
            await OneAsync("`dotnet run`, nothing left to build", null, order => ["dotnet", "run", "--project", programs.NodeProject, "--", .. Settings("", order)]),
            await OneAsync("published", programs.Node, order => Settings(programs.Node, order)),
            await OneAsync("published, `ReadyToRun`", node, order => Settings(node, order)),
            await OneAsync("published, `SingleFile`", file, order => Settings(file, order)),
            await OneAsync("Kestrel handler, published", programs.FrameworkServers, order => [programs.FrameworkServers, "kestrel", order.PortText]),
            await OneAsync("Kestrel handler, published, ReadyToRun", kestrel, order => [kestrel, "kestrel", order.PortText]),
        ];

        string[] Settings(string program, Order order) =>
            program.Length == 0 ? NodeCommand.For(program, order, "auto")[1..] : NodeCommand.For(program, order, "auto");

        async Task<StartUpResult> OneAsync(string form, string? program, Func<Order, string[]> command)
        {
            var times = new List<double>();
            for (var i = 0; i < Starts; i++)
                times.Add(await StartAsync(form, command, new Order(programs, Service.Echo, ServerProcess.FreePort())));
            return new StartUpResult(form, TimeSpan.FromSeconds(Median.Of(times)), program is null ? null : Size(Path.GetDirectoryName(program)!));
        }
    }

    private static async Task<double> StartAsync(string form, Func<Order, string[]> command, Order order)
    {
        var line = command(order);
        var started = Stopwatch.GetTimestamp();
        using var running = await ServerProcess.StartAsync(form, new ProcessStartInfo(line[0], line[1..]), order.Port);
        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(IPAddress.Loopback, order.Port);
        await client.SendAsync("?"u8.ToArray());
        if (await client.ReceiveAsync(new byte[1]) != 1)
            throw new RunFailedException($"{form} closes its first connection");
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static long Size(string directory) =>
        new DirectoryInfo(directory).EnumerateFiles("*", SearchOption.AllDirectories).Sum(static file => file.Length);
}
