using System.Collections;
using Akka.Actor;
using Akka.TestKit;
using Xunit.Sdk;

namespace Akka.Tests.TestKitTests;

public sealed class ReceiveSpec : Akka.TestKit.Xunit2.TestKit
{
    private static readonly TimeSpan Few = Milliseconds.Few;

    [Fact]
    public async Task ReceiveOne_returns_null_when_nothing_comes()
    {
        Assert.Null(ReceiveOne(Few));
        Assert.Null(await ReceiveOneAsync(Few));
        Assert.Null(LastMessage);
        Assert.Throws<IllegalActorStateException>(() => LastSender);
    }

    [Fact]
    public void ReceiveOne_with_no_time_takes_what_is_there()
    {
        TestActor.Tell(1);

        Assert.Equal(1, ReceiveOne(TimeSpan.Zero));
        Assert.Null(ReceiveOne(TimeSpan.Zero));
    }

    [Fact]
    public void A_peeked_message_stays_in_the_queue()
    {
        TestActor.Tell(1);

        Assert.Equal(1, PeekOne());
        Assert.True(TryPeekOne(out var envelope, Few, CancellationToken.None));
        Assert.Equal(TestActor, envelope.Sender);
        Assert.True(HasMessages);
        Assert.Equal(1, ReceiveOne());
        Assert.False(HasMessages);
    }

    [Fact]
    public async Task TryReceiveOne_says_whether_there_was_one()
    {
        TestActor.Tell(1);

        Assert.True(TryReceiveOne(out var envelope, Few));
        Assert.Equal(1, envelope.Message);
        var (success, nothing) = await TryReceiveOneAsync(Few);
        Assert.False(success);
        Assert.Same(NullMessageEnvelope.Instance, nothing);
        Assert.Equal("<null-message>", nothing.ToString());
    }

    [Fact]
    public async Task ReceiveN_returns_as_many_as_asked_for_in_order()
    {
        for (var i = 0; i < 6; i++)
            TestActor.Tell(i);

        Assert.Equal([0, 1, 2], ReceiveN(3));
        Assert.Equal([3, 4], await ReceiveNAsync(2).ToListAsync());
        Assert.Equal([5], ReceiveN(1, Few));
    }

    [Fact]
    public void ReceiveN_says_how_many_came_when_there_are_too_few()
    {
        TestActor.Tell(1);

        var failure = Assert.Throws<FailException>(() => ReceiveN(2, Few));

        Assert.StartsWith("Timeout (00:00:00.0200000) while expecting 2 messages. Only got 1 after ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReceiveWhile_leaves_the_first_message_that_does_not_fit()
    {
        foreach (var message in new object[] { 1, 2, "stop", 3 })
            TestActor.Tell(message);

        var numbers = ReceiveWhile<string>(message => message is int number ? $"#{number}" : null);

        Assert.Equal(["#1", "#2"], numbers);
        Assert.Equal(2, LastMessage);
        ExpectMsg("stop");
    }

    [Fact]
    public async Task ReceiveWhile_by_a_predicate_throws_other_types_away_or_stops_at_them()
    {
        foreach (var message in new object[] { 1, "x", 2, 9, 1, "x" })
            TestActor.Tell(message);

        Assert.Equal([1, 2], ReceiveWhile<int>(number => number < 5));
        Assert.Equal([9, 1], await ReceiveWhileAsync<int>(number => number > 0, shouldIgnoreOtherMessageTypes: false).ToListAsync());
        ExpectMsg("x");
    }

    [Fact]
    public void ReceiveWhile_ends_with_the_last_message_it_may_take_or_when_it_is_idle()
    {
        for (var i = 0; i < 4; i++)
            TestActor.Tell(i);

        Assert.Equal([0, 1], ReceiveWhile<int>(_ => true, msgs: 2));
        Assert.Equal([2, 3], ReceiveWhile(Milliseconds.Plenty, Few, message => message));
    }

    [Fact]
    public async Task FishForMessage_skips_what_it_does_not_look_for()
    {
        foreach (var message in new object[] { 1, "a", 2, "b", 3 })
            TestActor.Tell(message);
        var skipped = new ArrayList { "gone" };

        Assert.Equal("b", FishForMessage<string>(text => text == "b", skipped));
        Assert.Equal(new object[] { 1, "a", 2 }, skipped.ToArray());
        Assert.Equal(3, await FishForMessageAsync(message => message is int));
    }

    [Fact]
    public void FishForMessage_fails_when_the_fish_does_not_come()
    {
        TestActor.Tell(1);

        var failure = Assert.Throws<FailException>(() => FishForMessage<string>(_ => true, Few, hint: "a string"));

        Assert.Equal("Timeout (00:00:00.0200000) during fishForMessage, hint: a string", failure.Message);
    }

    [Fact]
    public async Task FishUntilMessage_fails_only_when_the_type_comes()
    {
        TestActor.Tell("x");
        await FishUntilMessageAsync<int>(Few);
        TestActor.Tell(1);

        await Assert.ThrowsAsync<FalseException>(() => FishUntilMessageAsync<int>(Milliseconds.Plenty));
    }

    [Fact]
    public async Task Radio_silence_returns_what_came_before_it()
    {
        TestActor.Tell(1);
        TestActor.Tell(2);

        var messages = await WaitForRadioSilenceAsync(Few, maxMessages: 2);

        Assert.Equal(new object[] { 1, 2 }, messages.ToArray());
        Assert.True(messages.IsReadOnly);
    }

    [Fact]
    public async Task Radio_silence_fails_when_more_messages_come_than_allowed()
    {
        TestActor.Tell(1);
        TestActor.Tell(2);

        await Assert.ThrowsAsync<FalseException>(() => WaitForRadioSilenceAsync(Few, maxMessages: 1));
    }

    [Fact]
    public void Ignored_messages_never_reach_the_queue()
    {
        IgnoreMessages<int>(number => number > 1);
        TestActor.Tell(2);
        TestActor.Tell(1);
        IgnoreMessages<string>();
        TestActor.Tell("x");
        TestActor.Tell(2);
        IgnoreNoMessages();
        TestActor.Tell("y");

        Assert.Equal([1, 2, "y"], ReceiveN(3));
    }
}
