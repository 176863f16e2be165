using System.Net;
using System.Net.Sockets;

namespace Akka.IO.Transport.Epoll;

/// <summary>The transport on Linux: bare descriptors, watched by event loops of our own. Thread-safe.</summary>
internal sealed class EpollTransport(EventLoopGroup loops) : ITransport
{
    public TransportCounters Counters { get; } = new();

    public ITransportListener Bind(EndPoint localAddress, int backlog, IEnumerable<Inet.SocketOption> options, IListenerEvents events)
    {
        var descriptor = Descriptor.Open(localAddress);
        var isBound = false;
        try
        {
            if (localAddress.AddressFamily != AddressFamily.Unix)
                Descriptor.Set(descriptor, Libc.SolSocket, Libc.SoReuseAddr, 1);
            // The unspecified address of IPv6 takes IPv4 clients too; a specific one could not.
            if (localAddress is IPEndPoint { AddressFamily: AddressFamily.InterNetworkV6 } ip)
                Descriptor.Set(descriptor, Libc.ProtoIpv6, Libc.Ipv6Only, ip.Address.Equals(IPAddress.IPv6Any) ? 0 : 1);
            Descriptor.Apply(descriptor, options, static (option, socket) => option.BeforeServerSocketBind(socket));
            Descriptor.Bind(descriptor, localAddress);
            isBound = true;
            Descriptor.Apply(descriptor, options, static (option, socket) => (option as Inet.SocketOptionV2)?.AfterBind(socket));
            // What is accepted inherits it, so that it costs no call for each client.
            if (localAddress.AddressFamily != AddressFamily.Unix)
                Descriptor.Set(descriptor, Libc.ProtoTcp, Libc.TcpNoDelay, 1);
            if (Libc.Listen(descriptor, backlog) < 0)
                throw Errno.LastException();
            return new EpollListener(descriptor, options, events, loops, Counters);
        }
        catch
        {
            if (isBound)
                BoundFile.Remove(localAddress);
            Libc.Close(descriptor);
            throw;
        }
    }

    public ITransportConnecting Connect(EndPoint remoteAddress, EndPoint? localAddress, IEnumerable<Inet.SocketOption> options, IConnectingEvents events)
    {
        var descriptor = Descriptor.Open(remoteAddress);
        try
        {
            if (remoteAddress.AddressFamily != AddressFamily.Unix)
                Descriptor.Set(descriptor, Libc.ProtoTcp, Libc.TcpNoDelay, 1);
            Descriptor.Apply(descriptor, options, static (option, socket) => option.BeforeConnect(socket));
            if (localAddress is not null)
                Descriptor.Bind(descriptor, localAddress);
        }
        catch
        {
            Libc.Close(descriptor);
            throw;
        }
        return EpollConnecting.Begin(descriptor, remoteAddress, options, events, loops, Counters);
    }
}
