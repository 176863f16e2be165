using System.Net;
using System.Net.Sockets;

namespace Akka.IO.Transport.Sockets;

/// <summary>
/// The address that a listening unix socket is bound to. The framework gives a client's address as much room as the listener's own
/// takes, and where the client's socket has a longer name, it ends the process; once bound, this one claims room for any.
/// </summary>
/// <remarks>Nor does the framework remove the file of an address that it does not know: see <see cref="SocketListener"/>.</remarks>
/// <param name="own">What is bound.</param>
internal sealed class RoomyUnixAddress(UnixDomainSocketEndPoint own) : EndPoint
{
    // struct sockaddr_storage, which holds an address of any kind.
    private const int Room = 128;

    // struct sockaddr_un. Linux counts a NUL behind a name that fills it.
    private static readonly int Longest = OperatingSystem.IsLinux() || OperatingSystem.IsWindows() ? 110 : 106;

    /// <summary>Whether the socket is bound; the system takes no address that is longer than its kind.</summary>
    public bool IsBound { get; set; }

    public override AddressFamily AddressFamily => own.AddressFamily;

    public override SocketAddress Serialize() => IsBound ? new SocketAddress(own.AddressFamily, Room) : own.Serialize();

    public override EndPoint Create(SocketAddress socketAddress)
    {
        socketAddress.Size = Math.Min(socketAddress.Size, Longest);
        return own.Create(socketAddress);
    }
}
