using System.Net.Sockets;
using Akka.IO;
using Xunit.Abstractions;

namespace Akka.Tests.IO;

public abstract class TcpClosingSpec(ITestOutputHelper output, string transport) : TcpSpec(output, transport)
{
    private const int MoreThanBuffersHold = 32 * 1024 * 1024;

    [TransportFact]
    public async Task Close_ends_the_stream_in_order_and_tells_the_handler()
    {
        var (client, connection, handler) = await AcceptAndRegisterAsync();
        Watch(connection);
        handler.Send(connection, Tcp.Write.Create(Bytes("bye")));
        handler.Send(connection, Tcp.Close.Instance);

        Assert.Equal(Bytes("bye"), await ReadToEndAsync(client));
        Assert.Same(Tcp.Closed.Instance, await handler.ExpectMsgAsync<Tcp.ConnectionClosed>());
        await ExpectTerminatedAsync(connection);
    }

    [TransportFact]
    public async Task Close_writes_what_is_queued_first()
    {
        var (client, connection, handler) = await AcceptAndRegisterAsync();
        var sent = RandomBytes(MoreThanBuffersHold);
        handler.Send(connection, Tcp.Write.Create(sent, new Ack(1)));
        handler.Send(connection, Tcp.Close.Instance);

        Assert.Equal(sent, await ReadToEndAsync(client));
        await handler.ExpectMsgAsync<Ack>();
        await handler.ExpectMsgAsync<Tcp.Closed>();
    }

    [TransportFact]
    public async Task Who_asks_for_the_close_is_told_like_the_handler()
    {
        var (_, connection, handler) = await AcceptAndRegisterAsync();
        var commander = CreateTestProbe();

        commander.Send(connection, Tcp.Close.Instance);

        await commander.ExpectMsgAsync<Tcp.Closed>();
        await handler.ExpectMsgAsync<Tcp.Closed>();
    }

    [TransportFact]
    public async Task Unread_bytes_do_not_turn_a_close_into_a_reset()
    {
        var (client, connection, handler) = await AcceptAndRegisterAsync();
        handler.Send(connection, Tcp.SuspendReading.Instance);
        handler.Send(connection, Tcp.Write.Create(Bytes("last words"), new Ack(1)));
        await handler.ExpectMsgAsync<Ack>();
        client.Send(new byte[10_000]);
        AwaitAcknowledged(client);

        handler.Send(connection, Tcp.Close.Instance);
        await handler.ExpectMsgAsync<Tcp.Closed>();

        Assert.Equal(Bytes("last words"), await ReadToEndAsync(client));
    }

    [TransportFact]
    public async Task Writes_after_a_close_fail()
    {
        var (_, connection, handler) = await AcceptAndRegisterAsync();
        handler.Send(connection, Tcp.ConfirmedClose.Instance);
        var late = Tcp.Write.Create(Bytes("late"), new Ack(1));

        handler.Send(connection, late);

        var failed = await handler.ExpectMsgAsync<Tcp.CommandFailed>();
        Assert.Same(late, failed.Cmd);
        Assert.Equal("Dropping write because the connection is closing", failed.Cause.Value.Message);
    }

    [TransportFact]
    public async Task Confirmed_close_reads_on_until_the_peer_has_closed_too()
    {
        var (client, connection, handler) = await AcceptAndRegisterAsync();
        Watch(connection);
        handler.Send(connection, Tcp.Write.Create(Bytes("question")));
        handler.Send(connection, Tcp.ConfirmedClose.Instance);

        Assert.Equal(Bytes("question"), await ReadToEndAsync(client));
        client.Send(Bytes("answer"));
        Assert.Equal("answer", Text(await handler.ExpectMsgAsync<Tcp.Received>()));
        client.Shutdown(SocketShutdown.Send);

        Assert.True((await handler.ExpectMsgAsync<Tcp.ConnectionClosed>()).IsConfirmed);
        await ExpectTerminatedAsync(connection);
    }

    [TransportFact]
    public async Task Confirmed_close_writes_everything_to_a_slow_reader_that_also_writes()
    {
        var (client, connection, handler) = await AcceptAndRegisterAsync();
        var toClient = RandomBytes(MoreThanBuffersHold, seed: 1);
        var toServer = RandomBytes(MoreThanBuffersHold / 4, seed: 2);
        handler.Send(connection, Tcp.Write.Create(toClient));
        handler.Send(connection, Tcp.ConfirmedClose.Instance);
        var sending = Task.Run(() =>
        {
            client.Send(toServer);
            client.Shutdown(SocketShutdown.Send);
        });

        Assert.Equal(toServer, await ReceiveBytesAsync(handler, toServer.Length));
        Assert.Equal(toClient, await ReadToEndAsync(client));
        await sending;
        await handler.ExpectMsgAsync<Tcp.ConfirmedClosed>();
    }

    [TransportFact]
    public async Task Confirmed_close_ends_at_once_when_the_peer_has_closed_already()
    {
        var (client, connection, handler) = await AcceptAndRegisterAsync(keepOpenOnPeerClosed: true);
        client.Shutdown(SocketShutdown.Send);
        await handler.ExpectMsgAsync<Tcp.PeerClosed>();

        handler.Send(connection, Tcp.ConfirmedClose.Instance);

        await handler.ExpectMsgAsync<Tcp.ConfirmedClosed>();
        Assert.Empty(await ReadToEndAsync(client));
    }

    [TransportFact]
    public async Task Close_cuts_a_confirmed_close_short()
    {
        var (client, connection, handler) = await AcceptAndRegisterAsync();
        handler.Send(connection, Tcp.ConfirmedClose.Instance);
        Assert.Empty(await ReadToEndAsync(client));

        handler.Send(connection, Tcp.Close.Instance);

        await handler.ExpectMsgAsync<Tcp.Closed>();
    }

    [TransportFact]
    public async Task Close_during_the_writing_of_a_confirmed_close_does_not_wait_for_the_peer()
    {
        var (client, connection, handler) = await AcceptAndRegisterAsync();
        handler.Send(connection, Tcp.Write.Create(new byte[MoreThanBuffersHold]));
        handler.Send(connection, Tcp.ConfirmedClose.Instance);
        handler.Send(connection, Tcp.Close.Instance);

        Assert.Equal(MoreThanBuffersHold, (await ReadToEndAsync(client)).Length);
        await handler.ExpectMsgAsync<Tcp.Closed>();
    }

    [TransportFact]
    public async Task Abort_resets_the_connection_and_fails_what_is_queued()
    {
        var (client, connection, handler) = await AcceptAndRegisterAsync();
        Watch(connection);
        handler.Send(connection, Tcp.Write.Create(new byte[MoreThanBuffersHold], new Ack(1)));
        handler.Send(connection, Tcp.Abort.Instance);

        await handler.ExpectMsgAsync<Tcp.CommandFailed>();
        Assert.True((await handler.ExpectMsgAsync<Tcp.ConnectionClosed>()).IsAborted);
        await ExpectTerminatedAsync(connection);
        await AssertResetAsync(client);
    }

    [TransportFact]
    public async Task Abort_ends_a_close_that_the_peer_does_not_let_end()
    {
        var (client, connection, handler) = await AcceptAndRegisterAsync();
        handler.Send(connection, Tcp.Write.Create(new byte[MoreThanBuffersHold]));
        handler.Send(connection, Tcp.Close.Instance);
        handler.Send(connection, Tcp.Abort.Instance);

        await handler.ExpectMsgAsync<Tcp.CommandFailed>();
        await handler.ExpectMsgAsync<Tcp.Aborted>();
        await AssertResetAsync(client);
    }

    [TransportFact]
    public async Task When_the_peer_closes_its_half_what_is_queued_is_written_and_the_connection_ends()
    {
        var (client, connection, handler) = await AcceptAndRegisterAsync();
        Watch(connection);
        var sent = RandomBytes(MoreThanBuffersHold);
        handler.Send(connection, Tcp.Write.Create(sent));
        client.Send(Bytes("done"));
        client.Shutdown(SocketShutdown.Send);

        Assert.Equal("done", Text(await handler.ExpectMsgAsync<Tcp.Received>()));
        Assert.Equal(sent, await ReadToEndAsync(client));
        Assert.True((await handler.ExpectMsgAsync<Tcp.ConnectionClosed>()).IsPeerClosed);
        await ExpectTerminatedAsync(connection);
    }

    [TransportFact]
    public async Task A_connection_kept_open_can_be_written_to_after_the_peer_has_closed()
    {
        var (client, connection, handler) = await AcceptAndRegisterAsync(keepOpenOnPeerClosed: true);
        client.Send(Bytes("question"));
        client.Shutdown(SocketShutdown.Send);
        Assert.Equal("question", Text(await handler.ExpectMsgAsync<Tcp.Received>()));
        await handler.ExpectMsgAsync<Tcp.PeerClosed>();

        var answer = RandomBytes(MoreThanBuffersHold);
        handler.Send(connection, Tcp.Write.Create(answer));
        handler.Send(connection, Tcp.Close.Instance);

        Assert.Equal(answer, await ReadToEndAsync(client));
        await handler.ExpectMsgAsync<Tcp.Closed>();
    }

    [TransportFact]
    public async Task A_connection_nobody_registered_for_can_be_closed()
    {
        var (client, connection) = await AcceptAsync(await BindAsync());
        var commander = CreateTestProbe();

        commander.Send(connection, Tcp.Close.Instance);

        await commander.ExpectMsgAsync<Tcp.Closed>();
        Assert.Empty(await ReadToEndAsync(client));
    }

    [TransportFact]
    public async Task A_confirmed_close_without_a_handler_drops_what_still_comes()
    {
        var (client, connection) = await AcceptAsync(await BindAsync(pullMode: false));
        var commander = CreateTestProbe();

        commander.Send(connection, Tcp.ConfirmedClose.Instance);
        Assert.Empty(await ReadToEndAsync(client));
        client.Send(new byte[100_000]);
        client.Shutdown(SocketShutdown.Send);

        await commander.ExpectMsgAsync<Tcp.ConfirmedClosed>();
    }
}
