using System.Net;
using System.Net.Sockets;

namespace Akka.IO.Transport.Sockets;

/// <summary>The transport on the framework's sockets; runs wherever the framework does. Thread-safe.</summary>
internal sealed class SocketTransport : ITransport
{
    public TransportCounters Counters { get; } = new();

    public ITransportListener Bind(EndPoint localAddress, int backlog, IEnumerable<Inet.SocketOption> options,
        IListenerEvents events)
    {
        var socket = Open(localAddress);
        try
        {
            // The unspecified address of IPv6 takes IPv4 clients too; a specific one could not.
            if (localAddress is IPEndPoint { Address: var address } && address.Equals(IPAddress.IPv6Any))
                socket.DualMode = true;
            foreach (var option in options)
                option.BeforeServerSocketBind(socket);
            Bind(socket, localAddress);
            foreach (var option in options)
                (option as Inet.SocketOptionV2)?.AfterBind(socket);
            socket.Listen(backlog);
            return new SocketListener(socket, options, events, Counters);
        }
        catch
        {
            if (socket.IsBound)
                BoundFile.Remove(localAddress);
            socket.Dispose();
            throw;
        }
    }

    public ITransportConnecting Connect(EndPoint remoteAddress, EndPoint? localAddress,
        IEnumerable<Inet.SocketOption> options, IConnectingEvents events)
    {
        var socket = Open(remoteAddress);
        try
        {
            foreach (var option in options)
                option.BeforeConnect(socket);
            if (localAddress is not null)
                socket.Bind(localAddress);
            return SocketConnecting.Begin(socket, remoteAddress, options, events, Counters);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static void Bind(Socket socket, EndPoint address)
    {
        if (address is not UnixDomainSocketEndPoint unix)
        {
            socket.Bind(address);
            return;
        }
        var roomy = new RoomyUnixAddress(unix);
        socket.Bind(roomy);
        roomy.IsBound = true;
    }

    private static Socket Open(EndPoint address) => new(address.AddressFamily, SocketType.Stream,
        address.AddressFamily == AddressFamily.Unix ? ProtocolType.Unspecified : ProtocolType.Tcp);
}
