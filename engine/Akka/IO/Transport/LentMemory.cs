using System.Buffers;
using System.Runtime.InteropServices;

namespace Akka.IO.Transport;

/// <summary>
/// Memory that goes to a handler with what was received and comes back once the write that passes it on is done: a fresh
/// array for each large read costs more than the read's other work. A handler that never writes it leaves it to the garbage
/// collector. See <see cref="Tcp.Register.LendsReceivedMemory"/>.
/// </summary>
internal sealed class LentMemory : MemoryManager<byte>
{
    /// <summary>What small reads are made into, in bytes. There are many of them at a time, and they need not have room for a large one each.</summary>
    public const int SmallSize = 4 * 1024;

    // What one thread keeps of either size for its next reads: enough for a readiness batch of busy connections, 5 MiB at the default size.
    private const int MaxKeptByThread = 64;

    // A read that fills less is copied out: as long as it is not written it would hold so many times its size.
    private const int MostEmptiness = 32;

    [ThreadStatic]
    private static Stack<LentMemory>? _smallOfThisThread;

    [ThreadStatic]
    private static Stack<LentMemory>? _largeOfThisThread;

    private readonly byte[] _array;
    private int _lent;

    private LentMemory(int size) => _array = GC.AllocateUninitializedArray<byte>(size);

    /// <summary>The whole array; only whoever has borrowed it may fill it.</summary>
    public byte[] Array => _array;

    /// <summary>Memory of at least so many bytes, the calling thread's alone.</summary>
    public static LentMemory Borrow(int size)
    {
        while (KeptFor(size) is { } kept && kept.TryPop(out var memory))
        {
            if (memory._array.Length >= size)
                return memory;
        }

        return new LentMemory(size);
    }

    /// <summary>Whether so many bytes fill enough of it to be lent.</summary>
    public bool IsWorthLending(int count) => count >= _array.Length / MostEmptiness;

    /// <summary>The first bytes, to be handed to a handler.</summary>
    public ReadOnlySequence<byte> Lend(int count)
    {
        _lent = count;
        return new ReadOnlySequence<byte>(CreateMemory(0, count));
    }

    /// <summary>Takes memory back that was written as it had been lent, whole; anything else that was written is none of ours.</summary>
    public static void TakeBack(in ReadOnlySequence<byte> written)
    {
        if (written.Start.GetObject() is not LentMemory memory || memory._lent == 0 || memory._lent != written.Length)
            return;
        memory._lent = 0;
        var kept = KeptFor(memory._array.Length) ??= new Stack<LentMemory>();
        if (kept.Count < MaxKeptByThread)
            kept.Push(memory);
    }

    private static ref Stack<LentMemory>? KeptFor(int size) => ref size <= SmallSize ? ref _smallOfThisThread : ref _largeOfThisThread;

    /// <inheritdoc/>
    public override Span<byte> GetSpan() => _array;

    /// <inheritdoc/>
    public override unsafe MemoryHandle Pin(int elementIndex = 0)
    {
        var handle = GCHandle.Alloc(_array, GCHandleType.Pinned);
        return new MemoryHandle((byte*)handle.AddrOfPinnedObject() + elementIndex, handle);
    }

    /// <inheritdoc/>
    public override void Unpin()
    {
        // Each handle of Pin frees what it pinned.
    }

    /// <inheritdoc/>
    protected override bool TryGetArray(out ArraySegment<byte> segment)
    {
        segment = _array;
        return true;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        // An array needs no disposal.
    }
}
