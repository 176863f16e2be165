using System.Buffers;
using System.Runtime.InteropServices;

namespace ActorEcho.Actors.Protocols.PingPong;

/// <summary>
/// Answers lines: <c>ping</c> with <c>pong</c>, <c>pong</c> with <c>ping</c>, anything else with itself.
/// </summary>
/// <remarks>
/// A line ends in LF, and one CR before it is dropped; every answer ends in CR LF. An unfinished line at the end of
/// the input is dropped. A line above the limit is answered with a line that begins with <c>error:</c>, and the
/// connection closes. The answers to one read leave in one write. Not thread-safe; one instance per connection.
/// </remarks>
public sealed class PingPongProtocol : IProtocol
{
    /// <summary>The default of the longest line, 64 KiB.</summary>
    public const int DefaultMaxLineBytes = 64 * 1024;

    private static readonly uint Ping = MemoryMarshal.Read<uint>("ping"u8);

    private static readonly uint Pong = MemoryMarshal.Read<uint>("pong"u8);

    private readonly int _maxLineBytes;
    private readonly PartialLine _partial;

    /// <summary>Makes the protocol for one connection.</summary>
    /// <param name="maxLineBytes">The longest line accepted, in bytes, without its line end; 1 byte to 1 GiB.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxLineBytes"/> is below 1 or above 1 GiB.</exception>
    public PingPongProtocol(int maxLineBytes = DefaultMaxLineBytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxLineBytes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxLineBytes, 1 << 30);
        _maxLineBytes = maxLineBytes;
        _partial = new PartialLine(maxLineBytes);
    }

    /// <inheritdoc/>
    public void Receive(ReadOnlySequence<byte> input, IProtocolOutput output)
    {
        var lineEnds = CountLineEnds(input);
        // An answer is its line with CR LF for the LF: at most one byte more for each line.
        var answers = lineEnds == 0 ? default : new Answers(_partial.Length + (int)input.Length + lineEnds);
        var within = true;
        foreach (var segment in input)
        {
            within = Read(segment.Span, ref answers);
            if (!within) break;
        }

        if (answers.Length > 0) output.Write(answers.Written);
        if (within) return;
        output.Write(OverLongAnswer());
        output.Close("a line is above the limit");
    }

    /// <inheritdoc/>
    public void InputEnded(IProtocolOutput output) => output.Close("the client finished");

    private static int CountLineEnds(in ReadOnlySequence<byte> input)
    {
        if (input.IsSingleSegment) return input.FirstSpan.Count((byte)'\n');
        var count = 0;
        foreach (var segment in input) count += segment.Span.Count((byte)'\n');
        return count;
    }

    /// <summary>Answers the lines that end within a chunk; false as soon as one is above the limit.</summary>
    private bool Read(ReadOnlySpan<byte> chunk, ref Answers answers)
    {
        var ends = new LineEnds(chunk);
        var start = 0;
        while (ends.TryNext(out var end))
        {
            var line = chunk[start..end];
            start = end + 1;
            if (_partial.Length > 0)
            {
                if (!_partial.TryAppend(line)) return false;
                line = _partial.Take();
            }

            if (line is [.., (byte)'\r']) line = line[..^1];
            if (line.Length > _maxLineBytes) return false;
            Answer(line, ref answers);
        }

        return _partial.TryAppend(chunk[start..]);
    }

    private static void Answer(ReadOnlySpan<byte> line, ref Answers answers)
    {
        // Which of the two it is nobody can predict, so nothing branches on it.
        if (line.Length == sizeof(uint) && MemoryMarshal.Read<uint>(line) is var word && ((word == Ping) | (word == Pong)))
        {
            answers.AppendLine(word ^ Ping ^ Pong);
        }
        else
        {
            answers.Append(line);
            answers.Append("\r\n"u8);
        }
    }

    private byte[] OverLongAnswer() =>
        System.Text.Encoding.ASCII.GetBytes($"error: a line is longer than {_maxLineBytes} bytes; closing\r\n");

    /// <summary>The answers to one read, in one array that becomes the write.</summary>
    private struct Answers(int capacity)
    {
        private readonly byte[] _bytes = GC.AllocateUninitializedArray<byte>(capacity);

        public int Length { get; private set; }

        public readonly ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Length);

        public void Append(ReadOnlySpan<byte> bytes)
        {
            bytes.CopyTo(_bytes.AsSpan(Length));
            Length += bytes.Length;
        }

        // Lengths that the compiler knows are a few stores and no calls to copy.
        public void AppendLine(uint word)
        {
            var line = _bytes.AsSpan(Length, sizeof(uint) + 2);
            MemoryMarshal.Write(line, word);
            "\r\n"u8.CopyTo(line[sizeof(uint)..]);
            Length += line.Length;
        }
    }
}
