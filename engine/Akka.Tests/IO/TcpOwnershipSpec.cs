using System.Net.Sockets;
using Akka.Actor;
using Akka.IO;
using Xunit.Abstractions;

namespace Akka.Tests.IO;

/// <summary>A socket belongs to its connection's actor: however one ends, so does the other.</summary>
public abstract class TcpOwnershipSpec(ITestOutputHelper output, string transport) : TcpSpec(output, transport)
{
    private const int MoreThanBuffersHold = 32 * 1024 * 1024;

    [TransportFact]
    public async Task A_handler_that_stops_takes_its_connection_with_it()
    {
        var (client, connection, handler) = await AcceptAndRegisterAsync();
        Watch(connection);

        Sys.Stop(handler.Ref);

        await ExpectTerminatedAsync(connection);
        await AssertResetAsync(client);
    }

    [TransportFact]
    public async Task A_handler_may_stop_once_it_has_asked_for_the_close()
    {
        var (client, connection, handler) = await AcceptAndRegisterAsync();
        Watch(connection);
        var sent = RandomBytes(MoreThanBuffersHold);
        handler.Send(connection, Tcp.Write.Create(sent));
        handler.Send(connection, Tcp.Close.Instance);
        Sys.Stop(handler.Ref);

        Assert.Equal(sent, await ReadToEndAsync(client));
        await ExpectTerminatedAsync(connection);
    }

    [TransportFact]
    public async Task A_confirmed_close_goes_on_without_its_handler_and_drops_what_comes()
    {
        var (client, connection, handler) = await AcceptAndRegisterAsync();
        Watch(connection);
        handler.Send(connection, Tcp.Write.Create(Bytes("bye")));
        handler.Send(connection, Tcp.ConfirmedClose.Instance);
        Assert.Equal(Bytes("bye"), await ReadToEndAsync(client));
        Sys.Stop(handler.Ref);

        client.Send(new byte[100_000]);
        client.Shutdown(SocketShutdown.Send);

        await ExpectTerminatedAsync(connection);
    }

    [TransportFact]
    public async Task A_close_whose_handler_has_stopped_has_a_time_limit()
    {
        var server = await BindAsync(settings: Driver.Settings with { OrphanedCloseTimeout = TimeSpan.FromMilliseconds(50) });
        var (client, connection, handler) = await AcceptAndRegisterAsync(server);
        Watch(connection);
        handler.Send(connection, Tcp.Write.Create(new byte[MoreThanBuffersHold]));
        handler.Send(connection, Tcp.Close.Instance);

        Sys.Stop(handler.Ref);

        await ExpectTerminatedAsync(connection);
        await AssertResetAsync(client);
    }

    [TransportFact]
    public async Task A_connection_nobody_registers_for_gives_up()
    {
        var server = await BindAsync(settings: Driver.Settings with { RegisterTimeout = TimeSpan.FromMilliseconds(50) });
        var (client, connection) = await AcceptAsync(server);
        Watch(connection);

        await ExpectTerminatedAsync(connection);
        await AssertResetAsync(client);
    }

    [TransportFact]
    public async Task A_connection_nobody_has_registered_for_ends_with_the_handler_it_was_offered_to()
    {
        var server = await BindAsync();
        var (client, connection) = await AcceptAsync(server);
        Watch(connection);

        Sys.Stop(server.Probe.Ref);

        await ExpectTerminatedAsync(connection);
        await AssertResetAsync(client);
    }

    [TransportFact]
    public async Task A_registered_connection_no_longer_depends_on_who_accepted_it()
    {
        var server = await BindAsync();
        var (client, _, handler) = await AcceptAndRegisterAsync(server);
        Watch(server.Probe.Ref);
        Sys.Stop(server.Probe.Ref);
        await ExpectTerminatedAsync(server.Probe.Ref);

        client.Send(Bytes("still here"));

        Assert.Equal("still here", Text(await handler.ExpectMsgAsync<Tcp.Received>()));
    }

    [TransportFact]
    public Task A_connection_actor_that_is_stopped_closes_its_socket_first_and_tells_its_handler() =>
        AssertItsEndClosesTheSocketFirst(PoisonPill.Instance);

    [TransportFact]
    public Task A_connection_actor_that_is_killed_closes_its_socket_first_and_tells_its_handler() =>
        AssertItsEndClosesTheSocketFirst(Kill.Instance);

    private async Task AssertItsEndClosesTheSocketFirst(object wayToEnd)
    {
        var (client, connection, handler) = await AcceptAndRegisterAsync();
        Watch(connection);
        handler.Watch(connection);

        connection.Tell(wayToEnd);

        await ExpectTerminatedAsync(connection);
        Assert.Equal(0, Driver.Transport.Counters.Connections);
        await AssertResetAsync(client);
        await handler.ExpectMsgAsync<Tcp.Aborted>();
        await handler.ExpectTerminatedAsync(connection);
    }

    [TransportFact]
    public async Task After_the_last_client_nothing_is_left()
    {
        var server = await BindAsync();
        var accepted = new List<Accepted>();
        for (var i = 0; i < 100; i++)
            accepted.Add(await AcceptAndRegisterAsync(server));

        for (var i = 0; i < accepted.Count; i++)
            EndOneWayOrAnother(accepted[i], way: i % 5);

        await AwaitConditionAsync(() => Driver.Transport.Counters is { Connections: 0, PendingSends: 0 }, Patience);
        server.Listener.Tell(new Tcp.SubscribeToTcpListenerStats(server.Probe.Ref));
        await server.Probe.FishForMessageAsync<Tcp.TcpListenerStatistics>(
            statistics => statistics is { AcceptedIncomingConnections: 100, IncomingConnectionsClosed: 100 });
    }

    [TransportFact]
    public async Task The_end_of_the_system_closes_every_socket()
    {
        var server = await BindAsync();
        var (client, _, _) = await AcceptAndRegisterAsync(server);

        await Sys.Terminate();

        Assert.Equal((0, 0), (Driver.Transport.Counters.Listeners, Driver.Transport.Counters.Connections));
        await AssertResetAsync(client);
    }

    private void EndOneWayOrAnother(Accepted accepted, int way)
    {
        var (client, connection, handler) = accepted;
        switch (way)
        {
            case 0:
                client.Dispose();
                break;
            case 1:
                handler.Send(connection, Tcp.Write.Create(new byte[100_000]));
                handler.Send(connection, Tcp.Close.Instance);
                break;
            case 2:
                handler.Send(connection, Tcp.Write.Create(new byte[MoreThanBuffersHold]));
                handler.Send(connection, Tcp.Abort.Instance);
                break;
            case 3:
                Sys.Stop(handler.Ref);
                break;
            default:
                client.LingerState = new LingerOption(true, 0);
                client.Dispose();
                break;
        }
    }
}
