using ActorEcho.Actors.Chat;
using ActorEcho.Actors.Clients.Chat;

namespace ActorEcho.Tests.Clients.Chat;

public class TypedLineTests
{
    [Theory]
    [InlineData("hello")]
    [InlineData("y")]
    [InlineData("!exit now")]
    [InlineData(" !exit")]
    [InlineData(" @bob hi")]
    public void A_line_is_said_to_everyone(string line) => Assert.Equal(new TypedLine.Say(line), TypedLine.Parse(line));

    [Fact]
    public void Exit_leaves() => Assert.IsType<TypedLine.Leave>(TypedLine.Parse("!exit"));

    [Fact]
    public void An_empty_line_is_nothing() => Assert.IsType<TypedLine.Empty>(TypedLine.Parse(string.Empty));

    [Theory]
    [InlineData("@bob hi there", "bob", "hi there")]
    [InlineData("@ünï  x", "ünï", " x")]
    [InlineData("@bob ", "bob", "")]
    public void An_at_sign_and_a_name_make_it_private(string line, string target, string text) =>
        Assert.Equal(new TypedLine.Whisper(ChatName.Parse(target), text), TypedLine.Parse(line));

    [Theory]
    [InlineData("@bob")]
    [InlineData("@ hi")]
    [InlineData("@a-name-that-is-longer-than-32-bytes hi")]
    public void A_private_message_without_a_name_or_a_text_is_a_mistake(string line) =>
        Assert.Contains("@user text", Assert.IsType<TypedLine.Mistake>(TypedLine.Parse(line)).Problem, StringComparison.Ordinal);

    [Theory]
    [InlineData("", "1 to 32 bytes; this one has 0")]
    [InlineData("a b", "no spaces")]
    [InlineData("a\0b", "no NUL")]
    [InlineData("üüüüüüüüüüüüüüüüü", "this one has 34")]
    public void What_is_wrong_with_a_name_is_told(string name, string fault) =>
        Assert.Contains(fault, TypedLine.NameFault(name), StringComparison.Ordinal);

    [Theory]
    [InlineData("alice")]
    [InlineData("abcdefghijklmnopqrstuvwxyzabcdef")]
    public void A_name_has_no_fault(string name) => Assert.Null(TypedLine.NameFault(name));
}
