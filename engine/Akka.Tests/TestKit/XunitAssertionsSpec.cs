using Akka.TestKit.Xunit2;
using Akka.TestKit.Xunit2.Internals;
using Xunit.Sdk;

namespace Akka.Tests.TestKitTests;

public sealed class XunitAssertionsSpec
{
    private readonly XunitAssertions _assertions = new();

    [Fact]
    public void A_text_without_arguments_stands_as_it_is() =>
        Assert.Equal("{braces}", Assert.Throws<FailException>(() => _assertions.Fail("{braces}")).Message);

    [Fact]
    public void A_text_names_its_arguments()
    {
        Assert.Equal("a 1", Assert.Throws<FailException>(() => _assertions.Fail("a {0}", 1)).Message);
        Assert.StartsWith("b 2", Assert.Throws<TrueException>(() => _assertions.AssertTrue(false, "b {0}", 2)).Message, StringComparison.Ordinal);
        Assert.StartsWith("c 3", Assert.Throws<FalseException>(() => _assertions.AssertFalse(true, "c {0}", 3)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_holds_passes()
    {
        _assertions.AssertTrue(true);
        _assertions.AssertFalse(false);
        _assertions.AssertEqual(1, 1);
        _assertions.AssertEqual<object>("a", "a");
        _assertions.AssertEqual<object?>(null, null);
        _assertions.AssertEqual<object>(new List<int[]> { new[] { 1 } }, new[] { new[] { 1 } });
        _assertions.AssertEqual(1, -1, (a, b) => Math.Abs(a) == Math.Abs(b));
    }

    [Fact]
    public void What_differs_fails_and_shows_both()
    {
        var failure = Assert.Throws<AkkaEqualException>(() => _assertions.AssertEqual<object>(1, 1L, "types {0}", "count"));

        Assert.Contains("types count", failure.Message, StringComparison.Ordinal);
        Assert.Contains("1 (System.Int32)", failure.Message, StringComparison.Ordinal);
        Assert.Contains("1 (System.Int64)", failure.Message, StringComparison.Ordinal);
        Assert.Throws<AkkaEqualException>(() => _assertions.AssertEqual<object?>(null, 1));
        Assert.Throws<AkkaEqualException>(() => _assertions.AssertEqual<object>(new[] { 1, 2 }, new[] { 1 }));
        Assert.Throws<AkkaEqualException>(() => _assertions.AssertEqual(1, 2, (_, _) => false));
    }

    [Fact]
    public async Task What_an_action_throws_is_returned()
    {
        Assert.IsType<NotFiniteNumberException>(_assertions.AssertThrows(() => throw new NotFiniteNumberException()));
        await _assertions.AssertThrowsAsync<NotFiniteNumberException>(() => throw new NotFiniteNumberException());
        Assert.Throws<ThrowsException>(() => _assertions.AssertThrows<NotFiniteNumberException>(() => throw new NotSupportedException()));
    }
}
