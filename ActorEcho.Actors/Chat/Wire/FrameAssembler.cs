using System.Buffers;

namespace ActorEcho.Actors.Chat.Wire;

/// <summary>
/// Cuts a stream into frames, whatever the fragments it comes in. A frame that lies whole in the input is sliced out
/// of it; only one that is spread over several inputs is copied together, into memory that grows with the bytes that
/// came and never with the length they announce.
/// </summary>
internal sealed class FrameAssembler<TLayout>(TLayout layout)
    where TLayout : struct, IFrameLayout
{
    private const int SmallestBuffer = 64;

    private byte[] _partial = [];
    private int _length;

    /// <summary>Takes the next frame off the front of the input.</summary>
    public FrameReading Read(ref ReadOnlySequence<byte> input, out ReadOnlySequence<byte> frame, out FrameFault fault)
    {
        frame = default;
        fault = default;
        if (_length > 0) return Continue(ref input, out frame, out fault);
        if (input.IsEmpty) return FrameReading.Incomplete;
        var needed = Measure(input, out fault);
        if (fault.Kind != FrameFaultKind.None) return FrameReading.Faulted;
        if (needed > input.Length)
        {
            Take(ref input, (int)input.Length, needed);
            return FrameReading.Incomplete;
        }

        frame = input.Slice(0, needed);
        input = input.Slice(needed);
        return FrameReading.Complete;
    }

    private FrameReading Continue(
        ref ReadOnlySequence<byte> input, out ReadOnlySequence<byte> frame, out FrameFault fault)
    {
        frame = default;
        while (true)
        {
            var needed = layout.Measure(_partial.AsSpan(0, _length), out fault);
            if (fault.Kind != FrameFaultKind.None) return FrameReading.Faulted;
            if (_length == needed)
            {
                frame = new ReadOnlySequence<byte>(_partial, 0, _length);
                _partial = [];
                _length = 0;
                return FrameReading.Complete;
            }

            if (input.IsEmpty) return FrameReading.Incomplete;
            Take(ref input, (int)Math.Min(needed - _length, input.Length), needed);
        }
    }

    private int Measure(in ReadOnlySequence<byte> input, out FrameFault fault)
    {
        if (input.IsSingleSegment || input.FirstSpan.Length >= WireFormat.NamedCountedSize)
            return layout.Measure(input.FirstSpan, out fault);
        Span<byte> header = stackalloc byte[(int)Math.Min(input.Length, WireFormat.NamedCountedSize)];
        input.Slice(0, header.Length).CopyTo(header);
        return layout.Measure(header, out fault);
    }

    private void Take(ref ReadOnlySequence<byte> input, int count, int needed)
    {
        var length = _length + count;
        if (length > _partial.Length)
            Array.Resize(ref _partial, Math.Max(length, Math.Min(needed, Math.Max(SmallestBuffer, 2 * _partial.Length))));
        input.Slice(0, count).CopyTo(_partial.AsSpan(_length));
        _length = length;
        input = input.Slice(count);
    }
}
