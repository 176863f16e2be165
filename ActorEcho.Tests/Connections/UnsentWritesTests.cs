using ActorEcho.Actors.Connections;
using Akka.IO;

namespace ActorEcho.Tests.Connections;

/// <summary>What is done about clients that do not read.</summary>
public class UnsentWritesTests : ConnectionTest
{
    [Fact]
    public async Task A_client_that_does_not_read_is_not_read_from_until_it_does()
    {
        const int weight = 1024;
        var connection = await ConnectAsync();
        var acks = new List<Tcp.Event>();
        for (var unsent = weight; unsent <= Limits.MaxPendingBytes; unsent += weight)
        {
            Receive(connection, new string('x', weight - UnsentWrites.BytesPerWrite));
            var write = await Socket.ExpectMsgAsync<Tcp.Write>();
            if (write.WantsAck) acks.Add(write.Ack);
            if (unsent < Limits.MaxPendingBytes) await Socket.ExpectMsgAsync<Tcp.ResumeReading>();
        }

        Assert.NotEmpty(acks);
        foreach (var ack in acks) connection.Tell(ack, Socket.Ref);
        await Socket.ExpectMsgAsync<Tcp.ResumeReading>();
        await Socket.ExpectNoMsgAsync(TimeSpan.Zero);
    }

    [Fact]
    public async Task Many_small_answers_that_wait_weigh_more_than_their_bytes()
    {
        var connection = await ConnectAsync();
        var acks = new List<Tcp.Event>();
        for (var unsent = 0; unsent < Limits.MaxPendingBytes; unsent += 1 + UnsentWrites.BytesPerWrite)
        {
            if (unsent > 0) await Socket.ExpectMsgAsync<Tcp.ResumeReading>();
            Receive(connection, "x");
            var write = await ExpectWriteAsync("x");
            if (write.WantsAck) acks.Add(write.Ack);
        }

        await BarrierAsync(connection);
        await Socket.ExpectNoMsgAsync(TimeSpan.Zero);
        foreach (var ack in acks) connection.Tell(ack, Socket.Ref);
        await Socket.ExpectMsgAsync<Tcp.ResumeReading>();
    }

    [Fact]
    public async Task A_client_that_reads_small_answers_is_never_held_back()
    {
        var connection = await ConnectAsync();
        for (var i = 0; i < 1000; i++)
        {
            Receive(connection, "x");
            var write = await ExpectWriteAsync("x");
            await Socket.ExpectMsgAsync<Tcp.ResumeReading>();
            if (write.WantsAck) connection.Tell(write.Ack, Socket.Ref);
        }
    }

    [Fact]
    public async Task Small_answers_are_acknowledged_together_and_not_one_by_one()
    {
        var connection = await ConnectAsync();
        var wanted = 0;
        for (var i = 0; i < 32; i++)
        {
            Receive(connection, "0123456789");
            var write = await Socket.ExpectMsgAsync<Tcp.Write>();
            if (write.WantsAck) wanted++;
            await Socket.ExpectMsgAsync<Tcp.ResumeReading>();
        }

        Assert.Equal(2, wanted);
    }

    [Fact]
    public async Task A_client_that_does_not_read_what_it_never_asked_for_is_cut_off()
    {
        var connection = await ConnectAsync();
        await EventFilter.Info(contains: "does not read").ExpectOneAsync(async () =>
        {
            for (var unsent = 0; unsent <= MaxQueuedBytes; unsent += 1024)
                connection.Tell(new ProbedProtocol.Notice(new string('x', 1024)), Counterpart.Ref);
            await Socket.FishForMessageAsync(message => message is Tcp.Abort);
        });
    }

    [Fact]
    public async Task A_client_is_cut_off_too_when_many_small_writes_wait()
    {
        var connection = await ConnectAsync(maxQueuedWrites: 16);
        for (var i = 0; i <= 16; i++) connection.Tell(new ProbedProtocol.Notice("x"), Counterpart.Ref);
        await Socket.FishForMessageAsync(message => message is Tcp.Abort);
    }

    [Fact]
    public async Task What_waits_already_costs_a_client_its_connection_and_not_what_comes()
    {
        var connection = await ConnectAsync();
        var text = new string('x', MaxQueuedBytes + 1);
        for (var i = 0; i < 2; i++)
        {
            connection.Tell(new ProbedProtocol.Notice(text), Counterpart.Ref);
            var write = await ExpectWriteAsync(text);
            await BarrierAsync(connection);
            await Socket.ExpectNoMsgAsync(TimeSpan.Zero);
            connection.Tell(write.Ack, Socket.Ref);
        }

        connection.Tell(new ProbedProtocol.Notice(text), Counterpart.Ref);
        await ExpectWriteAsync(text);
        connection.Tell(new ProbedProtocol.Notice("one more"), Counterpart.Ref);
        await Socket.ExpectMsgAsync<Tcp.Abort>();
    }
}
