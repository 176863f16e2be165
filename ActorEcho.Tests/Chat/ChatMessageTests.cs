using System.Buffers;
using System.Text;
using ActorEcho.Actors.Chat;
using ActorEcho.Actors.Chat.Wire;
using ActorEcho.Tests.Chat.Wire;
using FsCheck;
using FsCheck.Fluent;

namespace ActorEcho.Tests.Chat;

public class ChatMessageTests
{
    private static readonly ChatName Alice = ChatName.Parse("alice");

    [Theory]
    [InlineData(0, 1)]
    [InlineData(255, 1)]
    [InlineData(256, 2)]
    [InlineData(510, 2)]
    [InlineData(65536, 258)]
    public void A_text_is_split_into_frames_that_every_client_can_read(int length, int frames)
    {
        var message = ChatMessage.Broadcast(Alice, Frames.Bytes(new string('x', length)), 255);
        Assert.Equal(frames, message.Frames.Length);
        Assert.All(message.Frames, frame => Assert.InRange(frame.Length, 41, 41 + 255));
    }

    [Theory]
    [InlineData(250, 1)]
    [InlineData(251, 2)]
    public void The_mark_of_a_private_message_counts(int length, int frames)
    {
        var message = ChatMessage.Whisper(Alice, Frames.Bytes(new string('x', length)), 255);
        Assert.Equal(frames, message.Frames.Length);
        Assert.All(Texts(message), text => Assert.StartsWith("[PM] ", text, StringComparison.Ordinal));
    }

    [Fact]
    public void With_a_higher_limit_a_long_text_stays_whole() =>
        Assert.Single(ChatMessage.Broadcast(Alice, Frames.Bytes(new string('x', 65536)), 1 << 20).Frames);

    [Theory]
    [InlineData("é", 2)]
    [InlineData("€", 3)]
    [InlineData("𝄞", 4)]
    public void No_character_is_cut_apart(string character, int size)
    {
        for (var before = 255 - size; before <= 255; before++)
        {
            var text = new string('x', before) + character + "tail";
            var texts = Texts(ChatMessage.Broadcast(Alice, Frames.Bytes(text), 255));
            Assert.Equal(text, string.Concat(texts));
            Assert.DoesNotContain('\uFFFD', string.Concat(texts));
        }
    }

    [Fact]
    public void The_frames_of_any_text_give_the_text_again_and_none_is_too_long() =>
        Prop.ForAll(
            Gen.Choose(0, 2000).SelectMany(size => Gen.ArrayOf(ArbMap.Default.GeneratorFor<byte>(), size)).ToArbitrary(),
            Gen.Choose(16, 300).ToArbitrary(),
            (text, limit) =>
            {
                var message = ChatMessage.Broadcast(Alice, new ReadOnlySequence<byte>(text), limit);
                return Decode(message).SelectMany(frame => frame.Text.ToArray()).SequenceEqual(text)
                    && message.Frames.All(frame => frame.Length <= 41 + limit);
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void Bytes_that_are_no_text_are_cut_at_the_limit()
    {
        var continuations = Enumerable.Repeat((byte)0x80, 40).ToArray();
        var message = ChatMessage.Broadcast(Alice, new ReadOnlySequence<byte>(continuations), 16);
        Assert.Equal([16, 16, 8], message.Frames.Select(frame => frame.Length - 41));
    }

    [Fact]
    public void Notices_come_from_the_server_with_the_name_unpadded()
    {
        Assert.Equal(Frames.Message("SERVER", "alice has joined"), ChatMessage.Joined(Alice).Frames[0].ToArray());
        Assert.Equal(Frames.Message("SERVER", "alice has left"), ChatMessage.Left(Alice).Frames[0].ToArray());
    }

    [Fact]
    public void A_limit_too_small_for_a_character_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ChatMessage.Broadcast(Alice, Frames.Bytes("x"), 15));

    private static IEnumerable<string> Texts(ChatMessage message) =>
        Decode(message).Select(frame => Encoding.UTF8.GetString(frame.Text));

    private static List<ServerFrame> Decode(ChatMessage message)
    {
        var decoder = new ServerFrameDecoder(1 << 20, 0);
        var frames = new List<ServerFrame>();
        foreach (var bytes in message.Frames)
        {
            var input = new ReadOnlySequence<byte>(bytes);
            Assert.Equal(FrameReading.Complete, decoder.Read(ref input, out var frame, out _));
            Assert.True(input.IsEmpty, "A frame is a write of its own.");
            frames.Add(frame);
        }

        return frames;
    }

    [Fact]
    public void Several_messages_together_are_their_frames_in_order_in_one_piece_of_memory()
    {
        var split = ChatMessage.Broadcast(Alice, Frames.Bytes(new string('x', 300)), 255);
        var joined = ChatMessage.Joined(Alice);
        var together = ChatMessage.Together([split, joined]);
        Assert.Equal([.. split.Frames.Select(Hex), Hex(joined.Frames[0])], together.Frames.Select(Hex));
        Assert.Equal(string.Concat(together.Frames.Select(Hex)), Hex(together.Bytes));
        Assert.Same(joined, ChatMessage.Together([joined]));

        static string Hex(ReadOnlyMemory<byte> bytes) => Convert.ToHexString(bytes.Span);
    }
}
