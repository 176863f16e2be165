using Akka.Actor;

namespace Akka.Tests.Actor;

public class InboxSpec : TestKit.Xunit2.TestKit
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(50);

    private readonly Inbox _inbox;

    public InboxSpec() => _inbox = Inbox.Create(Sys);

    protected override void AfterAll()
    {
        _inbox.Dispose();
        base.AfterAll();
    }

    [Fact]
    public async Task Replies_to_what_it_sends_come_to_it()
    {
        _inbox.Send(TestActor, "question");
        await ExpectMsgAsync("question");
        LastSender.Tell("answer");

        Assert.Equal("answer", _inbox.Receive(Long));
    }

    [Fact]
    public async Task Messages_are_received_in_their_order_by_those_who_wait_in_theirs()
    {
        var first = _inbox.ReceiveAsync(Long);
        var second = _inbox.ReceiveAsync(Long);
        _inbox.Receiver.Tell(1);
        _inbox.Receiver.Tell(2);
        _inbox.Receiver.Tell(3);

        Assert.Equal(1, await first);
        Assert.Equal(2, await second);
        Assert.Equal(3, await _inbox.ReceiveAsync());
    }

    [Fact]
    public void A_message_can_be_chosen_and_the_others_stay()
    {
        _inbox.Receiver.Tell("a");
        _inbox.Receiver.Tell(1);
        _inbox.Receiver.Tell("b");

        Assert.Equal(1, _inbox.ReceiveWhere(message => message is int, Long));
        Assert.Equal("a", _inbox.Receive());
        Assert.Equal("b", _inbox.ReceiveWhere(message => message is string));
    }

    [Fact]
    public async Task Nothing_in_time_is_a_timeout_that_names_the_inbox()
    {
        var timeout = Assert.Throws<TimeoutException>(() => _inbox.Receive(Short));
        await Assert.ThrowsAsync<TimeoutException>(() => _inbox.ReceiveAsync(Short));
        await Assert.ThrowsAsync<TimeoutException>(() => _inbox.ReceiveAsync(TimeSpan.FromSeconds(-1)));

        Assert.Contains(_inbox.Receiver.Path.ToString(), timeout.Message);
    }

    [Fact]
    public void A_message_after_a_timeout_is_not_lost()
    {
        Assert.Throws<TimeoutException>(() => _inbox.Receive(Short));

        _inbox.Receiver.Tell("late");

        Assert.Equal("late", _inbox.Receive(Long));
    }

    [Fact]
    public void It_tells_of_the_end_of_an_actor_it_watches()
    {
        var actor = CreateTestProbe();
        var other = CreateTestProbe();
        _inbox.Watch(actor.Ref);
        _inbox.WatchWith(other.Ref, "the other one");

        Sys.Stop(actor.Ref);
        Assert.Equal(actor.Ref, Assert.IsType<Terminated>(_inbox.Receive(Long)).ActorRef);
        Sys.Stop(other.Ref);
        Assert.Equal("the other one", _inbox.Receive(Long));
    }

    [Fact]
    public void An_actor_it_watches_no_longer_ends_unnoticed()
    {
        var actor = CreateTestProbe();
        var other = CreateTestProbe();
        _inbox.Watch(actor.Ref);
        _inbox.Watch(other.Ref);
        _inbox.Unwatch(actor.Ref);

        Sys.Stop(actor.Ref);
        Sys.Stop(other.Ref);

        Assert.Equal(other.Ref, Assert.IsType<Terminated>(_inbox.Receive(Long)).ActorRef);
    }

    [Fact]
    public async Task A_predicate_that_throws_fails_its_own_waiter_and_no_other()
    {
        var queue = new InboxQueue(capacity: 1, Sys.Scheduler);
        var failing = queue.TakeAsync(_ => throw new NotSupportedException(), Timeout.InfiniteTimeSpan, () => "");
        var other = queue.TakeAsync(null, Timeout.InfiniteTimeSpan, () => "");

        Assert.True(queue.Offer("a"));

        await Assert.ThrowsAsync<NotSupportedException>(() => failing);
        Assert.Equal("a", await other);
    }

    [Fact]
    public async Task What_exceeds_its_size_is_dropped_with_one_warning()
    {
        await EventFilter.Warning(start: "Dropping message: Inbox size has been exceeded").ExpectOneAsync(async () =>
        {
            for (var i = 0; i <= 1002; i++)
                _inbox.Receiver.Tell(i);
            // Answered by the actor itself, behind the messages.
            await _inbox.Receiver.Ask<ActorIdentity>(new Identify(1), Long);
        });

        for (var i = 0; i < 1000; i++)
            Assert.Equal(i, await _inbox.ReceiveAsync(TimeSpan.Zero));
        await Assert.ThrowsAsync<TimeoutException>(() => _inbox.ReceiveAsync(TimeSpan.Zero));
    }

    [Fact]
    public async Task Those_who_wait_when_it_is_disposed_get_to_know()
    {
        var waiting = _inbox.ReceiveAsync(Timeout.InfiniteTimeSpan);

        _inbox.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => _inbox.ReceiveAsync(Long));
    }
}
