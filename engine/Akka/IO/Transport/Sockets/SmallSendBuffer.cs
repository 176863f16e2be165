namespace Akka.IO.Transport.Sockets;

/// <summary>The thread's own place where small segments are put together for one send.</summary>
internal static class SmallSendBuffer
{
    /// <summary>The largest batch, in bytes, that is copied rather than gathered.</summary>
    public const int Size = 16 * 1024;

    [ThreadStatic]
    private static byte[]? _buffer;

    /// <summary>The batch's bytes in one piece; valid until the next call on this thread.</summary>
    public static ReadOnlySpan<byte> Fill(SendBatch batch)
    {
        var buffer = _buffer ??= GC.AllocateUninitializedArray<byte>(Size);
        batch.CopyTo(buffer);
        return buffer.AsSpan(0, batch.Bytes);
    }
}
