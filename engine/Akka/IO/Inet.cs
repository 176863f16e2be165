using System.Net.Sockets;

namespace Akka.IO;

/// <summary>Socket options that hold for every kind of socket. TCP's own are in <see cref="Tcp.SO"/>.</summary>
public class Inet
{
    /// <summary>
    /// An option set on a socket at the points of its life where it has an effect. Give them to
    /// <see cref="Tcp.Bind"/> and <see cref="Tcp.Connect"/>. An exception thrown by an option fails that command,
    /// or closes that accepted connection.
    /// </summary>
    public abstract class SocketOption
    {
        /// <summary>Called before a datagram socket is bound.</summary>
        /// <param name="ds">The datagram socket.</param>
        public virtual void BeforeDatagramBind(Socket ds) { }

        /// <summary>Called before a listening socket is bound.</summary>
        /// <param name="ss">The listening socket.</param>
        public virtual void BeforeServerSocketBind(Socket ss) { }

        /// <summary>Called before an outgoing connection is begun.</summary>
        /// <param name="s">The socket that will connect.</param>
        public virtual void BeforeConnect(Socket s) { }

        /// <summary>Called once a connection is established, accepted ones included.</summary>
        /// <param name="s">The connected socket.</param>
        public virtual void AfterConnect(Socket s) { }
    }

    /// <summary>A <see cref="SocketOption"/> that can also act after a socket has been bound.</summary>
    public abstract class SocketOptionV2 : SocketOption
    {
        /// <summary>Called after a socket has been bound.</summary>
        /// <param name="s">The bound socket.</param>
        public virtual void AfterBind(Socket s) { }
    }

    /// <summary>Base for socket options that override only what they need.</summary>
    public abstract class AbstractSocketOption : SocketOption;

    /// <summary>Base for <see cref="SocketOptionV2"/> options that override only what they need.</summary>
    public abstract class AbstractSocketOptionV2 : SocketOptionV2;

    /// <summary>Base for a protocol's own set of options.</summary>
    public abstract class SoForwarders;

    /// <summary>Creates the socket of a datagram channel; override it to create another kind.</summary>
    public class DatagramChannelCreator : SocketOption
    {
        /// <summary>Creates the datagram socket.</summary>
        /// <param name="addressFamily">The family of the address it will be bound to.</param>
        /// <returns>A new, unbound socket.</returns>
        public virtual Socket Create(AddressFamily addressFamily) => new(addressFamily, SocketType.Dgram, ProtocolType.Udp);
    }

    /// <summary>The socket options that hold for every kind of socket.</summary>
    public static class SO
    {
        /// <summary>
        /// Sets SO_RCVBUF, the kernel's receive buffer in bytes. Setting it turns the kernel's own sizing off;
        /// leave it out unless a measurement asks for it.
        /// </summary>
        public class ReceiveBufferSize : SocketOption
        {
            private readonly int _size;

            /// <summary>Creates the option.</summary>
            /// <param name="size">Bytes, more than zero.</param>
            public ReceiveBufferSize(int size)
            {
                ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
                _size = size;
            }

            /// <inheritdoc/>
            public override void BeforeServerSocketBind(Socket ss) => ss.ReceiveBufferSize = _size;

            /// <inheritdoc/>
            public override void BeforeDatagramBind(Socket ds) => ds.ReceiveBufferSize = _size;

            /// <inheritdoc/>
            public override void BeforeConnect(Socket s) => s.ReceiveBufferSize = _size;
        }

        /// <summary>
        /// Sets SO_REUSEADDR, and on Linux SO_REUSEPORT too: several listeners may then be bound to one port, and the
        /// kernel spreads connections over them.
        /// </summary>
        public class ReuseAddress : SocketOption
        {
            private readonly bool _on;

            /// <summary>Creates the option.</summary>
            /// <param name="on">Whether the address may be reused.</param>
            public ReuseAddress(bool on) => _on = on;

            /// <inheritdoc/>
            public override void BeforeServerSocketBind(Socket ss) => Set(ss);

            /// <inheritdoc/>
            public override void BeforeDatagramBind(Socket ds) => Set(ds);

            /// <inheritdoc/>
            public override void BeforeConnect(Socket s) => Set(s);

            private void Set(Socket s) => s.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, _on);
        }

        /// <summary>
        /// Sets SO_SNDBUF, the kernel's send buffer in bytes. Setting it turns the kernel's own sizing off;
        /// leave it out unless a measurement asks for it.
        /// </summary>
        public class SendBufferSize : SocketOption
        {
            private readonly int _size;

            /// <summary>Creates the option.</summary>
            /// <param name="size">Bytes, more than zero.</param>
            public SendBufferSize(int size)
            {
                ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
                _size = size;
            }

            /// <inheritdoc/>
            public override void AfterConnect(Socket s) => s.SendBufferSize = _size;
        }

        /// <summary>Sets the type of service of the packets sent (the IP header's DSCP and ECN bits).</summary>
        public class TrafficClass : SocketOption
        {
            private readonly int _tc;

            /// <summary>Creates the option.</summary>
            /// <param name="tc">The octet, 0 to 255.</param>
            public TrafficClass(int tc)
            {
                ArgumentOutOfRangeException.ThrowIfNegative(tc);
                ArgumentOutOfRangeException.ThrowIfGreaterThan(tc, byte.MaxValue);
                _tc = tc;
            }

            /// <inheritdoc/>
            public override void AfterConnect(Socket s) => s.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.TypeOfService, _tc);
        }
    }
}
