using System.Buffers;
using System.Net;
using System.Text;
using ActorEcho.Actors.Connections;
using ActorEcho.Actors.Listening;
using ActorEcho.Actors.Settings;
using ActorEcho.Actors.Transports;
using Akka.Actor;
using Akka.IO;
using Akka.TestKit;
using Akka.TestKit.Configs;
using Akka.TestKit.Xunit2;

namespace ActorEcho.Tests.Connections;

/// <summary>A connection below its listener, with probes for the network, the protocol and its counterpart, in virtual time.</summary>
public abstract class ConnectionTest : TestKit
{
    protected static readonly ListenerLimits Limits = new()
    {
        MaxPendingBytes = 16 * 1024,
        IdleTimeout = TimeSpan.FromMinutes(4),
        DrainTimeout = TimeSpan.FromSeconds(5),
    };

    protected const int MaxQueuedBytes = 32 * 1024;

    private static readonly EndPoint Remote = new IPEndPoint(IPAddress.Loopback, 50_000);
    private static readonly EndPoint Local = new IPEndPoint(IPAddress.Loopback, 9000);

    protected ConnectionTest()
        : base(TestConfigs.TestSchedulerConfig.WithFallback("akka.loglevel = DEBUG"))
    {
        Network = CreateTestProbe("tcp");
        Socket = CreateTestProbe("socket");
        Protocol = CreateTestProbe("protocol");
        Counterpart = CreateTestProbe("counterpart");
    }

    protected TestProbe Network { get; }

    protected TestProbe Socket { get; }

    protected TestProbe Protocol { get; }

    protected TestProbe Counterpart { get; }

    protected TestScheduler Scheduler => (TestScheduler)Sys.Scheduler;

    /// <summary>A connection that has registered, opened and asked for its first read.</summary>
    protected async Task<IActorRef> ConnectAsync(ListenerLimits? limits = null, int maxQueuedWrites = int.MaxValue)
    {
        var hosted = new HostedProtocol(() => new ProbedProtocol(Protocol.Ref))
        {
            Counterpart = Counterpart.Ref,
            MaxQueuedBytes = MaxQueuedBytes,
            MaxQueuedWrites = maxQueuedWrites,
        };
        var settings = new ListenerSettings(
            "probed", new TcpBindAddress("127.0.0.1", 0), EchoSettings.Default, limits ?? Limits);
        var listener = Sys.ActorOf(ListenerActor.Props(settings, hosted, Network.Ref), "probed");
        listener.Tell(new Tcp.Connected(Remote, Local), Socket.Ref);
        var register = await Socket.ExpectMsgAsync<Tcp.Register>();
        Assert.True(register.KeepOpenOnPeerClosed);
        await Protocol.ExpectMsgAsync("opened");
        await Socket.ExpectMsgAsync<Tcp.ResumeReading>();
        return register.Handler;
    }

    /// <summary>What the listener was told has reached the connection, and the connection has handled it.</summary>
    protected static async Task BarrierAsync(IActorRef connection)
    {
        foreach (var actor in (IActorRef[])[((IInternalActorRef)connection).Parent, connection])
            await actor.Ask<ActorIdentity>(new Identify("all"), TimeSpan.FromSeconds(5));
    }

    protected void Receive(IActorRef connection, string text) =>
        connection.Tell(new Tcp.Received(new ReadOnlySequence<byte>(Encoding.ASCII.GetBytes(text))), Socket.Ref);

    protected async Task<Tcp.Write> ExpectWriteAsync(string text)
    {
        var write = await Socket.ExpectMsgAsync<Tcp.Write>();
        Assert.Equal(text, Encoding.ASCII.GetString(write.Data));
        return write;
    }

    /// <summary>The server's half is closed behind what was written.</summary>
    protected async Task ExpectClosingAsync() => await Socket.ExpectMsgAsync<Tcp.ConfirmedClose>();
}
