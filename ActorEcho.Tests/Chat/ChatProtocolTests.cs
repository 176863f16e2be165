using System.Buffers.Binary;
using System.Text;
using ActorEcho.Actors.Chat;
using ActorEcho.Tests.Chat.Wire;
using ActorEcho.Tests.Protocols;

namespace ActorEcho.Tests.Chat;

/// <summary>One session by the rows of the wire document's table, with bob and carol already here.</summary>
public class ChatProtocolTests
{
    private readonly RecordingOutput _output = new();
    private readonly ChatProtocol _session = new(ChatLimits.Default);
    private readonly ScriptedRegistry _registry;

    public ChatProtocolTests() => _registry = new ScriptedRegistry(_session, _output, "bob", "carol");

    [Fact]
    public void A_registration_is_answered_with_the_users()
    {
        Send(Frames.Register("alice"));
        Assert.Equal(Frames.Ack("alice", "bob", "carol"), Assert.Single(_output.Writes));
    }

    [Theory]
    [InlineData("bob", ChatError.NameTaken)]
    [InlineData("SERVER", ChatError.NameTaken)]
    [InlineData("server", ChatError.NameTaken)]
    [InlineData("", ChatError.NameLength)]
    [InlineData("al ice", ChatError.NameHasSpace)]
    [InlineData("alice\0junk", ChatError.UnknownFormat)]
    public void A_name_that_cannot_be_had_is_an_error_and_the_user_may_try_another(string name, ChatError error)
    {
        Send(Registration(name));
        Assert.Equal(Frames.Error(error), Assert.Single(_output.Writes));
        Assert.False(_output.IsClosed);

        Send(Frames.Register("alice"));
        Assert.Equal(Frames.Ack("alice", "bob", "carol"), _output.Writes[^1]);
    }

    [Fact]
    public void Whatever_needs_a_name_is_an_error_before_the_registration()
    {
        Send(Frames.Say("hi"), Frames.Whisper("bob", "hi"), Frames.Exit("bob"));
        Assert.Equal(3, _output.Writes.Count);
        Assert.All(_output.Writes, write => Assert.Equal(Frames.Error(ChatError.UnknownFormat), write));
        Assert.Empty(_output.Effects);
        Assert.False(_output.IsClosed);
    }

    [Fact]
    public void A_text_goes_to_everyone_else_and_is_not_answered()
    {
        Register();
        Send(Frames.Say("hello"));
        Assert.Empty(_output.Writes);
        Assert.Equal([$"all: {Convert.ToHexString(Frames.Message("alice", "hello"))}"], _registry.Routed);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(255)]
    public void A_text_up_to_255_bytes_goes_out_in_one_frame(int length)
    {
        Register();
        Send(Frames.Say(new string('x', length)));
        Assert.Equal([$"all: {Convert.ToHexString(Frames.Message("alice", new string('x', length)))}"], _registry.Routed);
    }

    [Theory]
    [InlineData(256)]
    [InlineData(300)]
    [InlineData(2040)]
    [InlineData(65536)]
    public void A_longer_text_is_read_whole_and_goes_out_in_several_frames(int length)
    {
        Register();
        Send(Frames.Say(new string('x', length)));
        Assert.Equal((length + 254) / 255, _registry.Routed.Count);
        Assert.Equal(length, _registry.Routed.Sum(routed => (routed.Length - "all: ".Length) / 2 - 41));
    }

    [Fact]
    public void A_private_text_is_marked_and_goes_to_its_target_alone()
    {
        Register();
        Send(Frames.Whisper("bob", "secret"));
        Assert.Empty(_output.Writes);
        Assert.Equal([$"bob: {Convert.ToHexString(Frames.Message("alice", "[PM] secret"))}"], _registry.Routed);
    }

    [Fact]
    public void A_private_text_to_oneself_comes_back()
    {
        Register();
        Send(Frames.Whisper("alice", "note"));
        Assert.Equal(Frames.Message("alice", "[PM] note"), Assert.Single(_output.Writes));
    }

    [Theory]
    [InlineData("dave")]
    [InlineData("SERVER")]
    [InlineData("b ob")]
    [InlineData("bob\0x")]
    [InlineData("")]
    public void A_private_text_to_nobody_is_an_error_and_the_session_goes_on(string target)
    {
        Register();
        var frame = Frames.Whisper("x", "hi");
        Registration(target).AsSpan(1).CopyTo(frame.AsSpan(1));
        Send(frame, Frames.Say("still here"));
        Assert.Equal(Frames.Error(ChatError.NoSuchUser), Assert.Single(_output.Writes));
        Assert.Single(_registry.Routed);
    }

    [Fact]
    public void A_second_registration_is_an_error_and_the_session_goes_on()
    {
        Register();
        Send(Frames.Register("alice2"), Frames.Say("hi"));
        Assert.Equal(Frames.Error(ChatError.UnknownFormat), Assert.Single(_output.Writes));
        Assert.Single(_registry.Routed);
    }

    [Theory]
    [InlineData("alice")]
    [InlineData("bob")]
    public void Leaving_is_answered_with_the_remaining_users_whoever_it_names(string named)
    {
        Register();
        Send(Frames.Exit(named), Frames.Say("too late"));
        Assert.Equal(Frames.Ack("bob", "carol"), Assert.Single(_output.Writes));
        Assert.True(_output.IsClosed);
        Assert.Empty(_registry.Routed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void After_an_unknown_opcode_ERR_4_is_the_last_answer(bool registered)
    {
        if (registered) Register();
        Send([4, .. Frames.Register("dave")]);
        Assert.Equal(Frames.Error(ChatError.UnknownFormat), Assert.Single(_output.Writes));
        Assert.Equal("a frame cannot be read: unknown opcode 4 (the highest is 3)", _output.CloseReason);
    }

    [Theory]
    [InlineData(65537UL)]
    [InlineData(1UL << 63)]
    [InlineData(ulong.MaxValue)]
    public void After_a_length_above_the_limit_ERR_4_is_the_last_answer(ulong length)
    {
        Register();
        var header = Frames.Say("");
        BinaryPrimitives.WriteUInt64LittleEndian(header.AsSpan(1), length);
        Send([.. header, .. "text"u8]);
        Assert.Equal(Frames.Error(ChatError.UnknownFormat), Assert.Single(_output.Writes));
        Assert.Equal($"a frame cannot be read: a length of {length} (the limit is 65536)", _output.CloseReason);
    }

    [Fact]
    public void Half_a_message_at_the_end_of_the_input_is_discarded()
    {
        Register();
        Send(Frames.Say("hello")[..^1]);
        _session.InputEnded(_output);
        Assert.Empty(_output.Writes);
        Assert.Empty(_registry.Routed);
        Assert.True(_output.IsClosed);
    }

    [Fact]
    public void A_connection_without_a_byte_is_no_user()
    {
        _session.InputEnded(_output);
        Assert.Empty(_output.Effects);
        Assert.True(_output.IsClosed);
    }

    [Fact]
    public void A_burst_of_messages_in_one_read_is_handled_in_order()
    {
        byte[] burst = [.. Frames.Register("alice"), .. Enumerable.Range(0, 1000).SelectMany(i => Frames.Say($"{i}"))];
        Send(burst);
        var expected = Enumerable.Range(0, 1000).Select(i => $"all: {Convert.ToHexString(Frames.Message("alice", $"{i}"))}");
        Assert.Equal(expected, _registry.Routed);
    }

    [Fact]
    public void Input_behind_a_request_waits_for_its_answer_and_more_input_is_not_asked_for()
    {
        _session.Receive(new(Frames.Register("alice")), _output);
        Assert.False(_output.IsPaused);
        _session.Receive(new(Frames.Say("one")), _output);
        _session.Receive(new(Frames.Say("two")), _output);
        Assert.True(_output.IsPaused);
        Assert.IsType<ChatRequest.Register>(Assert.Single(_output.Effects));

        _registry.Answer();
        Assert.False(_output.IsPaused);
        Assert.Equal(2, _registry.Routed.Count);
    }

    [Fact]
    public void The_end_of_the_input_waits_for_the_answers_before_it()
    {
        _session.Receive(new(Frames.Register("alice")), _output);
        _session.InputEnded(_output);
        Assert.False(_output.IsClosed);
        _registry.Answer();
        Assert.Equal(Frames.Ack("alice", "bob", "carol"), Assert.Single(_output.Writes));
        Assert.True(_output.IsClosed);
    }

    [Fact]
    public void A_flood_of_broadcasts_waits_for_the_registry()
    {
        Register();
        byte[] flood = [.. Enumerable.Repeat(Frames.Say("x"), 1000).SelectMany(frame => frame)];
        _session.Receive(new(flood), _output);
        Assert.Equal(1 + ChatProtocol.MaxConfirmationsAwaited * ChatProtocol.ConfirmedBroadcasts, _output.Effects.Count);
        _session.Receive(new(flood), _output);
        Assert.True(_output.IsPaused);

        _registry.Answer();
        Assert.False(_output.IsPaused);
        Assert.Equal(2000, _registry.Routed.Count);
    }

    [Fact]
    public void A_flood_of_long_broadcasts_waits_sooner()
    {
        Register();
        byte[] flood = [.. Enumerable.Repeat(Frames.Say(new string('x', 60_000)), 10).SelectMany(frame => frame)];
        _session.Receive(new(flood), _output);
        Assert.Equal(ChatProtocol.MaxConfirmationsAwaited, _output.Effects.OfType<ChatRequest.Broadcast>().Count());
        _registry.Answer();
        Assert.Equal(10, _output.Effects.OfType<ChatRequest.Broadcast>().Count());
    }

    [Fact]
    public void A_delivery_leaves_in_one_write_and_is_receipted_now_and_then()
    {
        Register();
        var message = ChatMessage.Broadcast(ChatName.Parse("bob"), Frames.Bytes(new string('x', 300)), 255);
        for (var i = 0; i < ChatRequest.Receipt.Quantum; i++) _session.Notify(message, _output);
        Assert.Equal(ChatRequest.Receipt.Quantum, _output.Writes.Count);
        Assert.Equal([.. message.Frames[0].Span, .. message.Frames[1].Span], _output.Writes[0]);
        Assert.Equal(
            [ChatRequest.Receipt.Quantum, ChatRequest.Receipt.Quantum],
            _output.Effects.OfType<ChatRequest.Receipt>().Select(receipt => receipt.Weight));
    }

    [Fact]
    public void A_long_text_that_is_left_whole_weighs_more_than_a_frame()
    {
        Register();
        var message = ChatMessage.Broadcast(ChatName.Parse("bob"), Frames.Bytes(new string('x', 64 * 1024)), int.MaxValue);
        Assert.Single(message.Frames);
        _session.Notify(message, _output);
        Assert.Equal(new ChatRequest.Receipt(128), Assert.Single(_output.Effects.OfType<ChatRequest.Receipt>()));
    }

    [Fact]
    public void A_member_whose_connection_ends_leaves_at_once()
    {
        Register();
        _session.Ended(_output);
        Assert.IsType<ChatRequest.Leave>(_output.Effects[^1]);
    }

    [Fact]
    public void Nobody_leaves_who_was_not_there_or_has_left()
    {
        new ChatProtocol(ChatLimits.Default).Ended(_output);
        Assert.Empty(_output.Effects);

        Register();
        Send(Frames.Exit("alice"));
        _session.Ended(_output);
        Assert.Single(_output.Effects.OfType<ChatRequest.Leave>());
    }

    [Fact]
    public void A_dismissed_session_closes()
    {
        Register();
        _session.Notify(new ChatNotice.Dismissed("the registry stopped"), _output);
        Assert.Equal("the registry stopped", _output.CloseReason);
    }

    [Fact]
    public void Limits_out_of_their_ranges_are_errors()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ChatLimits { MaxTextBytes = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ChatLimits { MaxFrameTextBytes = 15 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ChatLimits { MaxListedUsers = -1 });
    }

    private static byte[] Registration(string name)
    {
        var frame = new byte[33];
        Encoding.UTF8.GetBytes(name, frame.AsSpan(1));
        return frame;
    }

    private void Register()
    {
        Send(Frames.Register("alice"));
        _output.Writes.Clear();
    }

    private void Send(params byte[][] frames)
    {
        foreach (var frame in frames)
        {
            if (_output.IsClosed) return;
            _session.Receive(new(frame), _output);
            _registry.Answer();
        }
    }
}
