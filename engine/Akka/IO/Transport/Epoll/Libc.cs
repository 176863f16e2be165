using System.Runtime.InteropServices;

namespace Akka.IO.Transport.Epoll;

/// <summary>What the epoll transport asks of the C library. Linux only; numbers are those of its kernel's interface.</summary>
internal static unsafe partial class Libc
{
    public const int CloseOnExec = 0x80000; // SOCK_CLOEXEC, EPOLL_CLOEXEC, EFD_CLOEXEC
    public const int NonBlocking = 0x800; // SOCK_NONBLOCK, EFD_NONBLOCK
    public const int Stream = 1; // SOCK_STREAM
    public const int NoSignal = 0x4000; // MSG_NOSIGNAL: a peer that is gone is an error, not a signal
    public const int ShutdownWrite = 1; // SHUT_WR

    public const int SolSocket = 1;
    public const int SoReuseAddr = 2;
    public const int SoError = 4;
    public const int SoLinger = 13;
    public const int ProtoTcp = 6;
    public const int TcpNoDelay = 1;
    public const int TcpInfo = 11;
    public const int ProtoIpv6 = 41;
    public const int Ipv6Only = 26;

    public const int Add = 1; // EPOLL_CTL_ADD
    public const int Remove = 2; // EPOLL_CTL_DEL
    public const int Modify = 3; // EPOLL_CTL_MOD

    private const string Library = "libc";

    // These are points of the C library where a thread may be cancelled, which costs two atomic operations a call as soon as there is a
    // second thread; its syscall is none.
    private static readonly nint RecvFromNumber = Number(x64: 45, arm64: 207);
    private static readonly nint SendToNumber = Number(x64: 44, arm64: 206);
    private static readonly nint AcceptNumber = Number(x64: 288, arm64: 242);
    private static readonly nint CloseNumber = Number(x64: 3, arm64: 57);

    [LibraryImport(Library, EntryPoint = "epoll_create1", SetLastError = true)]
    public static partial int EpollCreate(int flags);

    [LibraryImport(Library, EntryPoint = "epoll_ctl", SetLastError = true)]
    public static partial int EpollControl(int epoll, int operation, int descriptor, void* interest);

    /// <summary>As <see cref="Receive"/> does, gives the count or minus the error.</summary>
    public static int EpollWait(int epoll, void* events, int maxEvents, int timeoutMilliseconds) =>
        (int)CountOrError(EpollWaitCall(epoll, events, maxEvents, timeoutMilliseconds));

    [LibraryImport(Library, EntryPoint = "eventfd", SetLastError = true)]
    public static partial int EventFd(uint initial, int flags);

    [LibraryImport(Library, EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(int descriptor, void* buffer, nint count);

    [LibraryImport(Library, EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(int descriptor, void* buffer, nint count);

    /// <summary>The count, or minus the error: the kernel's own way, which costs nothing where nothing fails.</summary>
    public static nint Receive(int descriptor, void* buffer, nint count, int flags) =>
        CountOrError(RecvFromNumber != 0
            ? SystemCall(RecvFromNumber, descriptor, buffer, count, flags, 0, 0)
            : ReceiveCall(descriptor, buffer, count, flags));

    /// <inheritdoc cref="Receive"/>
    public static nint Send(int descriptor, void* buffer, nint count, int flags) =>
        CountOrError(SendToNumber != 0
            ? SystemCall(SendToNumber, descriptor, buffer, count, flags, 0, 0)
            : SendCall(descriptor, buffer, count, flags));

    /// <inheritdoc cref="Receive"/>
    public static nint SendMessage(int descriptor, MessageHeader* message, int flags) =>
        CountOrError(SendMessageCall(descriptor, message, flags));

    [LibraryImport(Library, EntryPoint = "socket", SetLastError = true)]
    public static partial int Socket(int family, int type, int protocol);

    [LibraryImport(Library, EntryPoint = "bind", SetLastError = true)]
    public static partial int Bind(int descriptor, void* address, int length);

    [LibraryImport(Library, EntryPoint = "listen", SetLastError = true)]
    public static partial int Listen(int descriptor, int backlog);

    /// <summary>As <see cref="Receive"/> does, gives the descriptor or minus the error.</summary>
    public static int Accept(int descriptor, void* address, int* length, int flags) =>
        (int)CountOrError(AcceptNumber != 0
            ? SystemCall(AcceptNumber, descriptor, address, (nint)length, flags, 0, 0)
            : AcceptCall(descriptor, address, length, flags));

    [LibraryImport(Library, EntryPoint = "connect", SetLastError = true)]
    public static partial int Connect(int descriptor, void* address, int length);

    [LibraryImport(Library, EntryPoint = "getsockname", SetLastError = true)]
    public static partial int GetSocketName(int descriptor, void* address, int* length);

    [LibraryImport(Library, EntryPoint = "setsockopt", SetLastError = true)]
    public static partial int SetOption(int descriptor, int level, int name, void* value, int length);

    [LibraryImport(Library, EntryPoint = "getsockopt", SetLastError = true)]
    public static partial int GetOption(int descriptor, int level, int name, void* value, int* length);

    [LibraryImport(Library, EntryPoint = "shutdown", SetLastError = true)]
    public static partial int Shutdown(int descriptor, int how);

    /// <summary>
    /// Closes a descriptor. What it answers is of no use: even after an interruption Linux has released the descriptor, and another thread
    /// may own its number.
    /// </summary>
    public static void Close(int descriptor)
    {
        if (CloseNumber != 0)
            SystemCall(CloseNumber, descriptor, null, 0, 0, 0, 0);
        else
            _ = CloseCall(descriptor);
    }

    [LibraryImport(Library, EntryPoint = "getrlimit", SetLastError = true)]
    public static partial int GetResourceLimit(int resource, ResourceLimit* limit);

    // Without SetLastError, which is two more calls for each of these. The runtime leaves the thread's errno as it is on the way back.
    private static nint CountOrError(nint result) => result >= 0 ? result : -Marshal.GetLastSystemError();

    // 0 where it is not known.
    private static nint Number(nint x64, nint arm64) => RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => x64,
        Architecture.Arm64 => arm64,
        _ => 0,
    };

    [LibraryImport(Library, EntryPoint = "syscall")]
    private static partial nint SystemCall(nint number, nint descriptor, void* buffer, nint count, nint flags, nint address, nint addressLength);

    [LibraryImport(Library, EntryPoint = "epoll_wait")]
    private static partial int EpollWaitCall(int epoll, void* events, int maxEvents, int timeoutMilliseconds);

    [LibraryImport(Library, EntryPoint = "recv")]
    private static partial nint ReceiveCall(int descriptor, void* buffer, nint count, int flags);

    [LibraryImport(Library, EntryPoint = "send")]
    private static partial nint SendCall(int descriptor, void* buffer, nint count, int flags);

    [LibraryImport(Library, EntryPoint = "accept4")]
    private static partial int AcceptCall(int descriptor, void* address, int* length, int flags);

    [LibraryImport(Library, EntryPoint = "close")]
    private static partial int CloseCall(int descriptor);

    [LibraryImport(Library, EntryPoint = "sendmsg")]
    private static partial nint SendMessageCall(int descriptor, MessageHeader* message, int flags);

    /// <summary>What the process may use of something (struct rlimit, 64 bit).</summary>
    public struct ResourceLimit
    {
        public ulong Current;
        public ulong Maximum;
    }

    /// <summary>A piece of memory to send (struct iovec).</summary>
    public struct Segment
    {
        public void* Start;
        public nint Length;
    }

    /// <summary>What sendmsg takes (struct msghdr, 64 bit).</summary>
    public struct MessageHeader
    {
        public void* Name;
        public int NameLength;
        public Segment* Segments;
        public nint SegmentCount;
        public void* Control;
        public nint ControlLength;
        public int Flags;
    }
}
