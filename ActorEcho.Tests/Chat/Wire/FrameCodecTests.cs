using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using ActorEcho.Actors.Chat;
using ActorEcho.Actors.Chat.Wire;
using ActorEcho.Tests.Protocols;
using FsCheck;
using FsCheck.Fluent;

namespace ActorEcho.Tests.Chat.Wire;

public class FrameCodecTests
{
    private const int MaxText = 1000;
    private const int MaxUsers = 1000;

    [Fact]
    public void A_client_frame_decodes_to_what_was_encoded_whatever_the_fragments() =>
        Prop.ForAll(Gen.ListOf(Frames.AnyClientFrame).ToArbitrary(), Fragments.Cuts.ToArbitrary(), (frames, cuts) =>
        {
            byte[] wire = [.. frames.SelectMany(frame => frame.Encode())];
            var (decoded, fault) = DecodeClient(wire, cuts);
            return fault.Kind == FrameFaultKind.None && decoded.SequenceEqual(frames.Select(frame => frame.Describe()));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_server_frame_decodes_to_what_was_encoded_whatever_the_fragments() =>
        Prop.ForAll(Gen.ListOf(Frames.AnyServerFrame).ToArbitrary(), Fragments.Cuts.ToArbitrary(), (frames, cuts) =>
        {
            byte[] wire = [.. frames.SelectMany(frame => frame.Encode())];
            var (decoded, fault) = DecodeServer(wire, cuts);
            return fault.Kind == FrameFaultKind.None && decoded.SequenceEqual(frames.Select(frame => frame.Describe()));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Random_bytes_give_the_same_frames_and_the_same_fault_whatever_the_fragments() =>
        Prop.ForAll(NearlyFrames.ToArbitrary(), Fragments.Cuts.ToArbitrary(), (bytes, cuts) =>
        {
            var whole = DecodeClient(bytes, [int.MaxValue]);
            var parts = DecodeClient(bytes, cuts);
            var wholeServer = DecodeServer(bytes, [int.MaxValue]);
            var partsServer = DecodeServer(bytes, cuts);
            return whole.Frames.SequenceEqual(parts.Frames) && whole.Fault == parts.Fault
                && wholeServer.Frames.SequenceEqual(partsServer.Frames) && wholeServer.Fault == partsServer.Fault;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_decoder_keeps_no_more_memory_than_about_twice_what_came()
    {
        var announced = new byte[9];
        announced[0] = (byte)ClientOpcode.Say;
        BinaryPrimitives.WriteUInt64LittleEndian(announced.AsSpan(1), 1 << 30);
        var decoders = new ClientFrameDecoder[100];
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < decoders.Length; i++)
        {
            decoders[i] = new ClientFrameDecoder(1 << 30);
            var input = new ReadOnlySequence<byte>(announced);
            Assert.Equal(FrameReading.Incomplete, decoders[i].Read(ref input, out _, out _));
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100 * 1024);
    }

    [Fact]
    public void A_frame_that_lies_whole_in_the_input_is_not_copied()
    {
        var wire = Frames.Say("hello");
        var input = new ReadOnlySequence<byte>(wire);
        new ClientFrameDecoder(MaxText).Read(ref input, out var frame, out _);
        wire[^1] = (byte)'O';
        Assert.Equal("hellO", Encoding.UTF8.GetString(frame.Text));
    }

    [Theory]
    [InlineData(MaxText + 1UL)]
    [InlineData(1UL << 32)]
    [InlineData(1UL << 63)]
    [InlineData(ulong.MaxValue)]
    public void A_length_above_the_limit_is_a_fault_as_soon_as_it_is_read(ulong length)
    {
        var header = new byte[9];
        header[0] = (byte)ClientOpcode.Say;
        BinaryPrimitives.WriteUInt64LittleEndian(header.AsSpan(1), length);
        var (frames, fault) = DecodeClient(header, [1]);
        Assert.Empty(frames);
        Assert.Equal(new FrameFault(FrameFaultKind.TooLong, length, MaxText), fault);
    }

    [Fact]
    public void An_unknown_opcode_is_a_fault()
    {
        Assert.Equal(new FrameFault(FrameFaultKind.UnknownOpcode, 4, 3), DecodeClient([4], [1]).Fault);
        Assert.Equal(new FrameFault(FrameFaultKind.UnknownOpcode, 255, 2), DecodeServer([255], [1]).Fault);
    }

    [Fact]
    public void Frames_have_the_bytes_of_the_wire_document()
    {
        Assert.Equal([0, .. "alice"u8, .. new byte[27]], Frames.Register("alice"));
        Assert.Equal([1, 5, 0, 0, 0, 0, 0, 0, 0, .. "hello"u8], Frames.Say("hello"));
        Assert.Equal([2, .. "bob"u8, .. new byte[29], 2, 0, 0, 0, 0, 0, 0, 0, .. "hi"u8], Frames.Whisper("bob", "hi"));
        Assert.Equal([3, .. "alice"u8, .. new byte[27]], Frames.Exit("alice"));
        Assert.Equal([0, 1, 0, 0, 0, 0, 0, 0, 0, .. "alice"u8, .. new byte[27]], Frames.Ack("alice"));
        Assert.Equal([2, 3, 0, 0, 0, 0, 0, 0, 0], Frames.Error(ChatError.NoSuchUser));
        Assert.Equal(
            [1, .. "alice"u8, .. new byte[27], 11, 0, 0, 0, 0, 0, 0, 0, .. "[PM] secret"u8],
            ChatMessage.Whisper(ChatName.Parse("alice"), Frames.Bytes("secret"), 255).Frames[0].ToArray());
        Assert.Equal([1, 0, 1, 0, 0, 0, 0, 0, 0], Frames.Say(new string('x', 256))[..9]);
    }

    [Fact]
    public void The_limits_of_a_decoder_have_ranges()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ClientFrameDecoder(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ClientFrameDecoder(int.MaxValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ServerFrameDecoder(0, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ServerFrameDecoder(0, int.MaxValue));
    }

    /// <summary>Bytes that begin frames more often than chance would have it.</summary>
    private static Gen<byte[]> NearlyFrames => Gen.ListOf(Gen.Frequency(
            (3, Gen.Choose(0, 4).Select(opcode => new[] { (byte)opcode })),
            (3, Gen.Choose(0, 3).Select(length => new byte[] { (byte)length, 0, 0, 0, 0, 0, 0, 0 })),
            (2, Frames.AnyName.Select(name => name.Bytes.ToArray())),
            (1, ArbMap.Default.GeneratorFor<byte[]>())))
        .Select(parts => parts.SelectMany(part => part).ToArray());

    private static (List<string> Frames, FrameFault Fault) DecodeClient(byte[] wire, int[] cuts)
    {
        var decoder = new ClientFrameDecoder(MaxText);
        var frames = new List<string>();
        foreach (var piece in Fragments.Of(wire, cuts))
        {
            var input = piece;
            FrameReading reading;
            while ((reading = decoder.Read(ref input, out var frame, out var fault)) != FrameReading.Incomplete)
            {
                if (reading == FrameReading.Faulted) return (frames, fault);
                frames.Add(frame.Describe());
            }

            Assert.True(input.IsEmpty);
        }

        return (frames, default);
    }

    private static (List<string> Frames, FrameFault Fault) DecodeServer(byte[] wire, int[] cuts)
    {
        var decoder = new ServerFrameDecoder(MaxText, MaxUsers);
        var frames = new List<string>();
        foreach (var piece in Fragments.Of(wire, cuts))
        {
            var input = piece;
            FrameReading reading;
            while ((reading = decoder.Read(ref input, out var frame, out var fault)) != FrameReading.Incomplete)
            {
                if (reading == FrameReading.Faulted) return (frames, fault);
                frames.Add(frame.Describe());
            }

            Assert.True(input.IsEmpty);
        }

        return (frames, default);
    }
}
