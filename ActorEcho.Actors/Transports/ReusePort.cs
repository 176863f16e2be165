using System.Net.Sockets;
using Akka.IO;

namespace ActorEcho.Actors.Transports;

/// <summary>
/// Lets several sockets listen on one port; the kernel spreads the clients over them. Linux only: the framework's own
/// ReuseAddress means something else on every system.
/// </summary>
internal sealed class ReusePort : Inet.SocketOption
{
    private const int SolSocket = 1;
    private const int SoReusePort = 15;

    /// <inheritdoc/>
    public override void BeforeServerSocketBind(Socket ss)
    {
        if (!OperatingSystem.IsLinux())
            throw new PlatformNotSupportedException("acceptors above 1 need SO_REUSEPORT, which only Linux has; set acceptors = 1.");
        ss.SetRawSocketOption(SolSocket, SoReusePort, BitConverter.GetBytes(1));
    }
}
