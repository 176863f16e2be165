using System.Runtime.InteropServices;

namespace Akka.IO.Transport.Epoll;

/// <summary>What a descriptor is watched for, and what has happened to it (EPOLL…).</summary>
[Flags]
internal enum Readiness : uint
{
    None = 0,
    In = 0x001,
    Urgent = 0x002, // EPOLLPRI
    Out = 0x004,
    Error = 0x008,
    HangUp = 0x010,
    PeerHalfClosed = 0x2000, // EPOLLRDHUP
    EdgeTriggered = 1u << 31,
}

/// <summary>One event of epoll_wait: packed on x64, padded elsewhere.</summary>
internal readonly unsafe struct EventBuffer : IDisposable
{
    public const int Capacity = 256;

    private static readonly bool IsPacked = RuntimeInformation.ProcessArchitecture == Architecture.X64;
    private static readonly int Size = IsPacked ? 12 : 16;
    private static readonly int TokenOffset = IsPacked ? 4 : 8;

    private readonly byte* _memory;

    public EventBuffer() => _memory = (byte*)NativeMemory.AllocZeroed(Capacity, (nuint)Size);

    public void* Memory => _memory;

    public (Readiness Readiness, ulong Token) this[int index]
    {
        get
        {
            var entry = _memory + (index * Size);
            return (*(Readiness*)entry, *(ulong*)(entry + TokenOffset));
        }
    }

    /// <summary>Calls epoll_ctl with one interest.</summary>
    public static int Control(int epoll, int operation, int descriptor, Readiness interest, ulong token)
    {
        var entry = stackalloc byte[Size];
        *(Readiness*)entry = interest;
        *(ulong*)(entry + TokenOffset) = token;
        return Libc.EpollControl(epoll, operation, descriptor, entry);
    }

    public void Dispose() => NativeMemory.Free(_memory);
}
