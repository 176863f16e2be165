using System.Net;
using System.Net.Sockets;
using ActorEcho.Actors.Listening;
using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ActorEcho.Tests.Listening;

public sealed class ListenersHostingTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_protocol_of_ones_own_is_served_from_the_hosts_start_to_its_stop()
    {
        using var host = DiscardExample.Build([], port: 0);
        using var deadline = new CancellationTokenSource(Soon);
        await host.StartAsync(deadline.Token);
        var listeners = host.Services.GetRequiredService<IReadOnlyActorRegistry>().Get<ListenersSupervisor>();
        var bound = Assert.Single((await ListenersHosting.WhenBoundAsync(listeners, deadline.Token)).Listeners);

        using var client = new TcpClient();
        await client.ConnectAsync(IPEndPoint.Parse(bound.Address.ToString()["tcp://".Length..]), deadline.Token);
        await client.GetStream().WriteAsync("what nobody reads"u8.ToArray(), deadline.Token);
        // Whoever is not accepted yet when the listening socket closes is reset by the system.
        await ServedAsync(host, listeners.Path / "discard" / "c1", deadline.Token);
        var stopped = host.StopAsync(deadline.Token);

        Assert.Equal(0, await client.GetStream().ReadAsync(new byte[1], deadline.Token));
        client.Close();
        await stopped;
        Assert.True(host.Services.GetRequiredService<ActorSystem>().WhenTerminated.IsCompleted);
    }

    [Fact]
    public async Task A_host_whose_listener_cannot_be_bound_stops_and_says_why()
    {
        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        taken.Listen();
        using var host = DiscardExample.Build([], ((IPEndPoint)taken.LocalEndPoint!).Port);
        using var deadline = new CancellationTokenSource(Soon);

        await host.StartAsync(deadline.Token);

        var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
        Assert.True(lifetime.ApplicationStopping.IsCancellationRequested);
        Assert.Equal(1, Environment.ExitCode);
        Environment.ExitCode = 0; // The process here is the tests'.
        var listeners = host.Services.GetRequiredService<IReadOnlyActorRegistry>().Get<ListenersSupervisor>();
        var failure = await Assert.ThrowsAsync<ListenersException>(() => ListenersHosting.WhenBoundAsync(listeners, deadline.Token));
        Assert.StartsWith($"listener discard: cannot bind tcp://{taken.LocalEndPoint}: ", failure.Message, StringComparison.Ordinal);
        await host.StopAsync(deadline.Token);
    }

    [Fact]
    public async Task The_example_in_the_documentation_is_the_one_that_is_tested()
    {
        var source = await File.ReadAllTextAsync(Path.Combine(Sources, "ActorEcho.Tests", "Listening", "DiscardExample.cs"));
        var documentation = (await File.ReadAllLinesAsync(Path.Combine(Sources, "docs", "protocols.md"))).Select(static line => line.Trim()).ToHashSet();

        var missing = source.Split('\n').Select(static line => line.Trim()).Where(line => line.Length > 1 && !documentation.Contains(line));

        // What makes it a part of the tests.
        Assert.Equal(
            [
                "namespace ActorEcho.Tests.Listening;",
                "/// <summary>The example of docs/protocols.md; <see cref=\"ListenersHostingTests\"/> holds the two together.</summary>",
                "internal static class DiscardExample",
                "public static IHost Build(string[] args, int port)",
                "var listener = new ListenerSettings(\"discard\", new TcpBindAddress(\"127.0.0.1\", port), new DiscardSettings(), ListenerLimits.Default);",
                "return builder.Build();",
            ],
            missing);
    }

    private static async Task ServedAsync(IHost host, ActorPath client, CancellationToken until)
    {
        var selection = host.Services.GetRequiredService<ActorSystem>().ActorSelection(client);
        while ((await selection.Ask<ActorIdentity>(new Identify(0), until)).Subject is null)
            await Task.Yield();
    }

    private static string Sources
    {
        get
        {
            var directory = AppContext.BaseDirectory;
            while (!File.Exists(Path.Combine(directory, "ActorEcho.sln")))
                directory = Path.GetDirectoryName(directory) ?? throw new InvalidOperationException("The tests do not run in the sources' tree.");
            return directory;
        }
    }
}
