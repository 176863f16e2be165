using System.Text;
using ActorEcho.Actors.Chat;

namespace ActorEcho.Tests.Chat;

public class ChatNameTests
{
    [Theory]
    [InlineData("a", null)]
    [InlineData("alice", null)]
    [InlineData("exactly-thirty-two-bytes-of-name", null)]
    [InlineData("", ChatError.NameLength)]
    [InlineData("al ice", ChatError.NameHasSpace)]
    [InlineData(" ", ChatError.NameHasSpace)]
    [InlineData("SERVER", ChatError.NameTaken)]
    [InlineData("sErVeR", ChatError.NameTaken)]
    [InlineData("SERVERS", null)]
    [InlineData("alice\0junk", ChatError.UnknownFormat)]
    [InlineData("\0alice", ChatError.UnknownFormat)]
    [InlineData("SERVER\0x", ChatError.UnknownFormat)]
    public void A_name_field_is_a_name_or_says_why_not(string field, ChatError? error) =>
        Assert.Equal(error, new ChatName(Padded(field)).Validate());

    [Fact]
    public void Names_are_compared_byte_for_byte()
    {
        Assert.Equal(ChatName.Parse("alice"), new ChatName(Padded("alice")));
        Assert.Equal(ChatName.Parse("alice").GetHashCode(), new ChatName(Padded("alice")).GetHashCode());
        Assert.NotEqual(ChatName.Parse("alice"), ChatName.Parse("Alice"));
        Assert.NotEqual(ChatName.Parse("alice"), new ChatName(Padded("alice\0x")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a\0b")]
    [InlineData("this name has thirty-three bytes!")]
    public void What_cannot_be_a_name_is_not_parsed(string name) =>
        Assert.Throws<ArgumentException>(() => ChatName.Parse(name));

    [Fact]
    public void A_field_of_another_size_is_refused() => Assert.Throws<ArgumentException>(() => new ChatName(new byte[31]));

    [Fact]
    public void A_name_in_a_log_cannot_forge_a_line_or_a_colour() =>
        Assert.Equal("eve?[31m?ünï??x", new ChatName(Padded("eve\u001b[31m\nünï\u2028\u202ex")).ToString());

    private static byte[] Padded(string text)
    {
        var field = new byte[ChatName.Size];
        Encoding.UTF8.GetBytes(text, field);
        return field;
    }
}
