using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ActorEcho.EndToEnd;

/// <summary>How soon a node serves its first client, in each form that it can be started in, and Kestrel beside it.</summary>
internal static class StartUp
{
    public const string Name = "start-up";

    private const int Starts = 5;

    public static async Task<List<StartUpResult>> MeasureAsync(Programs programs, CancellationToken stop)
    {
        var node = await programs.PublishNodeAsync("node-ready-to-run", ["-p:PublishProfile=ReadyToRun"], stop);
        var file = await programs.PublishNodeAsync("node-single-file", ["-p:PublishProfile=SingleFile"], stop);
        var kestrel = await programs.PublishFrameworkServersAsync("framework-ready-to-run", Programs.ReadyToRun, stop);
        await Command.RunAsync("dotnet", ["build", programs.NodeProject, "-v", "quiet", "--nologo"], stop);
        (string Form, string? Program, Func<Order, string[]> Command)[] forms =
        [
            ("`dotnet run`, nothing left to build", null, order => ["dotnet", "run", "--project", programs.NodeProject, "--", .. NodeCommand.For("", order, "auto")[1..]]),
            ("published", programs.Node, order => NodeCommand.For(order, "auto")),
            ("published, `ReadyToRun`", node, order => NodeCommand.For(node, order, "auto")),
            ("published, `SingleFile`", file, order => NodeCommand.For(file, order, "auto")),
            ("Kestrel handler, published", programs.FrameworkServers, order => [programs.FrameworkServers, "kestrel", order.PortText]),
            ("Kestrel handler, published, `ReadyToRun`", kestrel, order => [kestrel, "kestrel", order.PortText]),
        ];
        var times = forms.Select(static _ => new List<double>()).ToArray();
        for (var i = 0; i < Starts; i++)
        {
            // In turn, so that a disturbance meets them alike.
            foreach (var (form, started) in forms.Zip(times))
                started.Add(await StartAsync(form.Form, form.Command, new Order(programs, Service.Echo, ServerProcess.FreePort()), stop));
        }

        return [.. forms.Zip(times, static (form, started) => new StartUpResult(
            form.Form, TimeSpan.FromSeconds(Median.Of(started)), form.Program is null ? null : Size(Path.GetDirectoryName(form.Program)!)))];
    }

    private static async Task<double> StartAsync(string form, Func<Order, string[]> command, Order order, CancellationToken stop)
    {
        var line = command(order);
        var started = Stopwatch.GetTimestamp();
        using var running = await ServerProcess.StartAsync(form, new ProcessStartInfo(line[0], line[1..]), order.Port, stop);
        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(IPAddress.Loopback, order.Port, stop);
        await client.SendAsync("?"u8.ToArray(), stop);
        if (await client.ReceiveAsync(new byte[1], stop) != 1)
            throw new RunFailedException($"{form} closes its first connection");
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static long Size(string directory) =>
        new DirectoryInfo(directory).EnumerateFiles("*", SearchOption.AllDirectories).Sum(static file => file.Length);
}
