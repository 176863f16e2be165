using System.Buffers;

namespace Akka.IO.Transport.Sockets;

/// <summary>
/// Where a thread receives: one array for all its connections. Most reads are copied out at their exact
/// size; an array that is nearly full is handed over as it is, and the thread takes a new one.
/// </summary>
internal static class ReceiveBuffer
{
    /// <summary>The largest array a read fills, in bytes; small enough to stay out of the large object heap.</summary>
    public const int MaxSize = 64 * 1024;

    [ThreadStatic]
    private static byte[]? _array;

    /// <summary>Room for at most <paramref name="limit"/> bytes, valid until the next call on this thread.</summary>
    public static Span<byte> OfThisThread(int limit)
    {
        var size = Math.Min(limit, MaxSize);
        var array = _array;
        if (array is null || array.Length < size)
            _array = array = GC.AllocateUninitializedArray<byte>(size);
        return array.AsSpan(0, size);
    }

    /// <summary>The bytes just received on this thread, now the caller's own.</summary>
    public static ReadOnlySequence<byte> Take(int count)
    {
        var array = _array!;
        if (count < array.Length / 4 * 3)
        {
            var copy = GC.AllocateUninitializedArray<byte>(count);
            array.AsSpan(0, count).CopyTo(copy);
            return new ReadOnlySequence<byte>(copy);
        }

        _array = null;
        return new ReadOnlySequence<byte>(array, 0, count);
    }
}
