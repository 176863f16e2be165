using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Akka.IO.Transport.Epoll;

/// <summary>The error numbers of Linux, as the framework names them.</summary>
internal static class Errno
{
    public const int Interrupted = 4; // EINTR
    public const int WouldBlock = 11; // EAGAIN
    public const int TooManyOpenFiles = 24; // EMFILE
    public const int InProgress = 115; // EINPROGRESS

    /// <summary>The error of the call that this thread has just made.</summary>
    public static int Last => Marshal.GetLastPInvokeError();

    public static SocketException LastException() => ToException(Last);

    public static SocketException ToException(int error) => new((int)ToSocketError(error));

    public static SocketError ToSocketError(int error) => error switch
    {
        0 => SocketError.Success,
        1 or 13 => SocketError.AccessDenied, // EPERM, EACCES
        2 => SocketError.AddressNotAvailable, // ENOENT: a unix socket that is not there
        Interrupted => SocketError.Interrupted,
        9 => SocketError.OperationAborted, // EBADF
        WouldBlock => SocketError.WouldBlock,
        12 or 28 or 105 => SocketError.NoBufferSpaceAvailable, // ENOMEM, ENOSPC: no more may be watched, ENOBUFS
        20 or 22 => SocketError.InvalidArgument, // ENOTDIR, EINVAL
        23 or TooManyOpenFiles => SocketError.TooManyOpenSockets, // 23: ENFILE
        32 => SocketError.Shutdown, // EPIPE
        64 => SocketError.NetworkDown, // ENONET
        71 => SocketError.ProtocolOption, // EPROTO
        90 => SocketError.MessageSize,
        92 => SocketError.ProtocolOption,
        93 => SocketError.ProtocolNotSupported,
        94 => SocketError.SocketNotSupported,
        95 => SocketError.OperationNotSupported,
        97 => SocketError.AddressFamilyNotSupported,
        98 => SocketError.AddressAlreadyInUse,
        99 => SocketError.AddressNotAvailable,
        100 => SocketError.NetworkDown,
        101 => SocketError.NetworkUnreachable,
        102 => SocketError.NetworkReset,
        103 => SocketError.ConnectionAborted,
        104 => SocketError.ConnectionReset,
        106 => SocketError.IsConnected,
        107 => SocketError.NotConnected,
        110 => SocketError.TimedOut,
        111 => SocketError.ConnectionRefused,
        112 => SocketError.HostDown,
        113 => SocketError.HostUnreachable,
        InProgress => SocketError.InProgress,
        _ => SocketError.SocketError,
    };
}
