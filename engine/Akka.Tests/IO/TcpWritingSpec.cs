using System.Net.Sockets;
using Akka.IO;
using Xunit.Abstractions;

namespace Akka.Tests.IO;

public abstract class TcpWritingSpec(ITestOutputHelper output, string transport) : TcpSpec(output, transport)
{
    // More than the kernel's buffers of both sides hold on loopback.
    private const int MoreThanBuffersHold = 32 * 1024 * 1024;

    [TransportFact]
    public async Task Writes_keep_their_order_and_so_do_their_acknowledgements()
    {
        var (client, connection, handler) = await AcceptAndRegisterAsync();

        for (var i = 0; i < 1_000; i++)
            handler.Send(connection, Tcp.Write.Create(Bytes($"{i:0000}"), new Ack(i)));

        Assert.Equal(string.Concat(Enumerable.Range(0, 1_000).Select(i => $"{i:0000}")),
            System.Text.Encoding.UTF8.GetString(await ReadBytesAsync(client, 4_000)));
        for (var i = 0; i < 1_000; i++)
            Assert.Equal(i, (await handler.ExpectMsgAsync<Ack>()).Number);
    }

    [TransportFact]
    public async Task Large_writes_reach_a_slow_reader_complete()
    {
        var (client, connection, handler) = await AcceptAndRegisterAsync();
        var first = RandomBytes(MoreThanBuffersHold, seed: 1);
        var second = RandomBytes(300_000, seed: 2);

        handler.Send(connection, Tcp.Write.Create(first, new Ack(1)));
        handler.Send(connection, Tcp.Write.Create(second, new Ack(2)));

        Assert.Equal(first, await ReadBytesAsync(client, first.Length));
        Assert.Equal(second, await ReadBytesAsync(client, second.Length));
        Assert.Equal(1, (await handler.ExpectMsgAsync<Ack>()).Number);
        Assert.Equal(2, (await handler.ExpectMsgAsync<Ack>()).Number);
    }

    [TransportFact]
    public async Task A_write_is_acknowledged_only_once_the_system_has_all_its_bytes()
    {
        var (client, connection, handler) = await AcceptAndRegisterAsync();
        handler.Send(connection, Tcp.Write.Create(new byte[MoreThanBuffersHold], new Ack(1)));
        await AwaitConditionAsync(() => Driver.Transport.Counters.PendingSends == 1, Patience);

        // What is refused now is answered before the write that is still under way.
        handler.Send(connection, Tcp.ConfirmedClose.Instance);
        handler.Send(connection, Tcp.Write.Create(Bytes("late")));
        Assert.Equal("Dropping write because the connection is closing",
            (await handler.ExpectMsgAsync<Tcp.CommandFailed>()).Cause.Value.Message);
        await ReadBytesAsync(client, MoreThanBuffersHold);

        await handler.ExpectMsgAsync<Ack>();
    }

    [TransportFact]
    public async Task A_compound_write_is_written_as_one_and_each_part_is_acknowledged()
    {
        var (client, connection, handler) = await AcceptAndRegisterAsync();

        handler.Send(connection, Tcp.Write.Create(Bytes("one "), new Ack(1))
            + Tcp.Write.Create(Bytes("two "))
            + Tcp.Write.Create(Bytes("three"), new Ack(3)));

        Assert.Equal("one two three", System.Text.Encoding.UTF8.GetString(await ReadBytesAsync(client, 13)));
        Assert.Equal(1, (await handler.ExpectMsgAsync<Ack>()).Number);
        Assert.Equal(3, (await handler.ExpectMsgAsync<Ack>()).Number);
    }

    [TransportFact]
    public async Task An_empty_write_is_acknowledged_in_its_turn()
    {
        var (_, connection, handler) = await AcceptAndRegisterAsync();

        handler.Send(connection, Tcp.Write.Create(Bytes("a"), new Ack(1)));
        handler.Send(connection, Tcp.Write.Create(Array.Empty<byte>(), new Ack(2)));
        handler.Send(connection, Tcp.Write.Create(Bytes("b"), new Ack(3)));

        for (var i = 1; i <= 3; i++)
            Assert.Equal(i, (await handler.ExpectMsgAsync<Ack>()).Number);
    }

    [TransportFact]
    public async Task A_connection_can_be_written_to_before_it_is_registered()
    {
        var (client, connection) = await AcceptAsync(await BindAsync());
        var writer = CreateTestProbe();

        writer.Send(connection, Tcp.Write.Create(Bytes("welcome"), new Ack(1)));

        await writer.ExpectMsgAsync<Ack>();
        Assert.Equal(Bytes("welcome"), await ReadBytesAsync(client, 7));
    }

    [TransportFact]
    public async Task A_full_queue_refuses_writes_until_writing_is_resumed()
    {
        var server = await BindAsync(settings: Driver.Settings with { WriteCommandsQueueMaxSize = 1_000_000 });
        var (client, connection, handler) = await AcceptAndRegisterAsync(server);
        handler.Send(connection, Tcp.Write.Create(new byte[MoreThanBuffersHold], new Ack(1)));

        var refused = Tcp.Write.Create(Bytes("refused"), new Ack(2));
        handler.Send(connection, refused);
        var failed = await handler.ExpectMsgAsync<Tcp.CommandFailed>();
        Assert.Same(refused, failed.Cmd);
        Assert.Equal("Dropping write because queue is full", failed.Cause.Value.Message);

        var reading = ReadBytesAsync(client, MoreThanBuffersHold);
        await handler.ExpectMsgAsync<Ack>();
        await reading;
        handler.Send(connection, Tcp.Write.Create(Bytes("still refused")));
        Assert.Equal("Dropping write because writing is suspended",
            (await handler.ExpectMsgAsync<Tcp.CommandFailed>()).Cause.Value.Message);

        handler.Send(connection, Tcp.ResumeWriting.Instance);
        await handler.ExpectMsgAsync<Tcp.WritingResumed>();
        handler.Send(connection, Tcp.Write.Create(Bytes("taken"), new Ack(3)));
        Assert.Equal(3, (await handler.ExpectMsgAsync<Ack>()).Number);
        Assert.Equal(Bytes("taken"), await ReadBytesAsync(client, 5));
    }

    [TransportFact]
    public async Task Resumed_writing_is_answered_once_the_queue_is_empty()
    {
        var server = await BindAsync(settings: Driver.Settings with { WriteCommandsQueueMaxSize = 0 });
        var (client, connection, handler) = await AcceptAndRegisterAsync(server);
        handler.Send(connection, Tcp.Write.Create(new byte[MoreThanBuffersHold], new Ack(1)));
        handler.Send(connection, Tcp.Write.Create(Bytes("refused")));
        await handler.ExpectMsgAsync<Tcp.CommandFailed>();

        handler.Send(connection, Tcp.ResumeWriting.Instance);
        await ReadBytesAsync(client, MoreThanBuffersHold);

        await handler.ExpectMsgAsync<Ack>();
        await handler.ExpectMsgAsync<Tcp.WritingResumed>();
    }

    [TransportFact]
    public async Task Who_asks_to_resume_while_somebody_waits_for_that_is_refused()
    {
        var (client, connection, handler) = await AcceptAndRegisterAsync(await BindAsync());
        handler.Send(connection, Tcp.Write.Create(new byte[MoreThanBuffersHold], new Ack(1)));
        handler.Send(connection, Tcp.ResumeWriting.Instance);
        var second = CreateTestProbe();

        second.Send(connection, Tcp.ResumeWriting.Instance);

        Assert.Same(Tcp.ResumeWriting.Instance, (await second.ExpectMsgAsync<Tcp.CommandFailed>()).Cmd);
        await ReadBytesAsync(client, MoreThanBuffersHold);
        await handler.ExpectMsgAsync<Ack>();
        await handler.ExpectMsgAsync<Tcp.WritingResumed>();
    }

    [TransportFact]
    public async Task Without_resume_writing_a_full_queue_refuses_only_what_does_not_fit()
    {
        var server = await BindAsync(settings: Driver.Settings with { WriteCommandsQueueMaxSize = 0 });
        var (client, connection, handler) = await AcceptAndRegisterAsync(server, useResumeWriting: false);
        handler.Send(connection, Tcp.Write.Create(new byte[MoreThanBuffersHold], new Ack(1)));
        handler.Send(connection, Tcp.Write.Create(Bytes("refused")));
        await handler.ExpectMsgAsync<Tcp.CommandFailed>();
        await ReadBytesAsync(client, MoreThanBuffersHold);
        await handler.ExpectMsgAsync<Ack>();

        handler.Send(connection, Tcp.Write.Create(Bytes("taken"), new Ack(2)));

        await handler.ExpectMsgAsync<Ack>();
        Assert.Equal(Bytes("taken"), await ReadBytesAsync(client, 5));
    }

    [TransportFact]
    public async Task Every_write_that_was_not_written_in_full_fails_before_the_end_is_told()
    {
        var (client, connection, handler) = await AcceptAndRegisterAsync();
        var token = new object();
        handler.Send(connection, Tcp.Write.Create(new byte[MoreThanBuffersHold], new Ack(1)));
        handler.Send(connection, Tcp.Write.Create(Bytes("a"), new Tcp.NoAck(token)) + Tcp.Write.Create(Bytes("b"), new Ack(2)));
        await AwaitConditionAsync(() => Driver.Transport.Counters.PendingSends == 1, Patience);

        client.LingerState = new LingerOption(true, 0);
        client.Dispose();

        var first = await handler.ExpectMsgAsync<Tcp.CommandFailed>();
        Assert.Equal(MoreThanBuffersHold, Assert.IsType<Tcp.Write>(first.Cmd).Bytes);
        var second = await handler.ExpectMsgAsync<Tcp.CommandFailed>();
        Assert.Same(token, Assert.IsType<Tcp.NoAck>(Assert.IsType<Tcp.CompoundWrite>(second.Cmd).Head.Ack).Token);
        Assert.True((await handler.ExpectMsgAsync<Tcp.ConnectionClosed>()).IsErrorClosed);
    }

    [TransportFact]
    public async Task Writers_other_than_the_handler_get_their_own_acknowledgements()
    {
        var (client, connection, handler) = await AcceptAndRegisterAsync();
        var other = CreateTestProbe();

        other.Send(connection, Tcp.Write.Create(Bytes("x"), new Ack(1)));
        handler.Send(connection, Tcp.Write.Create(Bytes("y"), new Ack(2)));

        Assert.Equal(1, (await other.ExpectMsgAsync<Ack>()).Number);
        Assert.Equal(2, (await handler.ExpectMsgAsync<Ack>()).Number);
        await ReadBytesAsync(client, 2);
    }
}
