using System.Net.Sockets;
using Akka.IO;
using Akka.IO.Transport;
using Xunit.Abstractions;

namespace Akka.Tests.IO;

public abstract class TcpReadingSpec(ITestOutputHelper output, string transport) : TcpSpec(output, transport)
{
    [TransportFact]
    public async Task What_came_before_register_is_delivered_after_it()
    {
        var (client, connection) = await AcceptAsync(await BindAsync());
        client.Send(Bytes("early"));

        var handler = CreateTestProbe();
        handler.Send(connection, new Tcp.Register(handler.Ref));

        Assert.Equal("early", Text(await handler.ExpectMsgAsync<Tcp.Received>()));
        Assert.Equal(connection, handler.LastSender);
    }

    [TransportFact]
    public async Task Before_register_the_peer_is_held_back()
    {
        var (client, connection) = await AcceptAsync(await BindAsync());

        var filled = await FillAsync(client);

        var handler = CreateTestProbe();
        handler.Send(connection, new Tcp.Register(handler.Ref));
        Assert.Equal(filled, (await ReceiveBytesAsync(handler, filled)).Length);
    }

    [TransportFact]
    public async Task Every_byte_arrives_once_and_in_order_however_it_was_cut()
    {
        var (client, _, handler) = await AcceptAndRegisterAsync();
        var sent = RandomBytes(3_000_000);
        var cuts = new Random(7);

        var sending = Task.Run(() =>
        {
            for (var i = 0; i < sent.Length;)
            {
                var size = Math.Min(cuts.Next(1, 40_000), sent.Length - i);
                i += client.Send(sent.AsSpan(i, size));
            }
        });

        Assert.Equal(sent, await ReceiveBytesAsync(handler, sent.Length));
        await sending;
    }

    [TransportFact]
    public async Task While_a_peer_takes_nothing_its_bytes_are_not_lent_with_more_memory_than_they_fill()
    {
        const int moreThanBuffersHold = 32 * 1024 * 1024;
        var (client, connection) = await AcceptAsync(await BindAsync());
        var handler = CreateTestProbe();
        handler.Send(connection, new Tcp.Register(handler.Ref) { LendsReceivedMemory = true });
        Assert.True(await IsLentAsync(), "Bytes are not lent at all.");
        handler.Send(connection, Tcp.Write.Create(new byte[moreThanBuffersHold]));
        await AwaitConditionAsync(() => Driver.Transport.Counters.PendingSends == 1, Patience);

        for (var i = 0; i < 10; i++)
            Assert.False(await IsLentAsync(), "What the peer does not take would hold many times its size.");

        await ReadBytesAsync(client, moreThanBuffersHold);
        await AwaitConditionAsync(() => Driver.Transport.Counters.PendingSends == 0, Patience);
        handler.Send(connection, Tcp.Write.Create(Bytes("."), new Ack(1)));
        await handler.ExpectMsgAsync<Ack>();
        Assert.True(await IsLentAsync(), "Bytes are no longer lent.");

        async Task<bool> IsLentAsync()
        {
            const int someBytes = 2_600;
            client.Send(new byte[someBytes]);
            var isLent = false;
            for (var left = someBytes; left > 0;)
            {
                var data = (await handler.ExpectMsgAsync<Tcp.Received>()).Data;
                isLent |= data.Start.GetObject() is LentMemory;
                left -= (int)data.Length;
            }

            return isLent;
        }
    }

    [TransportFact]
    public async Task Received_bytes_stay_what_they_were_while_more_arrive()
    {
        var (client, _, handler) = await AcceptAndRegisterAsync();
        var kept = new List<Tcp.Received>();

        for (var i = 0; i < 100; i++)
        {
            client.Send(Bytes($"message {i:000}"));
            kept.Add(await handler.ExpectMsgAsync<Tcp.Received>());
        }

        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"message {i:000}"), kept.Select(Text));
    }

    [TransportFact]
    public async Task Messages_of_any_size_arrive_after_small_ones()
    {
        // Reads that were small are made differently from those that were not; here each follows each, around every size that tells them apart.
        int[] sizes = [1, 2_047, 1, 2_048, 1, 2_049, 1, 4_095, 1, 4_096, 1, 4_097, 1, 8_192, 1, 100_000, 1, 1];
        var (client, _, handler) = await AcceptAndRegisterAsync();

        foreach (var (size, seed) in sizes.Select(static (size, seed) => (size, seed)))
        {
            var sent = RandomBytes(size, seed);
            await client.SendAsync(sent);
            Assert.Equal(sent, await ReceiveBytesAsync(handler, size));
        }
    }

    [TransportFact]
    public async Task No_received_is_larger_than_the_settings_allow()
    {
        var server = await BindAsync(settings: Driver.Settings with { MaxFrameSizeBytes = 1_000 });
        var (client, _, handler) = await AcceptAndRegisterAsync(server);
        var sent = RandomBytes(50_000);

        client.Send(sent);

        var bytes = new List<byte>();
        while (bytes.Count < sent.Length)
        {
            var received = await handler.ExpectMsgAsync<Tcp.Received>();
            Assert.InRange(received.Data.Length, 1, 1_000);
            foreach (var segment in received.Data)
                bytes.AddRange(segment.Span);
        }

        Assert.Equal(sent, bytes);
    }

    [TransportFact]
    public async Task Suspended_reading_holds_the_peer_back_until_it_is_resumed()
    {
        var (client, connection, handler) = await AcceptAndRegisterAsync();
        handler.Send(connection, Tcp.SuspendReading.Instance);
        handler.Send(connection, Tcp.Write.Create(Array.Empty<byte>(), new Ack(1)));
        await handler.ExpectMsgAsync<Ack>();

        var filled = await FillAsync(client);
        Assert.False(handler.HasMessages);
        handler.Send(connection, Tcp.ResumeReading.Instance);

        Assert.Equal(filled, (await ReceiveBytesAsync(handler, filled)).Length);
    }

    [TransportFact]
    public async Task In_pull_mode_each_resume_brings_one_received()
    {
        var server = await BindAsync(pullMode: true);
        server.Listener.Tell(new Tcp.ResumeAccepting(1), server.Probe.Ref);
        var (client, connection, handler) = await AcceptAndRegisterAsync(server);

        for (var i = 0; i < 20; i++)
        {
            client.Send(Bytes($"{i:00}"));
            // Nothing may come between: the acknowledgement is the next message although bytes have arrived.
            handler.Send(connection, Tcp.Write.Create(Bytes("."), new Ack(i)));
            Assert.Equal(i, (await handler.ExpectMsgAsync<Ack>()).Number);
            await ReadBytesAsync(client, 1);
            handler.Send(connection, Tcp.ResumeReading.Instance);
            Assert.Equal($"{i:00}", Text(await handler.ExpectMsgAsync<Tcp.Received>()));
        }
    }

    [TransportFact]
    public async Task In_pull_mode_a_whole_transfer_arrives()
    {
        var server = await BindAsync(pullMode: true);
        server.Listener.Tell(new Tcp.ResumeAccepting(1), server.Probe.Ref);
        var (client, connection, handler) = await AcceptAndRegisterAsync(server);
        var sent = RandomBytes(1_000_000);
        var sending = Task.Run(() => client.Send(sent));

        handler.Send(connection, Tcp.ResumeReading.Instance);
        var received = await ReceiveBytesAsync(handler, sent.Length, () => handler.Send(connection, Tcp.ResumeReading.Instance));

        Assert.Equal(sent, received);
        Assert.Equal(sent.Length, await sending);
    }

    [TransportFact]
    public async Task A_slow_handler_in_pull_mode_holds_the_peer_back()
    {
        var server = await BindAsync(pullMode: true);
        server.Listener.Tell(new Tcp.ResumeAccepting(1), server.Probe.Ref);
        var (client, connection, handler) = await AcceptAndRegisterAsync(server);

        var unread = await FillAsync(client);
        for (var i = 0; i < 3; i++)
        {
            Assert.False(handler.HasMessages);
            handler.Send(connection, Tcp.ResumeReading.Instance);
            unread -= (int)(await handler.ExpectMsgAsync<Tcp.Received>()).Data.Length;
            unread += await FillAsync(client);
        }

        Assert.False(handler.HasMessages);
        handler.Send(connection, Tcp.ResumeReading.Instance);
        Assert.Equal(unread, (await ReceiveBytesAsync(
            handler, unread, () => handler.Send(connection, Tcp.ResumeReading.Instance))).Length);
    }

    [TransportFact]
    public async Task A_reset_by_the_peer_ends_the_connection_with_its_error()
    {
        var (client, connection, handler) = await AcceptAndRegisterAsync();
        Watch(connection);

        client.LingerState = new LingerOption(true, 0);
        client.Dispose();

        var closed = await handler.ExpectMsgAsync<Tcp.ErrorClosed>();
        Assert.True(closed.IsErrorClosed);
        Assert.Equal(new SocketException((int)SocketError.ConnectionReset).Message, closed.Cause);
        await ExpectTerminatedAsync(connection);
    }
}
