using Akka.Actor;
using Akka.IO.Transport;
using Akka.IO.Transport.Epoll;
using Akka.IO.Transport.Sockets;

namespace Akka.IO;

/// <summary>A system's TCP driver.</summary>
public sealed class TcpExt : IOExtension
{
    /// <summary>Starts the driver of a system; use <see cref="IO.Tcp.Manager"/> to reach it.</summary>
    /// <param name="system">The system.</param>
    public TcpExt(ExtendedActorSystem system)
    {
        ArgumentNullException.ThrowIfNull(system);
        Settings = TcpSettings.Create(system);
        if (Settings.UsesEventLoops)
        {
            Loops = new EventLoopGroup(system.Name, Settings.EventLoops, Settings.EventLoopSpin, Settings.EventLoopBlockedAfter, system.EventStream);
            system.RegisterOnTermination(Loops.Stop);
            Transport = new EpollTransport(Loops);
        }
        else
        {
            Transport = new SocketTransport();
        }
        Manager = system.SystemActorOf(
            Props.CreateBy(new TcpManager.Producer(Transport, Settings))
                .WithDispatcher(Settings.ManagementDispatcher)
                .WithDeploy(Deploy.Local),
            "IO-TCP");
    }

    /// <inheritdoc/>
    public override IActorRef Manager { get; }

    /// <summary>The settings from <c>akka.io.tcp</c>.</summary>
    public TcpSettings Settings { get; }

    internal ITransport Transport { get; }

    /// <summary>The loops that read the sockets, or null where the framework's sockets are used.</summary>
    internal EventLoopGroup? Loops { get; }
}
