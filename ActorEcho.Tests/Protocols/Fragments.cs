using System.Buffers;
using System.Text;
using ActorEcho.Actors.Protocols;
using FsCheck;
using FsCheck.Fluent;

namespace ActorEcho.Tests.Protocols;

/// <summary>Feeds bytes to a protocol in pieces, each piece one or several memory segments.</summary>
internal static class Fragments
{
    /// <summary>Sizes of pieces; the last is repeated until the input ends. A negative size means two segments.</summary>
    public static Gen<int[]> Cuts { get; } =
        Gen.Frequency(
            (1, Gen.Constant(new[] { 1 })),
            (1, Gen.Constant(new[] { int.MaxValue })),
            (6, Gen.NonEmptyListOf(Gen.Choose(-40, 40).Where(size => size != 0)).Select(sizes => sizes.ToArray())));

    public static IEnumerable<ReadOnlySequence<byte>> Of(byte[] bytes, int[] cuts)
    {
        var at = 0;
        for (var i = 0; at < bytes.Length; i++)
        {
            var cut = cuts[Math.Min(i, cuts.Length - 1)];
            var size = (int)Math.Min(Math.Abs((long)cut), bytes.Length - at);
            var piece = bytes.AsMemory(at, size);
            yield return cut < 0 && size > 1 ? Segmented(piece[..(size / 2)], piece[(size / 2)..]) : new(piece);
            at += size;
        }
    }

    public static RecordingOutput Feed(this IProtocol protocol, byte[] bytes, params int[] cuts)
    {
        var output = new RecordingOutput();
        protocol.Opened(output);
        foreach (var piece in Of(bytes, cuts.Length == 0 ? [int.MaxValue] : cuts))
        {
            if (output.IsClosed) break;
            protocol.Receive(piece, output);
        }

        return output;
    }

    public static RecordingOutput Feed(this IProtocol protocol, string text, params int[] cuts) =>
        protocol.Feed(Encoding.Latin1.GetBytes(text), cuts);

    public static ReadOnlySequence<byte> Segmented(params ReadOnlyMemory<byte>[] parts)
    {
        var first = new Segment(parts[0], 0);
        var last = first;
        foreach (var part in parts.AsSpan(1)) last = last.Append(part);
        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, long runningIndex)
        {
            Memory = memory;
            RunningIndex = runningIndex;
        }

        public Segment Append(ReadOnlyMemory<byte> memory)
        {
            var next = new Segment(memory, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }
}
