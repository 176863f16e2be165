using System.Net.Sockets;
using Akka.IO;

namespace ActorEcho.Actors.Transports;

/// <summary>
/// Has the system ask clients that are silent whether they are still there. What is set on a listening socket holds for those
/// that it accepts, on Linux; so a client costs nothing extra.
/// </summary>
internal sealed class KeepAlive : Inet.SocketOption
{
    /// <summary>After so long a silence, in seconds: below the five minutes after which home routers forget a connection.</summary>
    private const int Idle = 60;

    /// <summary>Seconds between one unanswered question and the next.</summary>
    private const int Interval = 15;

    /// <summary>So many questions without an answer, and the connection has failed: two minutes after the last word.</summary>
    private const int Questions = 4;

    /// <inheritdoc/>
    public override void BeforeServerSocketBind(Socket ss)
    {
        ss.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        ss.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, Idle);
        ss.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, Interval);
        ss.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, Questions);
    }
}
