using Akka.Actor;
using Akka.TestKit.TestActors;
using Akka.TestKit.Xunit2.Internals;
using Xunit.Sdk;

namespace Akka.Tests.TestKitTests;

public sealed class ExpectMsgSpec : Akka.TestKit.Xunit2.TestKit
{
    private static readonly TimeSpan Few = Milliseconds.Few;

    [Fact]
    public void A_message_of_the_expected_type_is_returned()
    {
        TestActor.Tell("hello");

        Assert.Equal("hello", ExpectMsg<string>());
        Assert.Equal("hello", LastMessage);
    }

    [Fact]
    public async Task A_message_that_comes_later_is_waited_for()
    {
        var expected = ExpectMsgAsync<string>();
        Assert.False(expected.IsCompleted);

        TestActor.Tell("hello");

        Assert.Equal("hello", await expected);
    }

    [Fact]
    public void A_blocked_expectation_is_woken_by_a_message_from_another_thread()
    {
        var sender = new Thread(() => TestActor.Tell("hello", ActorRefs.NoSender));
        sender.Start();

        ExpectMsg("hello", Milliseconds.Plenty);

        sender.Join();
    }

    [Fact]
    public void The_failure_names_the_type_and_the_time_when_nothing_comes()
    {
        var failure = Assert.Throws<FailException>(() => ExpectMsg<string>(Few, hint: "any string"));

        Assert.Equal("Failed: Timeout 00:00:00.0200000 while waiting for a message of type System.String any string", failure.Message);
    }

    [Fact]
    public async Task The_asynchronous_form_fails_with_the_same_text()
    {
        var failure = await Assert.ThrowsAsync<FailException>(async () => await ExpectMsgAsync<string>(Few));

        Assert.Equal("Failed: Timeout 00:00:00.0200000 while waiting for a message of type System.String ", failure.Message);
    }

    [Fact]
    public void The_failure_names_message_and_sender_when_another_type_comes()
    {
        var sender = CreateTestProbe("other");
        sender.Send(TestActor, 42);

        var failure = Assert.Throws<FailException>(() => ExpectMsg<string>());

        Assert.Equal(
            $"Failed: Expected a message of type System.String, but received {{42}} (type System.Int32) instead  from {sender.Ref}",
            failure.Message);
    }

    [Fact]
    public void Another_message_of_the_type_fails_the_expectation_of_a_value()
    {
        TestActor.Tell("b");

        var failure = Assert.Throws<AkkaEqualException>(() => ExpectMsg("a"));

        Assert.Contains("\"a\"", failure.Message, StringComparison.Ordinal);
        Assert.Contains("\"b\"", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sequences_are_equal_item_by_item()
    {
        TestActor.Tell(new[] { 1, 2, 3 });

        ExpectMsg<int[]>([1, 2, 3]);
    }

    [Fact]
    public async Task A_message_for_which_the_predicate_does_not_hold_fails_the_expectation()
    {
        TestActor.Tell("short");
        ExpectMsg<string>(text => text.Length == 5);
        TestActor.Tell("long enough");

        var failure = await Assert.ThrowsAsync<TrueException>(async () => await ExpectMsgAsync<string>(text => text.Length == 5));

        Assert.Contains("the predicate to return true but the message {long enough}", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Assertions_about_message_and_sender_see_both()
    {
        var probe = CreateTestProbe();
        probe.Send(TestActor, "x");

        ExpectMsg<string>((message, sender) =>
        {
            Assert.Equal("x", message);
            Assert.Equal(probe.Ref, sender);
        });
    }

    [Fact]
    public void A_comparer_decides_what_is_equal()
    {
        TestActor.Tell("HELLO");

        ExpectMsg("hello", (expected, actual) => expected.Equals(actual, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_cancelled_expectation_ends_at_once()
    {
        using var cancellation = new CancellationTokenSource();
        var expected = ExpectMsgAsync<string>(Milliseconds.Plenty, cancellationToken: cancellation.Token).AsTask();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => expected);
        Assert.ThrowsAny<OperationCanceledException>(() => ExpectMsg<string>(Milliseconds.Plenty, cancellationToken: cancellation.Token));
    }

    [Fact]
    public void A_message_from_another_sender_fails_the_expectation_of_a_sender()
    {
        var right = CreateTestProbe();
        var wrong = CreateTestProbe();
        right.Send(TestActor, "x");
        ExpectMsgFrom(right, "x");
        wrong.Send(TestActor, "x");

        Assert.Throws<AkkaEqualException>(() => ExpectMsgFrom<string>(right));
    }

    [Fact]
    public async Task Sender_and_message_can_be_checked_by_predicates()
    {
        var probe = CreateTestProbe();
        probe.Send(TestActor, "x");
        await ExpectMsgFromAsync<string>(sender => sender.Equals(probe.Ref), text => text == "x");
        probe.Send(TestActor, "y");

        await Assert.ThrowsAsync<TrueException>(async () =>
            await ExpectMsgFromAsync<string>(sender => sender.Equals(TestActor), text => text == "y"));
    }

    [Fact]
    public void Messages_in_any_order_are_returned_in_the_order_of_arrival()
    {
        TestActor.Tell(3);
        TestActor.Tell(1);
        TestActor.Tell(2);

        Assert.Equal([3, 1, 2], ExpectMsgAllOf(1, 2, 3));
    }

    [Fact]
    public async Task A_missing_and_an_unexpected_message_are_both_named()
    {
        TestActor.Tell(1);
        TestActor.Tell(1);

        var failure = await Assert.ThrowsAsync<TrueException>(async () => await ExpectMsgAllOfAsync([1, 2]).ToListAsync());

        Assert.StartsWith("not found [2], found unexpected [1]", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_predicate_needs_a_message_and_each_message_a_predicate()
    {
        var predicates = new[]
        {
            Akka.TestKit.PredicateInfo.Create<int>(number => number > 1),
            Akka.TestKit.PredicateInfo.Create<string>(text => text == "a"),
        };
        TestActor.Tell("a");
        TestActor.Tell(2);
        Assert.Equal(["a", 2], ExpectMsgAllOfMatchingPredicates(predicates));
        TestActor.Tell("a");
        TestActor.Tell(1);

        var failure = Assert.Throws<TrueException>(() => ExpectMsgAllOfMatchingPredicates(predicates));

        Assert.StartsWith("not found [Predicate<Int32>], found unexpected [1]", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_of_several_messages_is_enough()
    {
        TestActor.Tell(2);
        Assert.Equal(2, ExpectMsgAnyOf([1, 2]));
        TestActor.Tell(3);

        var failure = Assert.Throws<FailException>(() => ExpectMsgAnyOf([1, 2]));

        Assert.Equal("found unexpected {3}, expected one of [1, 2]", failure.Message);
    }

    [Fact]
    public async Task Silence_is_expected_until_a_message_comes()
    {
        ExpectNoMsg(Few);
        await ExpectNoMsgAsync(20);
        TestActor.Tell("noise");

        var failure = Assert.Throws<FailException>(() => ExpectNoMsg(Milliseconds.Plenty));

        Assert.StartsWith("Failed: Expected no messages during the duration, instead we received <noise>", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_end_of_a_watched_actor_is_a_message()
    {
        var actor = ActorOf(BlackHoleActor.Props, "mortal");
        await WatchAsync(actor);

        Sys.Stop(actor);

        var terminated = await ExpectTerminatedAsync(actor);
        Assert.Equal(actor, terminated.ActorRef);
        Assert.True(terminated.ExistenceConfirmed);
    }

    [Fact]
    public void The_end_of_another_actor_fails_the_expectation()
    {
        var watched = Watch(ActorOf(BlackHoleActor.Props));
        Sys.Stop(watched);

        var failure = Assert.Throws<AkkaEqualException>(() => ExpectTerminated(TestActor, hint: "as {agreed}"));

        Assert.Contains($"Expected the end of {TestActor}, got that of {watched}. as {{agreed}}", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_actor_watched_no_longer_ends_unnoticed()
    {
        var actor = ActorOf(BlackHoleActor.Props);
        var other = CreateTestProbe();
        await WatchAsync(actor);
        await UnwatchAsync(actor);
        other.Watch(actor);

        Sys.Stop(actor);

        other.ExpectTerminated(actor);
        ExpectNoMsg(Few);
    }
}
