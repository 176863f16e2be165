using System.Net;
using ActorEcho.Actors.Chat;
using ActorEcho.Actors.Connections;
using ActorEcho.Actors.Listening;
using ActorEcho.Actors.Settings;
using ActorEcho.Actors.Transports;
using Akka.Actor;
using Akka.IO;
using Akka.TestKit.Xunit2;

namespace ActorEcho.Tests.EndToEnd;

/// <summary>A server with one listener on a port of the system's choice, reached through real sockets.</summary>
public abstract class EndToEndTest : TestKit
{
    protected EndToEndTest(string transport = "")
        : base("akka.loglevel = DEBUG\n" + transport)
    {
    }

    protected IActorRef Listeners { get; private set; } = ActorRefs.Nobody;

    /// <summary>The listener of the protocol under test.</summary>
    protected IActorRef Listener { get; private set; } = ActorRefs.Nobody;

    protected Task<EndPoint> ServeAsync(ProtocolSettings protocol, ListenerLimits? limits = null)
    {
        var registry = Sys.ActorOf(ChatRegistryActor.Props(), "chat");
        return ServeAsync(BuiltInProtocols.Host(protocol, registry), limits);
    }

    protected async Task<EndPoint> ServeAsync(HostedProtocol protocol, ListenerLimits? limits = null, int port = 0)
    {
        var settings = new ListenerSettings(
            "test", new TcpBindAddress("127.0.0.1", port), EchoSettings.Default, limits ?? ListenerLimits.Default);
        Listeners = Sys.ActorOf(ListenersSupervisor.Props([settings], _ => protocol, Tcp.Manager(Sys)), "listeners");
        var bound = await Listeners.Ask<ListenersBound>(AwaitListeners.Instance, TimeSpan.FromSeconds(20));
        Listener = await Sys.ActorSelection(Listeners.Path / "test").ResolveOne(TimeSpan.FromSeconds(20));
        return bound.Listeners[0].Address.EndPoint;
    }

    /// <summary>Waits until the connection of the n-th client has ended and its socket is closed.</summary>
    protected Task AwaitNoConnectionAsync(int n) => AwaitConditionAsync(
        async () =>
        {
            var child = await Sys.ActorSelection(Listener.Path / $"c{n}").Ask<ActorIdentity>(new Identify(n), TimeSpan.FromSeconds(20));
            return child.Subject is null;
        },
        TimeSpan.FromSeconds(20));
}
