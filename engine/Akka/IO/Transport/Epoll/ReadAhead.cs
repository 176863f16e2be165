using Akka.IO.Transport.Sockets;

namespace Akka.IO.Transport.Epoll;

/// <summary>
/// What was read for a connection whose turn comes later in the same round. Each place of a round has one; a connection that could not
/// take its bytes in that turn keeps the object, and the place gets another.
/// </summary>
internal sealed unsafe class ReadAhead
{
    /// <summary>The most bytes it holds: reads that bring more are better made in the turn itself, into memory that can be handed over.</summary>
    public const int Size = LentMemory.SmallSize;

    private LentMemory? _memory;
    private int _taken;

    /// <summary>Whether nothing waits in it, so that it can be used for another read.</summary>
    public bool IsTaken { get; private set; } = true;

    /// <summary>Reads once.</summary>
    public void Read(int descriptor)
    {
        IsTaken = false;
        _taken = 0;
        _memory ??= LentMemory.Borrow(Size);
        fixed (byte* space = _memory.Array)
        {
            do
                Result = (int)Libc.Receive(descriptor, space, Size, 0);
            while (Result == -Errno.Interrupted);
        }
    }

    /// <summary>What the read brought: how many bytes; 0 at the end of the stream; or minus the error.</summary>
    public int Result { get; private set; }

    /// <summary>The next bytes, their receiver's own or lent to it; null after an error or the end of the stream.</summary>
    /// <param name="limit">The most.</param>
    /// <param name="lend">Whether they may be lent.</param>
    /// <param name="count">How many.</param>
    public Tcp.Received? Take(int limit, bool lend, out int count)
    {
        var memory = _memory!;
        var first = _taken;
        count = Math.Clamp(Result - first, 0, limit);
        _taken += count;
        IsTaken = _taken >= Result;
        if (count <= 0)
            return null;
        if (!lend || count < Result || !memory.IsWorthLending(count))
            return ReceiveBuffer.Copy(memory.Array.AsSpan(first, count));
        _memory = null;
        return new Tcp.Received(memory.Lend(count));
    }
}
