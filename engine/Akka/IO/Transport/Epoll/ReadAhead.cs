namespace Akka.IO.Transport.Epoll;

/// <summary>
/// What was read for a connection whose turn comes later in the same round. Each place of a round has one; a connection that could not
/// take its bytes in that turn keeps the object, and the place gets another.
/// </summary>
internal sealed unsafe class ReadAhead
{
    /// <summary>The most bytes it holds: reads that bring more are better made in the turn itself, into memory that can be handed over.</summary>
    public const int Size = 4096;

    private readonly byte[] _memory = new byte[Size];
    private int _taken;

    /// <summary>Whether nothing waits in it, so that it can be used for another read.</summary>
    public bool IsTaken { get; private set; } = true;

    /// <summary>Reads once.</summary>
    public void Read(int descriptor)
    {
        IsTaken = false;
        _taken = 0;
        fixed (byte* space = _memory)
        {
            do
                Result = (int)Libc.Receive(descriptor, space, Size, 0);
            while (Result == -Errno.Interrupted);
        }
    }

    /// <summary>What the read brought: how many bytes; 0 at the end of the stream; or minus the error.</summary>
    public int Result { get; private set; }

    /// <summary>The next bytes, which stay until the next read; none after an error or the end of the stream.</summary>
    /// <param name="limit">The most.</param>
    public ReadOnlySpan<byte> Take(int limit)
    {
        var bytes = _memory.AsSpan(_taken, Math.Clamp(Result - _taken, 0, limit));
        _taken += bytes.Length;
        IsTaken = _taken >= Result;
        return bytes;
    }
}
