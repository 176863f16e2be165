using System.Net;
using ActorEcho.Actors.Connections;
using ActorEcho.Actors.Listening;
using ActorEcho.Actors.Protocols;
using ActorEcho.Actors.Protocols.Echo;
using ActorEcho.Actors.Settings;
using ActorEcho.Actors.Transports.Tls;
using Akka.Actor;
using Akka.IO;
using Akka.TestKit.Xunit2;

namespace ActorEcho.Tests.Transports;

/// <summary>A server that echoes on one listener, over real sockets; it remembers what it was told of its clients.</summary>
public abstract class TransportTest : TestKit
{
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Everything is logged, and awaited for as long as a busy machine may need.</summary>
    internal static readonly string Configuration = TransportUnderTest.Configuration + """
        akka.loglevel = DEBUG
        akka.test { filter-leeway = 20s, single-expect-default = 20s, default-timeout = 20s }

        """;

    protected TransportTest(string more = "")
        : base(Configuration + more)
    {
    }

    protected IActorRef Listeners { get; private set; } = ActorRefs.Nobody;

    /// <summary>What the protocols of the clients served so far were told.</summary>
    protected System.Threading.Channels.Channel<ConnectionInfo> Clients { get; } =
        System.Threading.Channels.Channel.CreateUnbounded<ConnectionInfo>();

    protected Task<EndPoint> ServeTlsAsync(TlsSettings settings, ListenerLimits? limits = null) => ServeAsync(
        new ListenerSettings("test", new TlsBindAddress("127.0.0.1", 0), EchoSettings.Default, limits ?? ListenerLimits.Default) { Transport = settings });

    protected async Task<EndPoint> ServeAsync(ListenerSettings settings)
    {
        var answer = await TryServeAsync(settings);
        return Assert.IsType<ListenersBound>(answer).Listeners[0].Address.EndPoint;
    }

    protected Task<object> TryServeAsync(ListenerSettings settings)
    {
        var protocol = new HostedProtocol(client =>
        {
            Clients.Writer.TryWrite(client);
            return new EchoProtocol();
        });
        Listeners = Sys.ActorOf(ListenersSupervisor.Props([settings], _ => protocol, Tcp.Manager(Sys)));
        return Listeners.Ask<object>(AwaitListeners.Instance, Patience);
    }

    protected Task<ConnectionInfo> NextClientAsync() => Clients.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    protected Task StopAsync() => Listeners.Ask<ListenersStopped>(new StopListeners(TimeSpan.Zero), Patience);

    /// <summary>Something ends with exactly one line in the log that says why a client was turned away.</summary>
    protected async Task ExpectRefusalAsync(string reason, Func<Task> action) =>
        await EventFilter.Info(contains: reason).ExpectOneAsync(action);
}
