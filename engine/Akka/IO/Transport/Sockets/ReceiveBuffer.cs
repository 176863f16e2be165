using System.Buffers;

namespace Akka.IO.Transport.Sockets;

/// <summary>
/// Where a thread receives: one array for all its connections. Most reads are copied out at their exact
/// size; an array that is nearly full, or that its handler lends back, is handed over as it is, and the thread takes
/// another.
/// </summary>
internal sealed class ReceiveBuffer
{
    /// <summary>
    /// The largest array a read fills, in bytes; small enough to stay out of the large object heap. More than 64 KiB, since peers write
    /// powers of two: a read that fills all there is room for has to be followed by another, mostly in vain.
    /// </summary>
    public const int MaxSize = 80 * 1024;

    [ThreadStatic]
    private static ReceiveBuffer? _ofThisThread;

    private LentMemory? _memory;

    /// <summary>The calling thread's. Looked up once for a read: finding a thread's own costs more than using it.</summary>
    public static ReceiveBuffer OfThisThread => _ofThisThread ??= new ReceiveBuffer();

    /// <summary>Room for at most <paramref name="limit"/> bytes, valid until the next call.</summary>
    public Span<byte> Space(int limit)
    {
        var size = Math.Min(limit, MaxSize);
        var memory = _memory;
        if (memory is null || memory.Array.Length < size)
            _memory = memory = LentMemory.Borrow(size);
        return memory.Array.AsSpan(0, size);
    }

    /// <summary>Bytes received elsewhere, copied.</summary>
    public static Tcp.Received Copy(ReadOnlySpan<byte> bytes)
    {
        var copy = GC.AllocateUninitializedArray<byte>(bytes.Length);
        bytes.CopyTo(copy);
        return new Tcp.Received(new ReadOnlySequence<byte>(copy));
    }

    /// <summary>The bytes just received, now their receiver's own, or lent to it.</summary>
    public Tcp.Received Take(int count, bool lend)
    {
        var memory = _memory!;
        if (lend && memory.IsWorthLending(count))
        {
            _memory = null;
            return new Tcp.Received(memory.Lend(count));
        }

        if (count < memory.Array.Length / 4 * 3)
            return Copy(memory.Array.AsSpan(0, count));

        _memory = null;
        return new Tcp.Received(new ReadOnlySequence<byte>(memory.Array, 0, count));
    }
}
