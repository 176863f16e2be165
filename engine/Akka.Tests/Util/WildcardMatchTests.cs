using Akka.Util;

namespace Akka.Tests.Util;

public class WildcardMatchTests
{
    [Theory]
    [InlineData("", "", true)]
    [InlineData("", "*", true)]
    [InlineData("", "?", false)]
    [InlineData("worker", "worker", true)]
    [InlineData("worker", "*", true)]
    [InlineData("worker", "w*r", true)]
    [InlineData("worker", "w*k", false)]
    [InlineData("worker", "??????", true)]
    [InlineData("worker", "?????", false)]
    [InlineData("worker-12", "worker-*2", true)]
    [InlineData("worker-12", "*-?2", true)]
    [InlineData("aXbXc", "a*X?", true)]
    [InlineData("abc", "abcd", false)]
    [InlineData("abcd", "abc", false)]
    [InlineData("abc", "abc***", true)]
    [InlineData("a.b", "a?b", true)]
    public void Stars_match_any_text_and_question_marks_one_character(string text, string pattern, bool matches) =>
        Assert.Equal(matches, text.Like(pattern));

    [Fact]
    public void Case_counts_only_if_asked_for()
    {
        Assert.True("Worker".Like("wORK*"));
        Assert.False("Worker".Like("wORK*", caseSensitive: true));
    }

    [Fact]
    public void A_hostile_pattern_takes_no_exponential_time() =>
        Assert.False(new string('a', 5_000).Like(string.Concat(Enumerable.Repeat("*a", 500)) + "b"));
}
