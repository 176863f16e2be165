using System.Net;

namespace Akka.IO.Transport;

/// <summary>
/// The operating system as the TCP driver sees it: everything that touches a descriptor is behind this interface,
/// and nothing above it knows how readiness is learnt.
/// </summary>
/// <remarks>
/// An object of a transport is called by one actor, so by one thread at a time. Its events come on a thread of the
/// transport, possibly before the call that asked for them has returned. A closed object raises no more events and
/// never touches a descriptor again, even when its number has been given to another socket.
/// </remarks>
internal interface ITransport
{
    /// <summary>How many sockets of this transport are open.</summary>
    TransportCounters Counters { get; }

    /// <summary>Opens a socket that listens; accepts nothing until asked to.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">The address cannot be bound.</exception>
    ITransportListener Bind(EndPoint localAddress, int backlog, IEnumerable<Inet.SocketOption> options, IListenerEvents events);

    /// <summary>Begins to connect.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">The socket cannot be opened or bound.</exception>
    ITransportConnecting Connect(EndPoint remoteAddress, EndPoint? localAddress, IEnumerable<Inet.SocketOption> options,
        IConnectingEvents events);
}
