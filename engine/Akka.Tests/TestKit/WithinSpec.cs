using Akka.Configuration;
using Xunit.Sdk;

namespace Akka.Tests.TestKitTests;

public sealed class WithinSpec : Akka.TestKit.Xunit2.TestKit
{
    private static readonly TimeSpan Few = Milliseconds.Few;

    [Fact]
    public async Task A_block_returns_its_result()
    {
        Assert.Equal(1, Within(Milliseconds.Plenty, () => 1));
        Assert.Equal(2, await WithinAsync(Milliseconds.Plenty, () => Task.FromResult(2)));
    }

    [Fact]
    public void Expectations_in_a_block_wait_for_what_is_left_of_it()
    {
        Assert.Throws<FailException>(() => Within(Few, () => ExpectMsg<string>()));
        Within(Milliseconds.Plenty, () => Assert.InRange(RemainingOrDefault, TimeSpan.FromSeconds(4), Milliseconds.Plenty));
    }

    [Fact]
    public void There_is_nothing_left_outside_of_a_block()
    {
        Assert.Throws<InvalidOperationException>(() => Remaining);
        Within(Milliseconds.Plenty, () => Assert.True(Remaining > TimeSpan.Zero));
        Assert.Equal(TestKitSettings.SingleExpectDefault, RemainingOrDefault);
    }

    [Fact]
    public void An_inner_block_gets_no_more_than_the_outer_one_has_left() =>
        Within(TimeSpan.FromSeconds(20), () =>
            Within(Milliseconds.Plenty, () => Assert.True(Remaining <= TimeSpan.FromSeconds(20))));

    [Fact]
    public void A_block_that_takes_too_long_fails()
    {
        var failure = Assert.Throws<FailException>(() => Within(Few, () => AwaitCondition(() => true, Few, "", CancellationToken.None), TimeSpan.FromTicks(-Few.Ticks)));

        Assert.Contains("exceeding 00:00:00.0200000", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_block_that_ends_too_early_fails()
    {
        var failure = await Assert.ThrowsAsync<FailException>(() =>
            WithinAsync(TimeSpan.FromSeconds(20), Milliseconds.Plenty, () => Task.CompletedTask, hint: "too fast"));

        Assert.StartsWith("Failed: Block took", failure.Message, StringComparison.Ordinal);
        Assert.EndsWith("should have at least been 00:00:20. too fast", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_block_that_listens_to_the_end_is_not_late()
    {
        Within(Few, () => ExpectNoMsg());
        await WithinAsync(Few, async () => await ExpectNoMsgAsync());
    }

    [Fact]
    public async Task A_block_that_throws_ends_the_limit_with_it()
    {
        await Assert.ThrowsAsync<NotFiniteNumberException>(() => WithinAsync(Milliseconds.Plenty, () => throw new NotFiniteNumberException()));

        Assert.Throws<InvalidOperationException>(() => Remaining);
    }

    [Fact]
    public async Task AwaitAssert_repeats_the_assertion_until_it_holds()
    {
        var tries = 0;
        AwaitAssert(() => Assert.Equal(3, ++tries), interval: TimeSpan.FromMilliseconds(1));
        Assert.Equal(3, tries);

        tries = 0;
        await AwaitAssertAsync(
            async () =>
            {
                await Task.Yield();
                Assert.Equal(3, ++tries);
            },
            interval: TimeSpan.FromMilliseconds(1));
        Assert.Equal(3, tries);
    }

    [Fact]
    public async Task AwaitAssert_fails_with_what_the_last_try_threw()
    {
        var tries = 0;

        var failure = await Assert.ThrowsAsync<NotFiniteNumberException>(() =>
            AwaitAssertAsync(() => throw new NotFiniteNumberException(++tries), Few, TimeSpan.FromMilliseconds(1)));

        Assert.Equal(tries, failure.OffendingNumber);
    }

    [Fact]
    public async Task AwaitCondition_repeats_the_question_until_the_answer_is_yes()
    {
        var tries = 0;
        AwaitCondition(() => ++tries == 3, null, TimeSpan.FromMilliseconds(1));
        await AwaitConditionAsync(() => Task.FromResult(++tries == 6), null, TimeSpan.FromMilliseconds(1));
        Assert.Equal(6, tries);
    }

    [Fact]
    public async Task AwaitCondition_fails_with_the_time_and_the_message()
    {
        var failure = await Assert.ThrowsAsync<FailException>(() => AwaitConditionAsync(() => false, Few, "No {luck}."));

        Assert.Equal("Timeout 00:00:00.0200000 expired while waiting for condition. No {luck}.", failure.Message);
        Assert.False(AwaitConditionNoThrow(() => false, Few));
        Assert.True(await AwaitConditionNoThrowAsync(() => true, Few));
    }

    [Fact]
    public void AwaitCondition_asks_at_least_once() =>
        Assert.True(AwaitConditionNoThrow(() => true, TimeSpan.Zero));
}

public sealed class DilationSpec : Akka.TestKit.Xunit2.TestKit
{
    public DilationSpec()
        : base("akka.test.timefactor = 2")
    {
    }

    [Fact]
    public void Durations_are_multiplied_by_the_time_factor()
    {
        Assert.Equal(TimeSpan.FromSeconds(2), Dilated(TimeSpan.FromSeconds(1)));
        Assert.Equal(Timeout.InfiniteTimeSpan, Dilated(Timeout.InfiniteTimeSpan));
        Assert.Equal(TimeSpan.FromSeconds(6), RemainingOrDefault);
        Assert.Equal(TimeSpan.FromSeconds(4), GetTimeoutOrDefault(TimeSpan.FromSeconds(2)));
        Assert.Equal(TimeSpan.FromSeconds(4), RemainingOrDilated(TimeSpan.FromSeconds(2)));
        Assert.Throws<ArgumentException>(() => RemainingOrDilated(Timeout.InfiniteTimeSpan));
    }

    [Fact]
    public void A_failure_names_the_dilated_time()
    {
        var failure = Assert.Throws<FailException>(() => ExpectMsg<string>(Milliseconds.Few));

        Assert.Contains("Timeout 00:00:00.0400000", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    public void A_time_factor_that_is_not_positive_is_refused(string factor) =>
        Assert.Throws<ConfigurationException>(() =>
            new Akka.TestKit.TestKitSettings(ConfigurationFactory.ParseString($"akka.test.timefactor = {factor}").WithFallback(DefaultConfig)));
}
