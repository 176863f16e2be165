using ActorEcho.Actors.Connections;
using Akka.IO;

namespace ActorEcho.Tests.Connections;

public class ConnectionActorTests : ConnectionTest
{
    [Fact]
    public async Task What_is_received_is_answered_before_more_is_asked_for()
    {
        var connection = await ConnectAsync();
        Receive(connection, "hello");
        await ExpectWriteAsync("hello");
        await Socket.ExpectMsgAsync<Tcp.ResumeReading>();
        Receive(connection, "again");
        await ExpectWriteAsync("again");
    }

    [Fact]
    public async Task A_protocol_that_waits_gets_no_more_input_until_it_resumes()
    {
        var connection = await ConnectAsync();
        Receive(connection, "pause");
        connection.Tell(new ProbedProtocol.Notice("news"), Counterpart.Ref);
        await ExpectWriteAsync("news");
        connection.Tell(new ProbedProtocol.Notice("resume"), Counterpart.Ref);
        await Socket.ExpectMsgAsync<Tcp.ResumeReading>();
    }

    [Fact]
    public async Task Effects_go_to_the_counterpart_in_the_name_of_the_connection()
    {
        var connection = await ConnectAsync();
        Receive(connection, "emit");
        await Counterpart.ExpectMsgAsync(new ProbedProtocol.Effect("something"));
        Assert.Equal(connection, Counterpart.LastSender);
    }

    [Fact]
    public async Task A_close_sends_what_was_written_and_discards_what_still_comes()
    {
        var connection = await ConnectAsync();
        await WatchAsync(connection);
        Receive(connection, "close");
        await ExpectWriteAsync("bye");
        await ExpectClosingAsync();
        await Socket.ExpectMsgAsync<Tcp.ResumeReading>();
        Receive(connection, "more");
        await Socket.ExpectMsgAsync<Tcp.ResumeReading>();
        connection.Tell(Tcp.ConfirmedClosed.Instance, Socket.Ref);
        await ExpectTerminatedAsync(connection);
        await Protocol.ExpectMsgAsync("received close");
        await Protocol.ExpectMsgAsync("ended");
        await Protocol.ExpectNoMsgAsync(TimeSpan.Zero);
    }

    [Fact]
    public async Task The_clients_half_close_ends_the_input_and_the_answers_still_go_out()
    {
        var connection = await ConnectAsync();
        Receive(connection, "hello");
        connection.Tell(Tcp.PeerClosed.Instance, Socket.Ref);
        await ExpectWriteAsync("hello");
        await Socket.ExpectMsgAsync<Tcp.ResumeReading>();
        await ExpectClosingAsync();
        await Protocol.ExpectMsgAsync("received hello");
        await Protocol.ExpectMsgAsync("input ended");
        await Protocol.ExpectMsgAsync("ended");
    }

    [Fact]
    public async Task A_client_that_never_closes_is_aborted_after_the_drain_timeout()
    {
        var connection = await ConnectAsync();
        Receive(connection, "close");
        await ExpectWriteAsync("bye");
        await ExpectClosingAsync();
        await Socket.ExpectMsgAsync<Tcp.ResumeReading>();
        Scheduler.Advance(Limits.DrainTimeout);
        await Socket.ExpectMsgAsync<Tcp.Abort>();
    }

    [Fact]
    public async Task A_client_that_takes_its_answers_slowly_has_the_drain_timeout_anew()
    {
        var connection = await ConnectAsync();
        var much = new string('x', 1024);
        Receive(connection, much);
        Assert.False((await ExpectWriteAsync(much)).WantsAck);
        await Socket.ExpectMsgAsync<Tcp.ResumeReading>();
        Receive(connection, "close");
        await ExpectWriteAsync("bye");
        var flush = await ExpectWriteAsync("");
        await ExpectClosingAsync();
        await Socket.ExpectMsgAsync<Tcp.ResumeReading>();
        connection.Tell(flush.Ack, Socket.Ref);
        await BarrierAsync(connection);
        Scheduler.Advance(Limits.DrainTimeout);
        await BarrierAsync(connection);
        await Socket.ExpectNoMsgAsync(TimeSpan.Zero);
        Scheduler.Advance(Limits.DrainTimeout);
        await Socket.ExpectMsgAsync<Tcp.Abort>();
    }

    [Fact]
    public async Task Without_a_drain_timeout_the_close_does_not_wait_for_the_client()
    {
        var connection = await ConnectAsync(Limits with { DrainTimeout = TimeSpan.Zero });
        Receive(connection, "close");
        await ExpectWriteAsync("bye");
        await Socket.ExpectMsgAsync<Tcp.Close>();
    }

    [Fact]
    public async Task A_connection_is_closed_when_nothing_happens_for_the_idle_timeout()
    {
        var connection = await ConnectAsync();
        Scheduler.Advance(Limits.IdleTimeout / 2);
        await BarrierAsync(connection);
        Receive(connection, "hello");
        await ExpectWriteAsync("hello");
        await Socket.ExpectMsgAsync<Tcp.ResumeReading>();
        for (var quarter = 0; quarter < 4; quarter++)
        {
            Scheduler.Advance(Limits.IdleTimeout / 4);
            await BarrierAsync(connection);
        }

        await Socket.ExpectNoMsgAsync(TimeSpan.Zero);
        Scheduler.Advance(Limits.IdleTimeout / 4);
        await ExpectClosingAsync();
    }

    [Fact]
    public async Task Without_an_idle_timeout_a_silent_client_stays()
    {
        var connection = await ConnectAsync(Limits with { IdleTimeout = Timeout.InfiniteTimeSpan });
        Scheduler.Advance(TimeSpan.FromDays(365));
        await BarrierAsync(connection);
        await Socket.ExpectNoMsgAsync(TimeSpan.Zero);
    }

    [Fact]
    public async Task A_write_that_fails_aborts_the_connection()
    {
        var connection = await ConnectAsync();
        Receive(connection, "hello");
        var write = await ExpectWriteAsync("hello");
        await Socket.ExpectMsgAsync<Tcp.ResumeReading>();
        connection.Tell(new Tcp.CommandFailed(write), Socket.Ref);
        connection.Tell(new Tcp.CommandFailed(write), Socket.Ref);
        await Socket.ExpectMsgAsync<Tcp.Abort>();
        await BarrierAsync(connection);
        await Socket.ExpectNoMsgAsync(TimeSpan.Zero);
    }

    [Fact]
    public async Task A_network_failure_ends_the_connection_and_the_log_says_why()
    {
        var connection = await ConnectAsync();
        await WatchAsync(connection);
        await EventFilter.Debug(contains: "disconnected: the network failed: reset").ExpectOneAsync(() =>
        {
            connection.Tell(new Tcp.ErrorClosed("reset"), Socket.Ref);
            return Task.CompletedTask;
        });
        await ExpectTerminatedAsync(connection);
        await Protocol.ExpectMsgAsync("ended");
    }

    [Fact]
    public async Task A_protocol_that_throws_ends_its_own_connection_alone()
    {
        var connection = await ConnectAsync();
        await WatchAsync(connection);
        await EventFilter.Exception<InvalidOperationException>(message: "asked to").ExpectOneAsync(() =>
        {
            Receive(connection, "throw");
            return Task.CompletedTask;
        });
        await ExpectTerminatedAsync(connection);
        await Protocol.ExpectMsgAsync("received throw");
        await Protocol.ExpectNoMsgAsync(TimeSpan.Zero);

        var listener = await Sys.ActorSelection("/user/probed").ResolveOne(RemainingOrDefault);
        var another = CreateTestProbe("another");
        listener.Tell(new Tcp.Connected(new System.Net.DnsEndPoint("b", 1), new System.Net.DnsEndPoint("a", 1)), another.Ref);
        await another.ExpectMsgAsync<Tcp.Register>();
    }

    [Fact]
    public async Task A_connection_whose_socket_is_gone_without_a_word_ends()
    {
        var connection = await ConnectAsync();
        await WatchAsync(connection);
        Sys.Stop(Socket.Ref);
        await ExpectTerminatedAsync(connection);
        await Protocol.ExpectMsgAsync("ended");
    }

    [Fact]
    public async Task A_connection_told_to_finish_says_nothing_more()
    {
        var connection = await ConnectAsync();
        connection.Tell(new FinishConnection("the server stops"), TestActor);
        await ExpectClosingAsync();
        connection.Tell(new ProbedProtocol.Notice("news"), Counterpart.Ref);
        await Protocol.ExpectMsgAsync("ended");
        await Protocol.ExpectNoMsgAsync(TimeSpan.Zero);
    }
}
