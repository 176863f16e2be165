using System.Globalization;

namespace ActorEcho.Actors.Clients.Lines;

/// <summary>
/// Reads lines off a stream as bytes, whatever their encoding: a line ends in LF, and one CR before it is dropped. Not
/// thread-safe.
/// </summary>
/// <param name="stream">The stream; not disposed of.</param>
/// <param name="maxLineBytes">The longest line, without its end; at least 1.</param>
public sealed class LineReader(Stream stream, int maxLineBytes = LineReader.DefaultMaxLineBytes)
{
    /// <summary>The default of the longest line, 1 MiB.</summary>
    public const int DefaultMaxLineBytes = 1024 * 1024;

    private const int FirstBufferBytes = 4096;

    private byte[] _buffer = new byte[FirstBufferBytes];
    private int _start;
    private int _scanned;
    private int _end;

    /// <summary>Reads the next line.</summary>
    /// <param name="cancellationToken">Gives up; the reader must not be used any further then.</param>
    /// <returns>The line without its end, valid until the next call; null at the end of the stream. What stands behind the
    /// last LF is a line as well when it is not empty.</returns>
    /// <exception cref="InvalidDataException">A line is longer than allowed.</exception>
    /// <exception cref="IOException">The stream breaks, or is a standard input that was opened only for writing.</exception>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellationToken = default)
    {
        while (true)
        {
            var lineEnd = _buffer.AsSpan(_scanned, _end - _scanned).IndexOf((byte)'\n');
            if (lineEnd >= 0) return Take(_scanned + lineEnd, 1);
            _scanned = _end;
            if (_end - _start > maxLineBytes + 1) throw TooLong();
            MakeRoom();
            var read = await FillAsync(cancellationToken);
            if (read > 0)
            {
                _end += read;
                continue;
            }

            // A null that is no ReadOnlyMemory made of a null array.
            return _start == _end ? default(ReadOnlyMemory<byte>?) : Take(_end, 0);
        }
    }

    private async ValueTask<int> FillAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new IOException("The input cannot be read: it is closed, or open only for writing, as under nohup.", exception);
        }
    }

    private ReadOnlyMemory<byte> Take(int lineEnd, int endBytes)
    {
        var line = _buffer.AsMemory(_start, lineEnd - _start);
        _start = _scanned = lineEnd + endBytes;
        if (line.Span is [.., (byte)'\r']) line = line[..^1];
        return line.Length <= maxLineBytes ? line : throw TooLong();
    }

    private void MakeRoom()
    {
        if (_end < _buffer.Length) return;
        var length = _end - _start;
        var target = length > _buffer.Length / 2 ? new byte[2 * _buffer.Length] : _buffer;
        _buffer.AsSpan(_start, length).CopyTo(target);
        _buffer = target;
        _scanned -= _start;
        _start = 0;
        _end = length;
    }

    private InvalidDataException TooLong() =>
        new(string.Create(CultureInfo.InvariantCulture, $"A line is longer than {maxLineBytes} bytes."));
}
