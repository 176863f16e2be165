using System.Net.Sockets;

namespace Akka.IO;

public sealed partial class Tcp
{
    /// <summary>TCP's own socket options; those of every socket are in <see cref="Inet.SO"/>.</summary>
    public static class SO
    {
        /// <summary>Sets SO_KEEPALIVE: the kernel probes a silent peer and fails the connection when it is gone.</summary>
        public class KeepAlive : Inet.SocketOption
        {
            private readonly bool _on;

            /// <summary>Creates the option.</summary>
            /// <param name="on">Whether the kernel probes.</param>
            public KeepAlive(bool on) => _on = on;

            /// <inheritdoc/>
            public override void AfterConnect(Socket s) => s.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, _on);
        }

        /// <summary>Sets SO_OOBINLINE: urgent data is delivered in the stream rather than apart from it.</summary>
        public class OobInline : Inet.SocketOption
        {
            private readonly bool _on;

            /// <summary>Creates the option.</summary>
            /// <param name="on">Whether urgent data stays in the stream.</param>
            public OobInline(bool on) => _on = on;

            /// <inheritdoc/>
            public override void AfterConnect(Socket s) =>
                s.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.OutOfBandInline, _on);
        }

        /// <summary>
        /// Sets TCP_NODELAY. Every TCP connection has it on by default: writes are gathered before they reach the
        /// kernel, so Nagle's algorithm could only add delay. Use this option to turn it off.
        /// </summary>
        public class TcpNoDelay : Inet.SocketOption
        {
            private readonly bool _on;

            /// <summary>Creates the option.</summary>
            /// <param name="on">Whether small segments leave without waiting for acknowledgements.</param>
            public TcpNoDelay(bool on) => _on = on;

            /// <inheritdoc/>
            public override void AfterConnect(Socket s) => s.NoDelay = _on;
        }
    }
}
