using System.Buffers;

namespace ActorEcho.Actors.Chat.Wire;

/// <summary>
/// The server's side of the wire: reads client frames from a stream in any fragments. Not thread-safe.
/// </summary>
public sealed class ClientFrameDecoder
{
    private readonly FrameAssembler<Layout> _frames;

    /// <summary>Makes a decoder at the start of a stream.</summary>
    /// <param name="maxTextBytes">The longest TEXT accepted, in bytes, 0 to 1 GiB; a frame that announces more is a
    /// fault at once, before any of its text is kept.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is out of its range.</exception>
    public ClientFrameDecoder(int maxTextBytes) =>
        _frames = new FrameAssembler<Layout>(new Layout(WireFormat.CheckMaxText(maxTextBytes)));

    /// <summary>Takes the next frame off the front of the input.</summary>
    /// <param name="input">What was received and not decoded yet; afterwards, what is left of it.</param>
    /// <param name="frame">The frame when the result is <see cref="FrameReading.Complete"/>.</param>
    /// <param name="fault">The reason when the result is <see cref="FrameReading.Faulted"/>.</param>
    /// <returns>Whether there is a frame, or why not.</returns>
    public FrameReading Read(ref ReadOnlySequence<byte> input, out ClientFrame frame, out FrameFault fault)
    {
        var reading = _frames.Read(ref input, out var bytes, out fault);
        frame = reading == FrameReading.Complete ? Parse(bytes) : default;
        return reading;
    }

    private static ClientFrame Parse(in ReadOnlySequence<byte> bytes) => (ClientOpcode)bytes.FirstSpan[0] switch
    {
        ClientOpcode.Register => ClientFrame.Register(ChatName.Read(bytes.Slice(WireFormat.OpcodeSize))),
        ClientOpcode.Say => ClientFrame.Say(bytes.Slice(WireFormat.CountedSize)),
        ClientOpcode.Whisper => ClientFrame.Whisper(
            ChatName.Read(bytes.Slice(WireFormat.OpcodeSize)), bytes.Slice(WireFormat.NamedCountedSize)),
        _ => ClientFrame.Exit(ChatName.Read(bytes.Slice(WireFormat.OpcodeSize))),
    };

    private readonly struct Layout(int maxTextBytes) : IFrameLayout
    {
        public int Measure(ReadOnlySpan<byte> start, out FrameFault fault)
        {
            fault = default;
            switch ((ClientOpcode)start[0])
            {
                case ClientOpcode.Register or ClientOpcode.Exit:
                    return WireFormat.NamedSize;
                case ClientOpcode.Say:
                    return WireFormat.MeasureCounted(start, WireFormat.CountedSize, 1, maxTextBytes, out fault);
                case ClientOpcode.Whisper:
                    return WireFormat.MeasureCounted(start, WireFormat.NamedCountedSize, 1, maxTextBytes, out fault);
                default:
                    fault = new FrameFault(FrameFaultKind.UnknownOpcode, start[0], (ulong)ClientOpcode.Exit);
                    return 0;
            }
        }
    }
}
