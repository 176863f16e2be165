using System.Net;
using System.Net.Sockets;

namespace Akka.IO.Transport.Epoll;

/// <summary>Opens and prepares sockets by their numbers.</summary>
internal static unsafe class Descriptor
{
    /// <summary>Opens a socket that never blocks and that child processes do not inherit.</summary>
    public static int Open(EndPoint address)
    {
        var descriptor = Libc.Socket(SocketAddresses.FamilyOf(address), Libc.Stream | Libc.NonBlocking | Libc.CloseOnExec, 0);
        return descriptor >= 0 ? descriptor : throw Errno.LastException();
    }

    public static void Set(int descriptor, int level, int option, int value)
    {
        if (Libc.SetOption(descriptor, level, option, &value, sizeof(int)) < 0)
            throw Errno.LastException();
    }

    public static int PendingError(int descriptor)
    {
        int error;
        var length = sizeof(int);
        return Libc.GetOption(descriptor, Libc.SolSocket, Libc.SoError, &error, &length) == 0 ? error : Errno.Last;
    }

    public static void Bind(int descriptor, EndPoint address)
    {
        var serialized = address.Serialize();
        fixed (byte* pointer = serialized.Buffer.Span)
        {
            if (Libc.Bind(descriptor, pointer, serialized.Size) < 0)
                throw Errno.LastException();
        }
    }

    /// <summary>Begins to connect; the error number, 0 where it is done already.</summary>
    public static int Connect(int descriptor, EndPoint address)
    {
        var serialized = address.Serialize();
        fixed (byte* pointer = serialized.Buffer.Span)
            return Libc.Connect(descriptor, pointer, serialized.Size) == 0 ? 0 : Errno.Last;
    }

    /// <summary>
    /// How many connections wait in the backlog of a listening socket; null where the system does not say, and where it says that there is
    /// none, since not every one that knows the question counts them.
    /// </summary>
    public static int? WaitingToBeAccepted(int listener)
    {
        // What is asked for ends with tcpi_unacked of struct tcp_info, which holds their number for a socket that listens.
        const int Place = 6;
        var info = stackalloc int[Place + 1];
        var length = (Place + 1) * sizeof(int);
        return Libc.GetOption(listener, Libc.ProtoTcp, Libc.TcpInfo, info, &length) == 0 && length == (Place + 1) * sizeof(int) && info[Place] > 0
            ? info[Place]
            : null;
    }

    /// <summary>Makes a close reset the connection.</summary>
    public static void ResetOnClose(int descriptor)
    {
        var linger = stackalloc int[] { 1, 0 };
        // It fails only where the connection is already gone, which is what this was to bring about.
        _ = Libc.SetOption(descriptor, Libc.SolSocket, Libc.SoLinger, linger, 2 * sizeof(int));
    }

    /// <summary>
    /// The options that do something for a connection. The others are not even asked: for each client that would cost a framework's
    /// socket.
    /// </summary>
    public static Inet.SocketOption[] ThoseForConnections(IEnumerable<Inet.SocketOption> options) =>
        [.. options.Where(static option => new Action<Socket>(option.AfterConnect).Method.DeclaringType != typeof(Inet.SocketOption))];

    /// <summary>Lets options act on a socket; they know only the framework's class, which does not own it here.</summary>
    public static void Apply(int descriptor, IEnumerable<Inet.SocketOption> options, Action<Inet.SocketOption, Socket> apply)
    {
        if (options is IReadOnlyCollection<Inet.SocketOption> { Count: 0 })
            return;
        Socket? socket = null;
        foreach (var option in options)
            apply(option, socket ??= new Socket(new SafeSocketHandle(descriptor, ownsHandle: false)));
    }

    /// <summary>Sends once.</summary>
    /// <returns>How many bytes the kernel took, or minus the error.</returns>
    public static unsafe nint Send(int descriptor, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* first = bytes)
            return Libc.Send(descriptor, first, bytes.Length, Libc.NoSignal);
    }
}
