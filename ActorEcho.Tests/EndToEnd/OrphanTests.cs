using ActorEcho.Actors.Connections;
using ActorEcho.Actors.Listening;
using ActorEcho.Actors.Settings;
using ActorEcho.Tests.Chat.Wire;
using Akka.Actor;
using Akka.Tests.IO;

namespace ActorEcho.Tests.EndToEnd;

/// <summary>After the last client has left, nothing of any of them is left. Alone, because it counts the process's sockets.</summary>
public abstract class OrphanTests(string transport) : EndToEndTest(transport)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    [TransportFact]
    public async Task After_clients_came_and_went_in_every_way_no_actor_and_no_socket_is_left()
    {
        var server = await ServeAsync(
            ChatSettings.Default, new ListenerLimits { IdleTimeout = TimeSpan.FromSeconds(1), DrainTimeout = TimeSpan.FromSeconds(1) });
        var before = OpenSockets();
        const int rounds = 10;
        for (var round = 0; round < rounds; round++)
        {
            using var finished = await Client.ConnectAsync(server);
            finished.HalfClose();
            await finished.ExpectEndAsync();

            using var left = await Client.ConnectAsync(server);
            await left.SendAsync(Frames.Register($"left{round}"), Frames.Exit("x"));
            await left.AwaitEndAsync();

            using var halfway = await Client.ConnectAsync(server);
            await halfway.SendAsync(Frames.Register($"halfway{round}")[..5]);
            halfway.HalfClose();
            await halfway.ExpectEndAsync();

            using var gone = await Client.ConnectAsync(server);
            await gone.SendAsync(Frames.Register($"gone{round}"));
            await gone.ReceiveAsync(9);
            gone.Dispose();

            using var reset = await Client.ConnectAsync(server);
            await reset.SendAsync(Frames.Register($"reset{round}"));
            await reset.ReceiveAsync(9);
            reset.Reset();

            using var broken = await Client.ConnectAsync(server);
            await broken.SendAsync([0xff]);
            await broken.AwaitEndAsync();
        }

        using (var idle = await Client.ConnectAsync(server)) await idle.AwaitEndAsync();
        for (var n = 1; n <= rounds * 6 + 1; n++) await AwaitNoConnectionAsync(n);
        await AwaitConditionAsync(() => Task.FromResult(OpenSockets().IsSubsetOf(before)), Soon);
    }

    [TransportFact]
    public async Task A_protocol_that_throws_closes_its_own_socket_and_nobody_elses()
    {
        var server = await ServeAsync(new HostedProtocol(() => new Connections.ProbedProtocol(TestActor)));
        using var other = await Client.ConnectAsync(server);
        await other.SendAsync("first");
        await other.ExpectAsync("first");
        using var client = await Client.ConnectAsync(server);
        await EventFilter.Exception<InvalidOperationException>(message: "asked to").ExpectOneAsync(
            () => client.SendAsync("throw"));
        await client.AwaitEndAsync();
        await AwaitNoConnectionAsync(2);
        await other.SendAsync("hello");
        await other.ExpectAsync("hello");
    }

    [TransportFact]
    public async Task A_connection_that_is_killed_takes_its_socket_with_it()
    {
        var server = await ServeAsync(EchoSettings.Default);
        using var client = await Client.ConnectAsync(server);
        await client.SendAsync("hello");
        await client.ExpectAsync("hello");
        await EventFilter.Exception<ActorKilledException>().ExpectOneAsync(() =>
        {
            Sys.ActorSelection(Listener.Path / "c1").Tell(Kill.Instance);
            return Task.CompletedTask;
        });
        await client.AwaitEndAsync();
    }

    [TransportFact]
    public async Task When_the_listeners_stop_the_clients_get_their_answers_and_the_sockets_close()
    {
        var before = OpenSockets();
        var server = await ServeAsync(EchoSettings.Default);
        var client = await Client.ConnectAsync(server);
        await client.SendAsync("hello");
        await client.ExpectAsync("hello");
        var stopped = Listeners.Ask<ListenersStopped>(new StopListeners(Soon), Soon);
        await client.ExpectEndAsync();
        client.Dispose();
        await stopped;
        await AwaitConditionAsync(() => Task.FromResult(OpenSockets().IsSubsetOf(before)), Soon);
    }

    [TransportFact]
    public async Task A_listener_that_fails_comes_back_on_its_port()
    {
        var server = await ServeAsync(EchoSettings.Default);
        using var client = await Client.ConnectAsync(server);
        await EventFilter.Exception<ActorKilledException>().ExpectOneAsync(() =>
        {
            Listener.Tell(Kill.Instance);
            return Task.CompletedTask;
        });
        await client.AwaitEndAsync();
        await AwaitAssertAsync(
            async () =>
            {
                using var again = await Client.ConnectAsync(server);
                await again.SendAsync("hello");
                await again.ExpectAsync("hello");
            },
            Soon);
    }

    /// <summary>The sockets of this process, by the kernel's numbers; none where the system does not tell.</summary>
    private static HashSet<string> OpenSockets() => !OperatingSystem.IsLinux()
        ? []
        : [.. Directory.EnumerateFiles("/proc/self/fd")
            .Select(fd => new FileInfo(fd).LinkTarget)
            .OfType<string>()
            .Where(target => target.StartsWith("socket:", StringComparison.Ordinal))];
}
