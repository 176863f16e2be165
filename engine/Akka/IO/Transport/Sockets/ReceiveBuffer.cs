using System.Buffers;

namespace Akka.IO.Transport.Sockets;

/// <summary>
/// Where a thread receives: one array for all its connections. Most reads are copied out at their exact
/// size; an array that is nearly full, or that its handler lends back, is handed over as it is, and the thread takes
/// another.
/// </summary>
internal static class ReceiveBuffer
{
    /// <summary>The largest array a read fills, in bytes; small enough to stay out of the large object heap.</summary>
    public const int MaxSize = 64 * 1024;

    // Below this a copy costs less than a fuller memory.
    private const int LeastLent = 2 * 1024;

    [ThreadStatic]
    private static LentMemory? _memory;

    /// <summary>Room for at most <paramref name="limit"/> bytes, valid until the next call on this thread.</summary>
    public static Span<byte> OfThisThread(int limit)
    {
        var size = Math.Min(limit, MaxSize);
        var memory = _memory;
        if (memory is null || memory.Array.Length < size)
            _memory = memory = LentMemory.Borrow(size);
        return memory.Array.AsSpan(0, size);
    }

    /// <summary>The bytes just received on this thread, now the caller's own, or lent to it.</summary>
    public static ReadOnlySequence<byte> Take(int count, bool lend)
    {
        var array = _memory!.Array;
        if (lend && count >= LeastLent)
        {
            var lent = _memory.Lend(count);
            _memory = null;
            return lent;
        }

        if (count < array.Length / 4 * 3)
        {
            var copy = GC.AllocateUninitializedArray<byte>(count);
            array.AsSpan(0, count).CopyTo(copy);
            return new ReadOnlySequence<byte>(copy);
        }

        _memory = null;
        return new ReadOnlySequence<byte>(array, 0, count);
    }
}
