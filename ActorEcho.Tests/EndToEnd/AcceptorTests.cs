using System.Net;
using System.Net.Sockets;
using ActorEcho.Actors.Connections;
using ActorEcho.Actors.Protocols.Echo;
using ActorEcho.Actors.Settings;
using ActorEcho.Actors.Transports;
using Akka.Tests.IO;

namespace ActorEcho.Tests.EndToEnd;

public abstract class AcceptorTests(string transport) : EndToEndTest(transport)
{
    [TransportFact]
    public async Task Several_acceptors_on_one_port_serve_every_client()
    {
        if (!OperatingSystem.IsLinux()) return;
        // Holds a port of the system's choice that others may share, but listens not.
        using var holder = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        new ReusePort().BeforeServerSocketBind(holder);
        holder.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)holder.LocalEndPoint!).Port;

        var server = await ServeAsync(
            new HostedProtocol(() => new EchoProtocol()), new ListenerLimits { Acceptors = 4 }, port);
        for (var i = 0; i < 40; i++)
        {
            using var client = await Client.ConnectAsync(server);
            await client.SendAsync("hello");
            await client.ExpectAsync("hello");
        }
    }

    [TransportFact]
    public async Task A_client_above_the_limit_is_closed_and_those_present_are_served_on()
    {
        var server = await ServeAsync(EchoSettings.Default, new ListenerLimits { MaxConnections = 1 });
        using var first = await Client.ConnectAsync(server);
        await first.SendAsync("hello");
        await first.ExpectAsync("hello");
        using var second = await Client.ConnectAsync(server);
        await second.ExpectEndAsync();
        await first.SendAsync("still here");
        await first.ExpectAsync("still here");
    }
}
