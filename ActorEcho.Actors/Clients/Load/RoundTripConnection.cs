using System.Diagnostics;
using System.Text;
using ActorEcho.Actors.Clients.Measuring;
using ActorEcho.Actors.Transports.Connecting;

namespace ActorEcho.Actors.Clients.Load;

/// <summary>
/// One connection of a round-trip load: keeps a number of messages under way, checks every byte that comes back, and sends
/// a new message for each that is answered. Allocates nothing per message.
/// </summary>
/// <remarks>
/// The reading side decides what is sent and when; the writing side only carries it out, apart, so that a window larger
/// than the sockets' buffers cannot block both ends. A message's time runs from the decision: what it waits on this side
/// counts.
/// </remarks>
internal sealed class RoundTripConnection
{
    private const int SmallestReadBytes = 4096;

    private readonly ClientStream _stream;
    private readonly RoundTripPattern _pattern;
    private readonly LoadClock _clock;
    private readonly LatencyHistogram _latency;
    private readonly long[] _decidedAt;
    private readonly byte[] _buffer;
    private readonly long _start;

    private long _received;
    private long _answered;
    private long _decided;
    private long _written;
    private int _isWriting;
    private Task _writing = Task.CompletedTask;

    public RoundTripConnection(
        int number, ClientStream stream, RoundTripPattern pattern, int depth, LoadClock clock, LatencyHistogram latency)
    {
        _stream = stream;
        _pattern = pattern;
        _clock = clock;
        _latency = latency;
        _decidedAt = new long[depth];
        _start = pattern.StartOf(number);
        var window = (long)depth * pattern.MessageBytes;
        _buffer = new byte[Math.Clamp(window, SmallestReadBytes, RoundTripPattern.LongestPiece)];
    }

    /// <summary>How many messages came back whole so far.</summary>
    public long Answered => Volatile.Read(ref _answered);

    /// <summary>How many of them came back while the run was measuring.</summary>
    public long Measured { get; private set; }

    /// <summary>How many messages were sent, or about to be, without an answer so far.</summary>
    public long Owed => Volatile.Read(ref _decided) - Volatile.Read(ref _answered);

    /// <summary>Runs until the run drains and nothing is owed.</summary>
    /// <param name="giveUp">Ends it with answers owed.</param>
    /// <returns>What went wrong, or null.</returns>
    public async Task<string?> RunAsync(CancellationToken giveUp)
    {
        try
        {
            Decide(_decidedAt.Length, Stopwatch.GetTimestamp());
            Write(giveUp);
            while (Owed > 0)
            {
                var read = await _stream.ReadAsync(_buffer, giveUp);
                if (read == 0) return $"the server closed the connection with {Owed} answers owed";
                if (Mismatch(read) is { } mismatch) return mismatch;
                var now = Stopwatch.GetTimestamp();
                var answered = Count(now);
                if (answered > 0 && !_clock.IsDraining) Decide(answered, now);
                Write(giveUp);
            }

            await _writing;
            return null;
        }
        catch (OperationCanceledException) when (giveUp.IsCancellationRequested)
        {
            return _writing.IsFaulted
                ? $"the connection broke while writing: {_writing.Exception.InnerException!.Message}"
                : $"{Owed} answers did not come in time";
        }
        catch (IOException exception)
        {
            return $"the connection broke: {exception.Message}";
        }
    }

    /// <summary>Holds what was read against what must come back.</summary>
    private string? Mismatch(int read)
    {
        var expected = _pattern.Answers(_start + _received, read);
        var found = _buffer.AsSpan(0, read);
        if (found.SequenceEqual(expected))
        {
            _received += read;
            return null;
        }

        var at = found.CommonPrefixLength(expected);
        return $"byte {_received + at} of the answers is wrong: expected {Excerpt(expected[at..])}, got {Excerpt(found[at..])}";
    }

    /// <summary>Counts the messages that have come back whole.</summary>
    private int Count(long now)
    {
        var whole = _received / _pattern.MessageBytes;
        var first = _answered;
        if (_clock.IsMeasuring) Measured += whole - first;
        var countsBefore = _clock.CountsBefore;
        for (var message = first; message < whole; message++)
        {
            var decidedAt = _decidedAt[message % _decidedAt.Length];
            if (decidedAt < countsBefore) _latency.Record(LoadClock.NanosecondsBetween(decidedAt, now));
        }

        Volatile.Write(ref _answered, whole);
        return (int)(whole - first);
    }

    private void Decide(int messages, long now)
    {
        for (var message = _decided; message < _decided + messages; message++)
        {
            _decidedAt[message % _decidedAt.Length] = now;
        }

        Volatile.Write(ref _decided, _decided + messages);
    }

    private void Write(CancellationToken giveUp)
    {
        if (Interlocked.Exchange(ref _isWriting, 1) == 0) _writing = WriteDecidedAsync(giveUp);
    }

    /// <summary>Writes all that is decided; as a rule at once, and then without allocating.</summary>
    private async Task WriteDecidedAsync(CancellationToken giveUp)
    {
        do
        {
            for (var end = DecidedBytes(); _written < end; end = DecidedBytes())
            {
                var piece = _pattern.Requests(_start + _written, end - _written);
                await _stream.WriteAsync(piece, giveUp);
                _written += piece.Length;
            }

            Interlocked.Exchange(ref _isWriting, 0);
        }
        while (_written < DecidedBytes() && Interlocked.Exchange(ref _isWriting, 1) == 0);
    }

    private long DecidedBytes() => Volatile.Read(ref _decided) * _pattern.MessageBytes;

    private static string Excerpt(ReadOnlySpan<byte> bytes)
    {
        const int Shown = 16;
        var first = bytes[..Math.Min(bytes.Length, Shown)];
        var text = Encoding.Latin1.GetString(first);
        return $"{Convert.ToHexString(first)} \"{string.Concat(text.Select(c => c is >= ' ' and <= '~' ? c : '.'))}\"";
    }
}
