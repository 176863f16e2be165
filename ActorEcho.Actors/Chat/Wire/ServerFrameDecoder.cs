using System.Buffers;
using System.Buffers.Binary;

namespace ActorEcho.Actors.Chat.Wire;

/// <summary>
/// The client's side of the wire: reads server frames from a stream in any fragments. Not thread-safe.
/// </summary>
public sealed class ServerFrameDecoder
{
    private const int HighestMaxUsers = 1 << 24;

    private readonly FrameAssembler<Layout> _frames;

    /// <summary>Makes a decoder at the start of a stream.</summary>
    /// <param name="maxTextBytes">The longest TEXT accepted, in bytes, 0 to 1 GiB.</param>
    /// <param name="maxUsers">The longest list of users accepted, 0 to 16,777,216.</param>
    /// <exception cref="ArgumentOutOfRangeException">A limit is out of its range.</exception>
    public ServerFrameDecoder(int maxTextBytes, int maxUsers)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxUsers);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxUsers, HighestMaxUsers);
        _frames = new FrameAssembler<Layout>(new Layout(WireFormat.CheckMaxText(maxTextBytes), maxUsers));
    }

    /// <summary>Takes the next frame off the front of the input.</summary>
    /// <param name="input">What was received and not decoded yet; afterwards, what is left of it.</param>
    /// <param name="frame">The frame when the result is <see cref="FrameReading.Complete"/>.</param>
    /// <param name="fault">The reason when the result is <see cref="FrameReading.Faulted"/>.</param>
    /// <returns>Whether there is a frame, or why not.</returns>
    public FrameReading Read(ref ReadOnlySequence<byte> input, out ServerFrame frame, out FrameFault fault)
    {
        var reading = _frames.Read(ref input, out var bytes, out fault);
        frame = reading == FrameReading.Complete ? Parse(bytes) : default;
        return reading;
    }

    private static ServerFrame Parse(in ReadOnlySequence<byte> bytes) => (ServerOpcode)bytes.FirstSpan[0] switch
    {
        ServerOpcode.Users => ServerFrame.Ack(ParseUsers(bytes.Slice(WireFormat.CountedSize))),
        ServerOpcode.Message => ServerFrame.Message(
            ChatName.Read(bytes.Slice(WireFormat.OpcodeSize)), bytes.Slice(WireFormat.NamedCountedSize)),
        _ => ServerFrame.Error(ParseCode(bytes.Slice(WireFormat.OpcodeSize))),
    };

    private static ChatName[] ParseUsers(ReadOnlySequence<byte> names)
    {
        var users = new ChatName[names.Length / ChatName.Size];
        for (var i = 0; i < users.Length; i++)
        {
            users[i] = ChatName.Read(names);
            names = names.Slice(ChatName.Size);
        }

        return users;
    }

    private static ulong ParseCode(in ReadOnlySequence<byte> code)
    {
        Span<byte> bytes = stackalloc byte[WireFormat.LengthSize];
        code.CopyTo(bytes);
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes);
    }

    private readonly struct Layout(int maxTextBytes, int maxUsers) : IFrameLayout
    {
        public int Measure(ReadOnlySpan<byte> start, out FrameFault fault)
        {
            fault = default;
            switch ((ServerOpcode)start[0])
            {
                case ServerOpcode.Users:
                    return WireFormat.MeasureCounted(
                        start, WireFormat.CountedSize, ChatName.Size, maxUsers, out fault);
                case ServerOpcode.Message:
                    return WireFormat.MeasureCounted(start, WireFormat.NamedCountedSize, 1, maxTextBytes, out fault);
                case ServerOpcode.Error:
                    return WireFormat.CountedSize;
                default:
                    fault = new FrameFault(FrameFaultKind.UnknownOpcode, start[0], (ulong)ServerOpcode.Error);
                    return 0;
            }
        }
    }
}
