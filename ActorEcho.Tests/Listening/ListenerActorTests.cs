using System.Buffers;
using System.Net;
using System.Net.Sockets;
using ActorEcho.Actors.Connections;
using ActorEcho.Actors.Listening;
using ActorEcho.Actors.Protocols;
using ActorEcho.Actors.Protocols.Echo;
using ActorEcho.Actors.Settings;
using ActorEcho.Actors.Transports;
using Akka.Actor;
using Akka.IO;
using Akka.TestKit;
using Akka.TestKit.Xunit2;

namespace ActorEcho.Tests.Listening;

public class ListenerActorTests : TestKit
{
    private static readonly IPEndPoint BoundTo = new(IPAddress.Loopback, 9001);
    private static readonly TcpBindAddress Bind = new("127.0.0.1", 0);

    private readonly TestProbe _tcp;
    private readonly TestProbe _acceptor;
    private readonly TestProbe _parent;

    public ListenerActorTests()
    {
        _tcp = CreateTestProbe("tcp");
        _acceptor = CreateTestProbe("acceptor");
        _parent = CreateTestProbe("parent");
    }

    [Fact]
    public async Task It_binds_in_pull_mode_and_tells_its_parent_the_real_port()
    {
        var listener = Start(new ListenerLimits { Backlog = 77 });
        var bind = await _tcp.ExpectMsgAsync<Tcp.Bind>();
        Assert.Equal(new IPEndPoint(IPAddress.Loopback, 0), bind.LocalAddress);
        Assert.Equal(77, bind.Backlog);
        Assert.True(bind.PullMode);
        listener.Tell(new Tcp.Bound(BoundTo), _acceptor.Ref);
        await _acceptor.ExpectMsgAsync<Tcp.ResumeAccepting>();
        await _parent.ExpectMsgAsync(new BoundListener("test", "echo", new TcpBindAddress("127.0.0.1", 9001)));
    }

    [Fact]
    public async Task A_port_in_use_is_told_with_the_systems_reason_and_the_listener_ends()
    {
        var listener = Start(ListenerLimits.Default);
        await WatchAsync(listener);
        var bind = await _tcp.ExpectMsgAsync<Tcp.Bind>();
        listener.Tell(new Tcp.CommandFailed(bind).WithCause(new InvalidOperationException("Address already in use")), _tcp.Ref);
        await _parent.ExpectMsgAsync(new ListenerFailure("test", Bind, "Address already in use"));
        await ExpectTerminatedAsync(listener);
    }

    [Fact]
    public async Task Several_acceptors_share_the_port_and_count_as_one_listener()
    {
        var listener = Start(new ListenerLimits { Acceptors = 2 });
        for (var i = 0; i < 2; i++)
        {
            var bind = await _tcp.ExpectMsgAsync<Tcp.Bind>();
            Assert.Single(bind.Options);
        }

        listener.Tell(new Tcp.Bound(BoundTo), _acceptor.Ref);
        await _acceptor.ExpectMsgAsync<Tcp.ResumeAccepting>();
        await _parent.ExpectNoMsgAsync(TimeSpan.Zero);
        listener.Tell(new Tcp.Bound(BoundTo), CreateTestProbe().Ref);
        await _parent.ExpectMsgAsync<BoundListener>();
    }

    [Fact]
    public async Task Where_no_timeout_finds_out_which_clients_have_vanished_the_system_does()
    {
        Start(new ListenerLimits { IdleTimeout = Timeout.InfiniteTimeSpan });
        var option = Assert.Single((await _tcp.ExpectMsgAsync<Tcp.Bind>()).Options);
        if (!OperatingSystem.IsLinux()) return;

        using var listening = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        option.BeforeServerSocketBind(listening);
        listening.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listening.Listen();
        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        client.Connect(listening.LocalEndPoint!);
        using var accepted = listening.Accept();
        Assert.NotEqual(0, accepted.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive));
        Assert.Equal(60, accepted.GetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime));
    }

    [Fact]
    public async Task Every_client_gets_a_child_of_its_own()
    {
        var listener = await BoundAsync(ListenerLimits.Default);
        var first = await ConnectAsync(listener);
        var second = await ConnectAsync(listener);
        Assert.Equal(listener.Path / "c1", first.Connection.Path);
        Assert.Equal(listener.Path / "c2", second.Connection.Path);
    }

    [Fact]
    public async Task Clients_above_the_limit_are_closed_until_one_of_those_present_has_gone()
    {
        var listener = await BoundAsync(new ListenerLimits { MaxConnections = 1 });
        var (socket, connection) = await ConnectAsync(listener);
        var refused = CreateTestProbe();
        await EventFilter.Warning(contains: "max-connections").ExpectOneAsync(async () =>
        {
            listener.Tell(Connected(), refused.Ref);
            await refused.ExpectMsgAsync<Tcp.Close>();
            listener.Tell(Connected(), refused.Ref);
            await refused.ExpectMsgAsync<Tcp.Close>();
        });

        await WatchAsync(connection);
        Sys.Stop(connection);
        await ExpectTerminatedAsync(connection);
        // The actor has gone, its socket has not: the place is still taken.
        listener.Tell(Connected(), refused.Ref);
        await refused.ExpectMsgAsync<Tcp.Close>();

        await WatchAsync(socket.Ref);
        Sys.Stop(socket.Ref);
        await ExpectTerminatedAsync(socket.Ref);
        await AwaitAssertAsync(async () => await ConnectAsync(listener));
    }

    public static TheoryData<Func<IProtocol>> FailingFactories =>
    [
        () => throw new InvalidOperationException("no protocol"),
        () => null!,
        () => new UnsureProtocol(),
    ];

    [Theory]
    [MemberData(nameof(FailingFactories))]
    public async Task A_protocol_that_cannot_be_made_costs_its_client_the_connection_and_the_place_only_until_that_is_closed(Func<IProtocol> factory)
    {
        var made = 0;
        var hosted = new HostedProtocol(() => ++made == 1 ? factory() : new EchoProtocol());
        var listener = await BoundAsync(new ListenerLimits { MaxConnections = 1 }, hosted);
        await EventFilter.Exception<ActorInitializationException>().ExpectOneAsync(async () =>
        {
            var unlucky = CreateTestProbe();
            listener.Tell(Connected(), unlucky.Ref);
            await unlucky.ExpectMsgAsync<Tcp.Close>();
            var refused = CreateTestProbe();
            listener.Tell(Connected(), refused.Ref);
            await refused.ExpectMsgAsync<Tcp.Close>();
            Sys.Stop(unlucky.Ref);
        });
        await AwaitAssertAsync(async () => await ConnectAsync(listener));
    }

    [Fact]
    public async Task More_clients_are_asked_for_when_a_batch_has_been_accepted()
    {
        var listener = Start(ListenerLimits.Default);
        listener.Tell(new Tcp.Bound(BoundTo), _acceptor.Ref);
        var batch = (await _acceptor.ExpectMsgAsync<Tcp.ResumeAccepting>()).BatchSize;
        for (var i = 0; i < batch - 1; i++) await ConnectAsync(listener);
        await _acceptor.ExpectNoMsgAsync(TimeSpan.Zero);
        await ConnectAsync(listener);
        Assert.Equal(batch, (await _acceptor.ExpectMsgAsync<Tcp.ResumeAccepting>()).BatchSize);
    }

    [Fact]
    public async Task It_stops_in_order_no_more_clients_then_those_present_then_itself()
    {
        var listener = await BoundAsync(ListenerLimits.Default);
        var (socket, connection) = await ConnectAsync(listener);
        await WatchAsync(listener);
        listener.Tell(new StopListening(TimeSpan.FromMinutes(1)), _parent.Ref);
        await _acceptor.ExpectMsgAsync<Tcp.Unbind>();
        listener.Tell(Tcp.Unbound.Instance, _acceptor.Ref);
        await socket.FishForMessageAsync(message => message is Tcp.ConfirmedClose);

        var late = CreateTestProbe();
        listener.Tell(Connected(), late.Ref);
        await late.ExpectMsgAsync<Tcp.Close>();

        await WatchAsync(connection);
        connection.Tell(Tcp.ConfirmedClosed.Instance, socket.Ref);
        await ExpectTerminatedAsync(connection);
        Sys.Stop(socket.Ref);
        await ExpectTerminatedAsync(listener);
    }

    [Fact]
    public async Task Clients_that_have_not_finished_in_time_are_cut_off()
    {
        var listener = await BoundAsync(ListenerLimits.Default);
        var (socket, connection) = await ConnectAsync(listener);
        await WatchAsync(connection);
        await EventFilter.Warning(contains: "have not finished in time: 1").ExpectOneAsync(async () =>
        {
            listener.Tell(new StopListening(TimeSpan.FromMilliseconds(1)), _parent.Ref);
            await ExpectTerminatedAsync(connection);
        });
        await socket.FishForMessageAsync(message => message is Tcp.ConfirmedClose);
        await socket.ExpectMsgAsync<Tcp.Abort>();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_lost_listening_socket_ends_the_listener(bool whileItsConnectionsLiveOn)
    {
        var listener = await BoundAsync(ListenerLimits.Default);
        await _parent.WatchAsync(listener);
        await EventFilter.Exception<InvalidOperationException>(contains: "lost its listening socket").ExpectOneAsync(async () =>
        {
            if (whileItsConnectionsLiveOn) listener.Tell(Tcp.Unbound.Instance, _acceptor.Ref);
            else Sys.Stop(_acceptor.Ref);
            await _parent.ExpectTerminatedAsync(listener);
        });
    }

    private static Tcp.Connected Connected() => new(new IPEndPoint(IPAddress.Loopback, 50_000), BoundTo);

    /// <summary>A listener below a parent that passes on what it is told, and stops it when it fails.</summary>
    private IActorRef Start(ListenerLimits limits, HostedProtocol? hosted = null)
    {
        var settings = new ListenerSettings("test", Bind, EchoSettings.Default, limits);
        var props = ListenerActor.Props(settings, hosted ?? new HostedProtocol(() => new EchoProtocol()), _tcp.Ref);
        return _parent.ChildActorOf(props, "test", Akka.Actor.SupervisorStrategy.StoppingStrategy);
    }

    private async Task<IActorRef> BoundAsync(ListenerLimits limits, HostedProtocol? hosted = null)
    {
        var listener = Start(limits, hosted);
        listener.Tell(new Tcp.Bound(BoundTo), _acceptor.Ref);
        await _acceptor.ExpectMsgAsync<Tcp.ResumeAccepting>();
        await _parent.ExpectMsgAsync<BoundListener>();
        return listener;
    }

    private async Task<(TestProbe Socket, IActorRef Connection)> ConnectAsync(IActorRef listener)
    {
        var socket = CreateTestProbe();
        listener.Tell(Connected(), socket.Ref);
        var register = await socket.ExpectMsgAsync<Tcp.Register>();
        return (socket, register.Handler);
    }

    private sealed class UnsureProtocol : IProtocol
    {
        public bool OnlyPassesInputOn => throw new InvalidOperationException("cannot say");

        public void Receive(ReadOnlySequence<byte> input, IProtocolOutput output)
        {
        }

        public void InputEnded(IProtocolOutput output)
        {
        }
    }
}
