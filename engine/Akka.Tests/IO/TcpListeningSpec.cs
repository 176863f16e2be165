using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.IO;
using Xunit.Abstractions;

namespace Akka.Tests.IO;

public abstract class TcpListeningSpec(ITestOutputHelper output, string transport) : TcpSpec(output, transport)
{
    [TransportFact]
    public async Task Bound_tells_the_port_the_system_chose()
    {
        var server = await BindAsync();

        Assert.NotEqual(0, Assert.IsType<IPEndPoint>(server.Address).Port);
    }

    [TransportFact]
    public async Task Every_client_gets_a_connection_actor_of_its_own()
    {
        var server = await BindAsync();
        var connections = new HashSet<IActorRef>();

        for (var i = 0; i < 50; i++)
        {
            var client = await ConnectClientAsync(server.Address);
            var connected = await server.Probe.ExpectMsgAsync<Tcp.Connected>();
            Assert.Equal(client.LocalEndPoint, connected.RemoteAddress);
            Assert.Equal(server.Address, connected.LocalAddress);
            connections.Add(server.Probe.LastSender);
        }

        Assert.Equal(50, connections.Count);
    }

    [TransportFact]
    public async Task The_unspecified_address_of_ipv6_takes_clients_over_ipv4_too()
    {
        if (!Socket.OSSupportsIPv6)
            return;
        var server = await BindAsync(new IPEndPoint(IPAddress.IPv6Any, 0));

        var client = await ConnectClientAsync(new IPEndPoint(IPAddress.Loopback, ((IPEndPoint)server.Address).Port));

        var remote = Assert.IsType<IPEndPoint>((await server.Probe.ExpectMsgAsync<Tcp.Connected>()).RemoteAddress);
        Assert.Equal(client.LocalEndPoint, new IPEndPoint(remote.Address.MapToIPv4(), remote.Port));
    }

    [TransportFact]
    public async Task An_address_in_use_fails_the_bind_with_its_cause()
    {
        var server = await BindAsync();
        var commander = CreateTestProbe();
        var bind = new Tcp.Bind(commander.Ref, server.Address);

        commander.Send(Sys.Tcp(), bind);

        var failed = await commander.ExpectMsgAsync<Tcp.CommandFailed>();
        Assert.Same(bind, failed.Cmd);
        Assert.Equal(SocketError.AddressAlreadyInUse, Assert.IsType<SocketException>(failed.Cause.Value).SocketErrorCode);
        Assert.Equal(1, Driver.Transport.Counters.Listeners);
    }

    [TransportFact]
    public async Task Unbind_is_answered_and_closes_the_socket()
    {
        var server = await BindAsync();
        Watch(server.Listener);

        server.Listener.Tell(Tcp.Unbind.Instance, server.Probe.Ref);

        await server.Probe.ExpectMsgAsync<Tcp.Unbound>();
        Assert.Equal(0, Driver.Transport.Counters.Listeners);
        await ExpectTerminatedAsync(server.Listener);
        var refused = await Assert.ThrowsAsync<SocketException>(() => ConnectClientAsync(server.Address));
        Assert.Equal(SocketError.ConnectionRefused, refused.SocketErrorCode);
    }

    [TransportFact]
    public async Task Connections_outlive_unbind_and_the_listener_stops_with_the_last_of_them()
    {
        var server = await BindAsync();
        var (client, connection, handler) = await AcceptAndRegisterAsync(server);
        Watch(server.Listener);

        server.Listener.Tell(Tcp.Unbind.Instance, server.Probe.Ref);
        await server.Probe.ExpectMsgAsync<Tcp.Unbound>();
        client.Send(Bytes("still here"));
        Assert.Equal("still here", Text(await handler.ExpectMsgAsync<Tcp.Received>()));
        handler.Send(connection, Tcp.Close.Instance);

        await handler.ExpectMsgAsync<Tcp.Closed>();
        await ExpectTerminatedAsync(server.Listener);
    }

    [TransportFact]
    public async Task A_second_unbind_is_answered_too_while_connections_live()
    {
        var server = await BindAsync();
        await AcceptAndRegisterAsync(server);

        server.Listener.Tell(Tcp.Unbind.Instance, server.Probe.Ref);
        server.Listener.Tell(Tcp.Unbind.Instance, server.Probe.Ref);

        await server.Probe.ExpectMsgAsync<Tcp.Unbound>();
        await server.Probe.ExpectMsgAsync<Tcp.Unbound>();
    }

    [TransportFact]
    public async Task The_listener_ends_with_its_handler()
    {
        var server = await BindAsync();
        Watch(server.Listener);

        Sys.Stop(server.Probe.Ref);

        await ExpectTerminatedAsync(server.Listener);
        Assert.Equal(0, Driver.Transport.Counters.Listeners);
    }

    [TransportFact]
    public async Task Stopping_the_listener_closes_its_socket_and_its_connections()
    {
        var server = await BindAsync();
        var (client, connection, handler) = await AcceptAndRegisterAsync(server);
        handler.Send(connection, Tcp.Write.Create(Array.Empty<byte>(), new Ack(1)));
        await handler.ExpectMsgAsync<Ack>();
        Watch(server.Listener);

        Sys.Stop(server.Listener);

        await handler.ExpectMsgAsync<Tcp.Aborted>();
        await ExpectTerminatedAsync(server.Listener);
        await AssertResetAsync(client);
        Assert.Equal(0, Driver.Transport.Counters.Connections);
    }

    [TransportFact]
    public async Task In_pull_mode_as_many_are_accepted_as_were_asked_for()
    {
        var server = await BindAsync(pullMode: true);
        for (var i = 0; i < 5; i++)
            await ConnectClientAsync(server.Address);

        server.Listener.Tell(new Tcp.ResumeAccepting(2), server.Probe.Ref);
        await server.Probe.ExpectMsgAsync<Tcp.Connected>();
        await server.Probe.ExpectMsgAsync<Tcp.Connected>();
        server.Listener.Tell(new Tcp.SubscribeToTcpListenerStats(server.Probe.Ref), server.Probe.Ref);
        var statistics = await server.Probe.ExpectMsgAsync<Tcp.TcpListenerStatistics>();
        server.Listener.Tell(new Tcp.UnsubscribeFromTcpListenerStats(server.Probe.Ref), server.Probe.Ref);
        server.Listener.Tell(new Tcp.ResumeAccepting(3), server.Probe.Ref);

        Assert.Equal(2, statistics.AcceptedIncomingConnections);
        for (var i = 0; i < 3; i++)
            await server.Probe.ExpectMsgAsync<Tcp.Connected>();
    }

    [TransportFact]
    public async Task Subscribers_hear_of_a_listeners_statistics_when_they_change()
    {
        var server = await BindAsync();
        var subscriber = CreateTestProbe();
        server.Listener.Tell(new Tcp.SubscribeToTcpListenerStats(subscriber.Ref));
        Assert.Equal(new Tcp.TcpListenerStatistics(), await subscriber.ExpectMsgAsync<Tcp.TcpListenerStatistics>());

        var (_, connection, handler) = await AcceptAndRegisterAsync(server);
        handler.Send(connection, Tcp.Close.Instance);

        await subscriber.FishForMessageAsync<Tcp.TcpListenerStatistics>(
            statistics => statistics is { AcceptedIncomingConnections: 1, IncomingConnectionsClosed: 1 });
    }

    [TransportFact]
    public async Task Options_are_set_at_every_point_of_a_sockets_life()
    {
        var option = new RecordingOption();
        var server = await BindAsync(options: [option]);
        Assert.Equal(["BeforeServerSocketBind", "AfterBind"], option.Calls);

        await AcceptAsync(server);

        Assert.Equal(["BeforeServerSocketBind", "AfterBind", "AfterConnect"], option.Calls);
    }

    [TransportFact]
    public async Task Accepted_connections_send_without_delay_unless_an_option_says_otherwise()
    {
        var byDefault = new RecordingOption();
        await AcceptAsync(await BindAsync(options: [byDefault]));
        var switchedOff = new RecordingOption();
        await AcceptAsync(await BindAsync(options: [new Tcp.SO.TcpNoDelay(false), switchedOff]));

        Assert.True(byDefault.NoDelay);
        Assert.False(switchedOff.NoDelay);
    }

    [TransportFact]
    public async Task Listeners_that_reuse_the_address_share_a_port()
    {
        var first = await BindAsync(options: [new Inet.SO.ReuseAddress(true)]);
        var second = await BindAsync(first.Address, options: [new Inet.SO.ReuseAddress(true)]);
        Assert.Equal(first.Address, second.Address);

        for (var i = 0; i < 20; i++)
        {
            var client = await ConnectClientAsync(first.Address);
            await AwaitConditionAsync(() => first.Probe.HasMessages || second.Probe.HasMessages, Patience);
            var probe = first.Probe.HasMessages ? first.Probe : second.Probe;
            Assert.Equal(client.LocalEndPoint, (await probe.ExpectMsgAsync<Tcp.Connected>()).RemoteAddress);
        }
    }

    [TransportFact]
    public async Task An_option_that_fails_costs_that_connection_only()
    {
        var option = new FailingOnceOption();
        var server = await BindAsync(options: [option]);

        var failing = await ConnectClientAsync(server.Address);
        Assert.Empty(await ReadToEndAsync(failing));
        var (client, connection, handler) = await AcceptAndRegisterAsync(server);
        client.Send(Bytes("hello"));

        Assert.Equal("hello", Text(await handler.ExpectMsgAsync<Tcp.Received>()));
        Assert.NotEqual(ActorRefs.Nobody, connection);
    }

    private sealed class RecordingOption : Inet.SocketOptionV2
    {
        public List<string> Calls { get; } = [];

        public bool? NoDelay { get; private set; }

        public override void BeforeServerSocketBind(Socket ss) => Calls.Add(nameof(BeforeServerSocketBind));

        public override void AfterBind(Socket s) => Calls.Add(nameof(AfterBind));

        public override void AfterConnect(Socket s)
        {
            Calls.Add(nameof(AfterConnect));
            NoDelay = s.NoDelay;
        }
    }

    private sealed class FailingOnceOption : Inet.SocketOption
    {
        private bool _hasFailed;

        public override void AfterConnect(Socket s)
        {
            if (_hasFailed)
                return;
            _hasFailed = true;
            throw new SocketException((int)SocketError.InvalidArgument);
        }
    }
}
